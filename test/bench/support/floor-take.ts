import type { Line } from '../../../shared/snapshot.ts';
import { voicedSpans, type Span } from '../../e2e/support/sound.ts';
import { synthesise } from '../../e2e/support/synthesiser.ts';
import { transcribe } from '../../e2e/support/transcriber.ts';
import type { Sound } from '../../e2e/support/wav.ts';
import { OWN_VOICE, until, wait, type BenchDesk } from './desk.ts';
import { duckedMs, firstDropMs, gainTrack, type GainWindow } from './gain-track.ts';
import { findIn, voicedPart } from './signal.ts';
import type { TimedRecording } from './timed-recording.ts';

/** One go of a scene: what the person did in the room and when, and what could be heard and read of Beside. */

/** Something of the person's. Times on the bench's clock, as they were in the room. */
export interface Uttered {
  readonly sound: Sound;
  readonly fromMs: number;
  readonly toMs: number;
}

type Slice = ReturnType<TimedRecording['slice']>;

export interface Taken {
  readonly fromMs: number;
  readonly toMs: number;
  /** The person's lines and Beside's that came of it, as they stand at the end. */
  readonly lines: readonly Line[];
  readonly speaker: Slice;
  readonly room: Slice;
  /** Stretches in which Beside could be heard, on the bench's clock. */
  readonly heard: readonly Span[];
  /** How often a sign of listening was seen on the overlay; null where this version shows none. */
  readonly nods: number | null;
}

const AUDIBLE_DBFS = -50;
/** Longer than any pause within what Beside says in the voice of the benches, shorter than one that it makes for a person. */
const BRIDGE_MS = 200;
const START_WITHIN_MS = 900;
const PATTERN_MS = 1500;
const VOICED_DBFS = -40;
const LOOK_MS = 300;

export class Take {
  readonly #desk: BenchDesk;
  readonly #known: ReadonlySet<string>;
  readonly #fromMs = performance.now();
  #nods: number | null = null;
  #lastNod: unknown = null;

  private constructor(desk: BenchDesk, known: ReadonlySet<string>) {
    this.#desk = desk;
    this.#known = known;
  }

  static async begin(desk: BenchDesk): Promise<Take> {
    return new Take(desk, new Set((await desk.lines()).map(({ id }) => id)));
  }

  /** Types a line and waits until Beside can be heard answering it, and so much longer. */
  async let(typed: string, speakMs: number): Promise<void> {
    await this.#desk.type(typed);
    const began = await until(
      async () => ((await this.#desk.snapshot()).floor === 'speaking' ? true : null),
      15_000,
      50,
    );
    if (began === null) throw new Error('Beside did not begin to answer a typed line.');
    await wait(speakMs);
  }

  /** The person makes a sound; over when it is. Looks at the overlay meanwhile. */
  async say(sound: Sound): Promise<Uttered> {
    const playing = this.#desk.say(sound);
    const ended = playing.ended.then(() => true);
    while (!(await Promise.race([ended, wait(LOOK_MS).then(() => false)]))) await this.#look();
    // The last of it is on its way to the recorder.
    await wait(250);
    return this.#place(sound, playing.startedAtMs);
  }

  /** The person's lines and Beside's so far. */
  async lines(): Promise<Line[]> {
    return (await this.#desk.lines()).filter(({ id }) => !this.#known.has(id));
  }

  /** Until nobody speaks and nothing is being prepared. */
  async settle(): Promise<void> {
    await this.#desk.quiet(1500, 45_000);
  }

  async end(): Promise<Taken> {
    await wait(300);
    const toMs = performance.now();
    const lines = await this.lines();
    const speaker = this.#desk.speaker.slice(this.#fromMs, toMs);
    const heard = voicedSpans(speaker, { thresholdDbfs: AUDIBLE_DBFS, bridgeMs: BRIDGE_MS }).map((span) => ({
      fromMs: speaker.fromMs + span.fromMs,
      toMs: speaker.fromMs + span.toMs,
    }));
    const room = this.#desk.microphone.slice(this.#fromMs, toMs);
    return { fromMs: this.#fromMs, toMs, lines, speaker, room, heard, nods: this.#nods };
  }

  /** Where the sound lies in what the microphone got: a player takes its time to start. */
  #place(sound: Sound, startedMs: number): Uttered {
    const voiced = voicedPart(sound, VOICED_DBFS) ?? { firstMs: 0, lastMs: 0 };
    const patternMs = Math.min(PATTERN_MS, (1000 * sound.samples.length) / sound.rateHz);
    const around = this.#desk.microphone.slice(startedMs, startedMs + patternMs + START_WITHIN_MS);
    const place = findIn(around.samples, sound.samples, (patternMs * around.rateHz) / 1000);
    const atMs = around.fromMs + (1000 * place.at) / around.rateHz;
    return { sound, fromMs: atMs + voiced.firstMs, toMs: atMs + voiced.lastMs };
  }

  /** Their count in what the overlay mirrors, by name, so that the bench runs on versions that show none. */
  async #look(): Promise<void> {
    const shown = Object.entries(await this.#desk.snapshot()).find(([name]) => /nod/i.test(name));
    if (!shown) return;
    const [, now] = shown;
    const before = this.#lastNod;
    if (typeof now === 'number' && typeof before === 'number') this.#nods = (this.#nods ?? 0) + now - before;
    else this.#nods ??= 0;
    this.#lastNod = now;
  }
}

/** When Beside's sound that was there at `atMs` ended, ms after it; null when there was none. */
export function silentAfterMs({ heard }: Taken, atMs: number): number | null {
  const span = heard.find(({ fromMs, toMs }) => fromMs <= atMs && toMs > atMs);
  return span ? span.toMs - atMs : null;
}

/** When Beside began to sound anew after `atMs`, ms. */
export function soundsAfterMs({ heard }: Taken, atMs: number): number | null {
  const span = heard.find(({ fromMs }) => fromMs > atMs);
  return span ? span.fromMs - atMs : null;
}

export const soundsBetween = ({ heard }: Taken, fromMs: number, toMs: number): boolean =>
  heard.some((span) => span.fromMs < toMs && span.toMs > fromMs);

/** What a listener hears of Beside between two times. */
export async function transcribed(
  { speaker }: Taken,
  fromMs = 0,
  toMs = Number.POSITIVE_INFINITY,
): Promise<string> {
  const at = (ms: number): number => Math.max(0, Math.round(((ms - speaker.fromMs) * speaker.rateHz) / 1000));
  const samples = speaker.samples.subarray(at(fromMs), at(toMs));
  const sound = { rateHz: speaker.rateHz, samples };
  return voicedPart(sound, AUDIBLE_DBFS) === null ? '' : transcribe(sound);
}

const DROP_DB = 6;
/** After the end of a sound: what falls later falls for something else. */
const DROP_WITHIN_MS = 500;

export interface Ducked {
  /** From the person's first voiced sample. */
  readonly dropMs: number | null;
  readonly forMs: number;
}

/** How Beside's voice, which says these words, gave way to a sound. Null where it was not found in the recording. */
export async function duckedBy(taken: Taken, words: string, sound: Uttered): Promise<Ducked | null> {
  const track: readonly GainWindow[] | null = gainTrack(taken.speaker, await synthesise(words, OWN_VOICE));
  if (!track) return null;
  const dropAtMs = firstDropMs(track, sound.fromMs, DROP_DB);
  return {
    dropMs: dropAtMs === null || dropAtMs > sound.toMs + DROP_WITHIN_MS ? null : dropAtMs - sound.fromMs,
    forMs: duckedMs(track, sound.fromMs, taken.toMs),
  };
}
