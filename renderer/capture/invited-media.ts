import { pictureLimits, type PictureMessage } from '../../shared/capture-protocol.ts';
import type { InvitedStream, PictureStream } from '../../shared/streams.ts';

/** Left to itself Chromium cancels what is played as an echo: all of this stream (seen: a tone at −12 dBFS came as −67). */
const untreated = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

/** Asks the system for a stream's device. */
export function askForStream(name: InvitedStream): Promise<MediaStream> {
  const { mediaDevices } = navigator;
  const width = { ideal: pictureLimits.width };
  switch (name) {
    case 'camera':
      return mediaDevices.getUserMedia({ video: { width, frameRate: { ideal: 5 } }, audio: false });
    case 'screen':
      return mediaDevices.getDisplayMedia({ video: { frameRate: { max: 2 } }, audio: false });
    case 'system-sound':
      return mediaDevices.getDisplayMedia({ video: { frameRate: { max: 1 } }, audio: untreated });
  }
}

/** Sends a picture of what the stream shows now and then, as small as it may be; returns the way to end that. */
export function watchPictures(
  stream: PictureStream,
  media: MediaStream,
  send: (picture: PictureMessage) => void,
): () => void {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = media;
  void video.play().catch(() => undefined);
  let busy = false;
  let over = false;
  const look = async (): Promise<void> => {
    if (busy || video.videoWidth === 0) return;
    busy = true;
    try {
      const jpeg = await pictureOf(video);
      if (!over) send({ stream, jpeg });
    } finally {
      busy = false;
    }
  };
  // A picture that could not be made is made a second later.
  const tryToLook = (): void => void look().catch(() => undefined);
  video.addEventListener('loadeddata', tryToLook, { once: true });
  const timer = setInterval(tryToLook, pictureLimits.everyMs);
  return () => {
    over = true;
    clearInterval(timer);
    video.srcObject = null;
  };
}

async function pictureOf(video: HTMLVideoElement): Promise<Uint8Array> {
  const scale = Math.min(1, pictureLimits.width / video.videoWidth);
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(video.videoWidth * scale)),
    Math.max(1, Math.round(video.videoHeight * scale)),
  );
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: pictureLimits.quality });
  return new Uint8Array(await blob.arrayBuffer());
}
