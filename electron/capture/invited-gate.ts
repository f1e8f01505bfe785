import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { FRAME_SAMPLES } from '../../shared/audio.ts';
import { portChannels } from '../../shared/ipc.ts';
import { rmsDbfs } from '../../shared/sound/pcm.ts';
import { pictureStreams, type InvitedStream, type PictureStream } from '../../shared/streams.ts';
import { pictureLimits } from '../../shared/capture-protocol.ts';

/**
 * Where camera, screen and system sound enter main, one gate each, before any model, buffer or log. What comes through a
 * closed one is forgotten and counted. Of the pictures only the newest is held, in memory, and only while its gate is open.
 */
export class InvitedGate {
  readonly #open = new Set<InvitedStream>();
  readonly #pictures = new Map<PictureStream, Uint8Array>();
  readonly #portOf = new Map<'pictures' | 'systemSound', MessagePortMain>();
  #dropped = 0;
  #levelDbfs: number | null = null;

  setGate(stream: InvitedStream, open: boolean): void {
    if (open) {
      this.#open.add(stream);
      return;
    }
    this.#open.delete(stream);
    if (stream === 'system-sound') this.#levelDbfs = null;
    else this.#pictures.delete(stream);
  }

  /** The newest picture, a JPEG; null while there is none. */
  picture(stream: PictureStream): Uint8Array | null {
    return this.#pictures.get(stream) ?? null;
  }

  /** Loudest frame of what other programs play since the last call, dBFS; null when there was none. */
  takeLevelDbfs(): number | null {
    const level = this.#levelDbfs;
    this.#levelDbfs = null;
    return level;
  }

  /** What came through a closed gate since the start, and was forgotten. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Gives the capture window its ends of new ports; those of a window that died are closed. */
  connect(contents: WebContents): void {
    this.#newPort(contents, 'pictures', (message) => this.takePicture(message));
    this.#newPort(contents, 'systemSound', (message) => this.takeSound(message));
  }

  #newPort(contents: WebContents, name: 'pictures' | 'systemSound', take: (message: unknown) => void): void {
    const { port1, port2 } = new MessageChannelMain();
    this.#portOf.get(name)?.close();
    this.#portOf.set(name, port1);
    port1.on('message', (event) => take(event.data));
    port1.start();
    contents.postMessage(portChannels[name], null, [port2]);
  }

  /** Public for tests: what the pictures' port delivers. */
  takePicture(message: unknown): void {
    if (!isPicture(message) || !this.#passes(message.stream)) return;
    this.#pictures.set(message.stream, message.jpeg);
  }

  /** Public for tests: what the system sound's port delivers, frames like the microphone's. */
  takeSound(message: unknown): void {
    if (!isSound(message) || !this.#passes('system-sound')) return;
    this.#levelDbfs = Math.max(this.#levelDbfs ?? -120, rmsDbfs(message.pcm));
  }

  #passes(stream: InvitedStream): boolean {
    const open = this.#open.has(stream);
    if (!open) this.#dropped += 1;
    return open;
  }
}

function isPicture(
  message: unknown,
): message is { readonly stream: PictureStream; readonly jpeg: Uint8Array } {
  if (typeof message !== 'object' || message === null || !('stream' in message) || !('jpeg' in message))
    return false;
  const known = pictureStreams.some((stream) => stream === message.stream);
  return known && message.jpeg instanceof Uint8Array && message.jpeg.length <= pictureLimits.bytes;
}

function isSound(message: unknown): message is { readonly pcm: Int16Array } {
  if (typeof message !== 'object' || message === null || !('pcm' in message)) return false;
  return message.pcm instanceof Int16Array && message.pcm.length === FRAME_SAMPLES;
}
