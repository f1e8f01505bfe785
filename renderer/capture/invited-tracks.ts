import { pictureLimits, type PictureMessage } from '../../shared/capture-protocol.ts';
import type { InvitedStream, PictureStream, StreamFault, StreamReport } from '../../shared/streams.ts';

export interface InvitedPorts {
  report(report: StreamReport): void;
  /** Sends a picture to main. */
  send(picture: PictureMessage): void;
  /** Lets a stream's sound flow to main; returns the way to end that. */
  connectSound(stream: MediaStream): () => void;
}

interface OpenTrack {
  readonly stream: MediaStream;
  end(): void;
}

/** Opens and closes the devices of the streams that Beside is invited to. One try each: what is lost is lost. */
export class InvitedTracks {
  readonly #ports: InvitedPorts;
  readonly #open = new Map<InvitedStream, OpenTrack>();
  readonly #wanted = new Set<InvitedStream>();

  constructor(ports: InvitedPorts) {
    this.#ports = ports;
  }

  set(stream: InvitedStream, on: boolean): void {
    if (!on) return this.#close(stream);
    if (this.#wanted.has(stream)) return;
    this.#wanted.add(stream);
    void this.#start(stream);
  }

  async #start(name: InvitedStream): Promise<void> {
    try {
      const stream = await ask(name);
      const track = name === 'system-sound' ? soundTrack(stream) : stream.getVideoTracks()[0];
      if (track === undefined) {
        stopAll(stream);
        return this.#failed(name, name === 'system-sound' ? 'unsupported' : 'no-device');
      }
      // Called off while the system was still asking.
      if (!this.#wanted.has(name)) {
        stopAll(stream);
        return this.#ports.report({ stream: name, state: 'off' });
      }
      track.addEventListener('ended', () => this.#failed(name, 'ended'), { once: true });
      const end = name === 'system-sound' ? this.#ports.connectSound(stream) : this.#watch(name, stream);
      this.#open.set(name, { stream, end });
      this.#ports.report({ stream: name, state: 'on', label: track.label });
    } catch (error) {
      this.#failed(name, streamFaultOf(error, name));
    }
  }

  /** A picture now and then, as small as it may be. */
  #watch(name: PictureStream, stream: MediaStream): () => void {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = stream;
    void video.play().catch(() => undefined);
    let busy = false;
    const look = async (): Promise<void> => {
      if (busy || video.videoWidth === 0) return;
      busy = true;
      try {
        this.#ports.send({ stream: name, jpeg: await pictureOf(video) });
      } finally {
        busy = false;
      }
    };
    video.addEventListener('loadeddata', () => void look(), { once: true });
    const timer = setInterval(() => void look(), pictureLimits.everyMs);
    return () => {
      clearInterval(timer);
      video.srcObject = null;
    };
  }

  #failed(stream: InvitedStream, fault: StreamFault): void {
    this.#release(stream);
    this.#ports.report({ stream, state: 'failed', fault });
  }

  #close(stream: InvitedStream): void {
    const asking = this.#wanted.has(stream) && !this.#open.has(stream);
    this.#release(stream);
    // Still being asked for: its end is told once the system has answered.
    if (!asking) this.#ports.report({ stream, state: 'off' });
  }

  #release(stream: InvitedStream): void {
    this.#wanted.delete(stream);
    const open = this.#open.get(stream);
    this.#open.delete(stream);
    if (!open) return;
    open.end();
    stopAll(open.stream);
  }
}

const stopAll = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/** What other programs play comes with a picture of the screen, which nobody asked for. */
function soundTrack(stream: MediaStream): MediaStreamTrack | undefined {
  const [sound] = stream.getAudioTracks();
  if (sound) for (const picture of stream.getVideoTracks()) picture.stop();
  return sound;
}

/** Left to itself Chromium cancels what is played as an echo: all of this stream (seen: a tone at −12 dBFS came as −67). */
const untreated = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

function ask(name: InvitedStream): Promise<MediaStream> {
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

const faults: Readonly<Record<string, StreamFault>> = {
  NotFoundError: 'no-device',
  OverconstrainedError: 'no-device',
  NotAllowedError: 'permission-denied',
  SecurityError: 'permission-denied',
  NotReadableError: 'device-busy',
  NotSupportedError: 'unsupported',
};

/** What a refused stream means for a person. Sound that a system cannot give is refused in several ways. */
export function streamFaultOf(error: unknown, stream: InvitedStream): StreamFault {
  const name = error instanceof Error ? error.name : '';
  // The system's own picker was closed.
  if (name === 'AbortError') return stream === 'camera' ? 'device-busy' : 'cancelled';
  const fault = faults[name] ?? 'unknown';
  return stream === 'system-sound' && (fault === 'device-busy' || fault === 'no-device')
    ? 'unsupported'
    : fault;
}
