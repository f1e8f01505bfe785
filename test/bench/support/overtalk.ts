import type { Line } from '../../../shared/snapshot.ts';
import type { ExchangeTiming } from '../../../shared/timings.ts';
import { synthesise } from '../../e2e/support/synthesiser.ts';
import { OWN_VOICE, until, wait, type BenchDesk } from './desk.ts';
import { duckedMs, firstDropMs, gainTrack, type GainWindow } from './gain-track.ts';
import { findIn, voicedPart } from './signal.ts';
import { spokenAnswer, type Clip } from './speech-material.ts';

/** A long answer of Beside's, and what became of it. */
export interface LongAnswer {
  readonly typed: string;
  readonly askedMs: number;
  readonly overMs: number;
  /** Null when it was never begun. */
  readonly line: Line | null;
  /** What else was said meanwhile, by whom ever. */
  readonly others: readonly Line[];
  readonly timing: ExchangeTiming | null;
}

export interface Overtalk extends LongAnswer {
  readonly clip: Clip;
  readonly playedFromMs: number;
  readonly playedToMs: number;
}

const BEGIN_TIMEOUT_MS = 15_000;
const ANSWER_TIMEOUT_MS = 90_000;
const isOver = ({ state }: Line): boolean => state !== 'speaking' && state !== 'waiting';

async function begin(desk: BenchDesk, typed: string): Promise<() => Promise<LongAnswer>> {
  const known = new Set((await desk.lines()).map(({ id }) => id));
  const timed = new Set((await desk.timings()).exchanges.map(({ utteranceId }) => utteranceId));
  const askedMs = performance.now();
  await desk.type(typed);
  await until(async () => ((await desk.snapshot()).floor === 'speaking' ? true : null), BEGIN_TIMEOUT_MS);
  return async () => {
    const fresh = (await desk.lines()).filter(({ id, text }) => !known.has(id) && text !== typed);
    const line = fresh.find(({ who, via }) => who === 'beside' && via === 'typed') ?? null;
    const { exchanges } = await desk.timings();
    const timing =
      exchanges.find(({ utteranceId, via }) => via === 'typed' && !timed.has(utteranceId)) ?? null;
    const others = fresh.filter((one) => one !== line);
    return { typed, askedMs, overMs: performance.now(), line, others, timing };
  };
}

/** Lets Beside speak to the end, if it does. */
export async function hearOut(desk: BenchDesk, typed: string): Promise<LongAnswer> {
  const look = await begin(desk, typed);
  await until(
    async () => {
      const { line } = await look();
      return line && isOver(line) ? true : null;
    },
    ANSWER_TIMEOUT_MS,
    300,
  );
  await wait(250);
  return look();
}

/** Somebody talks over Beside, this long into its answer. The answer is judged `watchMs` after that has begun. */
export async function talkOver(
  desk: BenchDesk,
  typed: string,
  clip: Clip,
  afterMs: number,
  watchMs: number,
): Promise<Overtalk> {
  const look = await begin(desk, typed);
  await wait(afterMs);
  const playing = desk.say(clip.sound);
  const endMs = playing.startedAtMs + watchMs;
  await until(
    async () => {
      const { line } = await look();
      return line && isOver(line) ? true : null;
    },
    endMs - performance.now(),
    100,
  );
  // What is still on its way to the recorders.
  await wait(400);
  const answer = await look();
  await playing.ended;
  const playedToMs = performance.now();
  await hush(desk);
  return { ...answer, clip, playedFromMs: playing.startedAtMs, playedToMs };
}

/** Ends what is being said and what comes of it, so that the next trial begins in silence. */
export async function hush(desk: BenchDesk): Promise<void> {
  for (let tries = 0; tries < 12; tries++) {
    if ((await desk.snapshot()).floor !== 'listening') await desk.pressStop();
    if (await desk.quiet(1500, 3000)) return;
  }
}

const START_WITHIN_MS = 700;
/** Of the clip, looked for in the mixture with the echo: a soft beginning alone is lost in it. */
const PATTERN_MS = 2000;
const AUDIBLE_DBFS = -50;
const DROP_DB = 6;
/** From here on it does not count as caught any more. */
export const CAUGHT_WITHIN_MS = 2000;

export interface JudgedOvertalk {
  readonly stopped: boolean;
  /** Stopped, and silent in the room within two seconds of the person's first voiced sample. */
  readonly caught: boolean;
  /** From the person's first voiced sample, ms. */
  readonly dropMs: number | null;
  readonly stopMs: number | null;
  readonly duckedMs: number | null;
  /** When main ordered the first duck after it, by main's clock. */
  readonly duckOrderMs: number | null;
  /** How alike the recording at the microphone and the clip are at the place where it was found, 0…1. */
  readonly likeness: number;
}

export async function judgeOvertalk(desk: BenchDesk, trial: Overtalk): Promise<JudgedOvertalk> {
  const { clip } = trial;
  // A player takes up to some hundred ms to begin on a busy machine; likeness to the echo lies beyond.
  const patternMs = Math.min(PATTERN_MS, (clip.sound.samples.length * 1000) / clip.sound.rateHz);
  const around = desk.microphone.slice(trial.playedFromMs, trial.playedFromMs + patternMs + START_WITHIN_MS);
  const place = findIn(around.samples, clip.sound.samples, (patternMs * around.rateHz) / 1000);
  const onsetMs = around.fromMs + (place.at * 1000) / around.rateHz + clip.voicedFromMs;
  const output = desk.speaker.slice(trial.askedMs, trial.overMs);
  const heard = voicedPart(output, AUDIBLE_DBFS);
  const stopped = trial.line?.state === 'cut-off';
  const stopMs = stopped && heard ? output.fromMs + heard.lastMs - onsetMs : null;
  const track = await trackOf(desk, trial);
  const dropAtMs = track ? firstDropMs(track, onsetMs, DROP_DB) : null;
  const duck = trial.timing?.ducks.find(({ fromMs }) => desk.fromMain(fromMs) >= onsetMs);
  const endMs = stopMs === null ? onsetMs + 3000 : onsetMs + stopMs;
  return {
    stopped,
    caught: stopped && stopMs !== null && stopMs <= CAUGHT_WITHIN_MS,
    dropMs: dropAtMs === null ? null : dropAtMs - onsetMs,
    stopMs,
    duckedMs: track ? duckedMs(track, onsetMs, endMs) : null,
    duckOrderMs: duck ? desk.fromMain(duck.fromMs) - onsetMs : null,
    likeness: place.likeness,
  };
}

export async function trackOf(desk: BenchDesk, answer: LongAnswer): Promise<GainWindow[] | null> {
  const synthesised = await synthesise(spokenAnswer(answer.typed), OWN_VOICE);
  const fromMs = answer.timing ? desk.fromMain(answer.timing.playAtMs) : answer.askedMs;
  return gainTrack(desk.speaker.slice(fromMs, answer.overMs), synthesised);
}

/** How long it could be heard, ms, and how much of that it was ducked: in the room, and by main’s orders. */
export async function judgeUndisturbed(
  desk: BenchDesk,
  answer: LongAnswer,
): Promise<{ readonly spokeMs: number; readonly duckedMs: number | null; readonly orderedMs: number }> {
  const output = desk.speaker.slice(answer.askedMs, answer.overMs);
  const heard = voicedPart(output, AUDIBLE_DBFS);
  const track = await trackOf(desk, answer);
  return {
    spokeMs: heard ? heard.lastMs - heard.firstMs : 0,
    duckedMs: track ? duckedMs(track, answer.askedMs, answer.overMs) : null,
    orderedMs: (answer.timing?.ducks ?? []).reduce(
      (sum, { fromMs, toMs }) => sum + (toMs ?? answer.timing?.endedAtMs ?? fromMs) - fromMs,
      0,
    ),
  };
}
