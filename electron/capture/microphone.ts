import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { FRAME_MS, FRAME_SAMPLES, HEARING_RATE_HZ } from '../../shared/audio.ts';
import type { MicrophoneFrame } from '../../shared/capture-protocol.ts';
import { portChannels } from '../../shared/ipc.ts';
import { rmsDbfs } from '../../shared/sound/pcm.ts';

export interface MicrophonePorts {
  /** A frame that passed the gate; `atSample` is the index of its first sample on the microphone's clock. */
  onFrame(atSample: number, pcm: Int16Array): void;
  /** No sound comes any more although the gate is open: silence takes its place from `atSample` on. */
  onInterrupted(atSample: number): void;
}

/** What was said before the gate closed and what comes after it opened do not touch: a visible gap between them. */
const GATE_GAP_SAMPLES = HEARING_RATE_HZ;
/** In place of the last frame's number while silence is put in. */
const FILLING = -2;

/** Longer than any hiccup of the capture window (100 ms seen): from here on nothing is coming. */
const INTERRUPTED_MS = 240;
/** What was said before has long ended by then: the clock runs on, without sound to look at. */
const FILLED_MS = 10_000;
/** `fillGap` called this late: main was busy or the computer slept, and frames may be waiting at the port. */
const LATE_MS = 100;

/**
 * Where microphone sound enters main. Its gate stands here, before any model, buffer or log: a frame that
 * arrives while it is closed is forgotten.
 */
export class Microphone {
  readonly #ports: MicrophonePorts;
  #open = false;
  #away = false;
  #dropped = 0;
  #port: MessagePortMain | null = null;
  #nextSample = 0;
  #lastSeq = -1;
  #levelDbfs: number | null = null;
  /** Up to where the clock has been carried; null until the gate's first frame. */
  #soundUntilMs: number | null = null;
  #lastLookMs = 0;
  #filledMs = 0;

  constructor(ports: MicrophonePorts) {
    this.#ports = ports;
  }

  /** Index of the next sample. */
  get nowSample(): number {
    return this.#nextSample;
  }

  /** Loudest frame since the last call, dBFS; null when there was none. */
  takeLevelDbfs(): number | null {
    const level = this.#levelDbfs;
    this.#levelDbfs = null;
    return level;
  }

  /** Frames that came through a closed gate since the start, and were forgotten. */
  get dropped(): number {
    return this.#dropped;
  }

  /**
   * The computer sleeps or is locked: nothing more gets in, but what was said before still gets its end, of silence.
   */
  setAway(away: boolean): void {
    this.#away = away;
  }

  setGate(open: boolean): void {
    if (open && !this.#open) this.#nextSample += GATE_GAP_SAMPLES;
    this.#open = open;
    this.#lastSeq = -1;
    this.#soundUntilMs = null;
  }

  /**
   * To be called every frame's length. An interrupted microphone delivers nothing, and what was said before would
   * never end: silence takes the place of the sound that does not come.
   */
  fillGap(nowMs: number): void {
    const sinceLookMs = nowMs - this.#lastLookMs;
    this.#lastLookMs = nowMs;
    if (!this.#open || this.#soundUntilMs === null) return;
    if (sinceLookMs > LATE_MS) this.#soundUntilMs += sinceLookMs;
    const filling = this.#lastSeq === FILLING;
    if (!filling && nowMs - this.#soundUntilMs < INTERRUPTED_MS) return;
    if (!filling) {
      this.#filledMs = 0;
      this.#ports.onInterrupted(this.#nextSample);
    }
    this.#lastSeq = FILLING;
    for (; nowMs - this.#soundUntilMs >= FRAME_MS; this.#soundUntilMs += FRAME_MS) {
      const atSample = this.#nextSample;
      this.#nextSample += FRAME_SAMPLES;
      this.#filledMs += FRAME_MS;
      if (this.#filledMs <= FILLED_MS) this.#ports.onFrame(atSample, new Int16Array(FRAME_SAMPLES));
    }
  }

  /** Gives the capture window its end of a new port; the old port, of a window that died, is closed. */
  connect(contents: WebContents): void {
    const { port1, port2 } = new MessageChannelMain();
    this.#port?.close();
    this.#port = port1;
    port1.on('message', (event) => this.#take(event.data));
    port1.start();
    contents.postMessage(portChannels.microphone, null, [port2]);
  }

  #take(message: unknown): void {
    if (!isFrame(message)) return;
    if (!this.#open || this.#away) {
      this.#dropped += 1;
      return;
    }
    // A gap in the count is sound that was never delivered: the clock runs on without it.
    const missing = this.#lastSeq >= 0 && message.seq > this.#lastSeq ? message.seq - this.#lastSeq - 1 : 0;
    this.#lastSeq = message.seq;
    this.#soundUntilMs = this.#lastLookMs;
    this.#nextSample += missing * FRAME_SAMPLES;
    const atSample = this.#nextSample;
    this.#nextSample += message.pcm.length;
    this.#levelDbfs = Math.max(this.#levelDbfs ?? -120, rmsDbfs(message.pcm));
    this.#ports.onFrame(atSample, message.pcm);
  }
}

function isFrame(message: unknown): message is MicrophoneFrame {
  if (typeof message !== 'object' || message === null || !('pcm' in message) || !('seq' in message))
    return false;
  return (
    message.pcm instanceof Int16Array && message.pcm.length === FRAME_SAMPLES && Number.isInteger(message.seq)
  );
}
