import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { z } from 'zod';
import type { PlaybackCommand, PlaybackReport } from '../../shared/capture-protocol.ts';
import { portChannels } from '../../shared/ipc.ts';
import type { OwnSound } from './own-sound.ts';

const count = z.number().int().nonnegative();
const text = z.string();
/** A renderer's word about what was heard goes into the log: its shape is checked like any other input. */
const playbackReportSchema: z.ZodType<PlaybackReport> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), utteranceId: text, renderedSamples: count, audibleSamples: count }),
  z.object({
    type: z.literal('ended'),
    utteranceId: text,
    renderedSamples: count,
    cause: z.enum(['finished', 'stopped']),
  }),
  z.object({ type: z.literal('underrun'), utteranceId: text, missingSamples: count }),
]);

/** −14 dB: still there, clearly giving way, and 14 dB less echo for the canceller to take away. */
const DUCKED_GAIN = 0.2;
/** Down within one frame of sound and without a click. */
const GAIN_RAMP_MS = 20;
/** Back up softly: a jump in level sounds like a new word. */
const UNDUCK_RAMP_MS = 150;

/** −14 dB: it is to be noticed by one who pauses, and drowned by one who does not. */
const MURMUR_GAIN = 0.2;

interface HeldChunk {
  readonly pcm: Float32Array;
  readonly last: boolean;
}

/** An utterance whose sound is being made or played. */
interface Held {
  readonly chunks: HeldChunk[];
  playing: boolean;
}

/**
 * Holds Beside's sound until the engine says play, then hands it to the playback worklet, later sentences as
 * they come. Nothing is held after an utterance has ended.
 */
export class VoicePlayer {
  readonly #onReport: (report: PlaybackReport) => void;
  readonly #held = new Map<string, Held>();
  readonly #own: OwnSound | null;
  #port: MessagePortMain | null = null;
  #volume = 1;
  #ducked = false;

  /** `own`: who wants to know what was heard of it, if anybody does. */
  constructor(onReport: (report: PlaybackReport) => void, own: OwnSound | null = null) {
    this.#onReport = onReport;
    this.#own = own;
  }

  connect(contents: WebContents): void {
    const { port1, port2 } = new MessageChannelMain();
    this.#port?.close();
    this.#port = port1;
    port1.on('message', (event) => this.#take(event.data));
    port1.start();
    contents.postMessage(portChannels.playback, null, [port2]);
    this.setVolume(this.#volume);
  }

  /** The capture window is gone: what played is lost, and said so by the caller. Returns the ids. */
  disconnect(): string[] {
    this.#port?.close();
    this.#port = null;
    // The next window begins at full level.
    this.#ducked = false;
    const lost = [...this.#held].filter(([, held]) => held.playing).map(([id]) => id);
    for (const id of lost) {
      this.#held.delete(id);
      this.#own?.ended(id, 0);
    }
    return lost;
  }

  /** Whether there is a capture window to play from. */
  get connected(): boolean {
    return this.#port !== null;
  }

  setVolume(volume: number): void {
    this.#volume = volume;
    this.#sendGain(GAIN_RAMP_MS);
  }

  /** Lowers the voice while the person makes a sound, or brings it back; an utterance's end brings it back too. */
  duck(on: boolean): void {
    this.#ducked = on;
    this.#sendGain(on ? GAIN_RAMP_MS : UNDUCK_RAMP_MS);
  }

  /** Sound for this utterance will come; sound for any other is dropped. */
  expect(utteranceId: string): void {
    this.#held.set(utteranceId, { chunks: [], playing: false });
  }

  /** A sentence of sound, mono Float32 at 48 kHz, in order. */
  add(utteranceId: string, pcm: Float32Array, last: boolean): void {
    const held = this.#held.get(utteranceId);
    if (!held) return;
    if (held.playing) this.#sendSound(utteranceId, { pcm, last });
    else held.chunks.push({ pcm, last });
  }

  /** False when there is nothing to play it from or with: it will never be heard. */
  play(utteranceId: string): boolean {
    const held = this.#held.get(utteranceId);
    if (!held || !this.#port) {
      this.#held.delete(utteranceId);
      return false;
    }
    held.playing = true;
    for (const chunk of held.chunks.splice(0)) this.#sendSound(utteranceId, chunk);
    return true;
  }

  /** False when it is not playing. */
  stop(utteranceId: string, fadeMs: number): boolean {
    if (!this.#held.get(utteranceId)?.playing || !this.#port) return false;
    this.#send({ type: 'stop', utteranceId, fadeMs });
    return true;
  }

  /** A sign of listening, mono Float32 at 48 kHz: softly, beside whatever plays. */
  murmur(pcm: Float32Array): void {
    this.#send({ type: 'murmur', pcm, gain: this.#volume * MURMUR_GAIN });
  }

  /** Lets the utterance wait where it is, or go on from there. */
  pause(utteranceId: string, on: boolean): void {
    if (this.#held.get(utteranceId)?.playing)
      this.#send({ type: 'pause', utteranceId, on, fadeMs: GAIN_RAMP_MS });
  }

  /** The utterance will not be played; true where that was news. What plays is not touched. */
  discard(utteranceId: string): boolean {
    return !this.#held.get(utteranceId)?.playing && this.#held.delete(utteranceId);
  }

  #take(message: unknown): void {
    const parsed = playbackReportSchema.safeParse(message);
    if (!parsed.success) return;
    const report = parsed.data;
    if (report.type === 'progress') this.#own?.heard(report.utteranceId, report.audibleSamples);
    if (report.type === 'ended') {
      this.#own?.ended(report.utteranceId, report.renderedSamples);
      this.#held.delete(report.utteranceId);
      if (this.#ducked) this.duck(false);
    }
    this.#onReport(report);
  }

  #sendGain(rampMs: number): void {
    const gain = this.#volume * (this.#ducked ? DUCKED_GAIN : 1);
    this.#own?.gain(gain, rampMs);
    this.#send({ type: 'gain', gain, rampMs });
  }

  #sendSound(utteranceId: string, { pcm, last }: HeldChunk): void {
    this.#own?.sent(utteranceId, pcm);
    this.#send({ type: 'play', utteranceId, pcm, last });
  }

  #send(command: PlaybackCommand): void {
    this.#port?.postMessage(command);
  }
}
