import type { Line } from '../../../shared/snapshot.ts';
import type { ExchangeTiming } from '../../../shared/timings.ts';
import { wait, type BenchDesk, until } from './desk.ts';
import { voicedPart } from './signal.ts';
import { onClock, stagesOf, type Stages } from './stages.ts';
import { VOICED_DBFS, type Question } from './speech-material.ts';

/** One question spoken into the room, and everything that is needed to judge its answer afterwards. */
export interface AskedQuestion {
  readonly question: Question;
  readonly askedAt: Date;
  readonly playedFromMs: number;
  readonly playedToMs: number;
  readonly overMs: number;
  /** What came of it: the person's lines and Beside's, in order. */
  readonly lines: readonly Line[];
  readonly timings: readonly ExchangeTiming[];
}

const ANSWER_TIMEOUT_MS = 40_000;

export async function askAloud(desk: BenchDesk, question: Question): Promise<AskedQuestion> {
  const known = new Set((await desk.lines()).map(({ id }) => id));
  const timed = new Set((await desk.timings()).exchanges.map(({ utteranceId }) => utteranceId));
  const askedAt = new Date();
  const playing = desk.say(question.sound);
  await playing.ended;
  const playedToMs = performance.now();
  const fresh = async (): Promise<Line[]> => (await desk.lines()).filter(({ id }) => !known.has(id));
  await until(async () => {
    const answered = (await fresh()).some(
      ({ who, state }) => who === 'beside' && state !== 'waiting' && state !== 'speaking',
    );
    return answered ? true : null;
  }, ANSWER_TIMEOUT_MS);
  // Words that were cut off are answered in a second go.
  await desk.quiet(600);
  // The last of it is still on its way to the recorders.
  await wait(250);
  const { exchanges } = await desk.timings();
  return {
    question,
    askedAt,
    playedFromMs: playing.startedAtMs,
    playedToMs,
    overMs: performance.now(),
    lines: await fresh(),
    timings: exchanges.filter(({ utteranceId }) => !timed.has(utteranceId)),
  };
}

/** Beside's output is digital silence between answers; this is above the synthesiser's own noise. */
const AUDIBLE_DBFS = -50;

export interface Judged {
  readonly question: Question;
  readonly right: boolean;
  /** Answered, or parted into two lines, before it was over. */
  readonly cutOff: boolean;
  /** Last voiced sample to first sample of the answer, ms; null when it was cut off or never answered. */
  readonly latencyMs: number | null;
  readonly stages: Stages | null;
  /** By how much the recording and the file itself disagree about the last voiced sample, ms. */
  readonly endDifferenceMs: number | null;
  /** When main's own estimate of the last voiced sample lies, after the recording's, ms. */
  readonly inputMs: number | null;
  /** When the answer was in the recording, after the player had reported it audible, ms: output buffers and the silence that a sentence begins with. */
  readonly outputMs: number | null;
}

export function judge(desk: BenchDesk, asked: AskedQuestion): Judged {
  const { question, lines } = asked;
  const said = lines.filter(({ who }) => who === 'user').map(({ text }) => text);
  const answer = lines.findLast(({ who }) => who === 'beside')?.text ?? '';
  const source = voicedPart(question.sound, VOICED_DBFS);
  const around = desk.microphone.slice(asked.playedFromMs - 50, asked.playedToMs + 500);
  const heard = voicedPart(around, VOICED_DBFS);
  const right = question.isRight(answer, said.join(' '), asked.askedAt);
  const nothing = { latencyMs: null, stages: null, endDifferenceMs: null, inputMs: null, outputMs: null };
  if (!source || !heard) return { question, right, cutOff: said.length > 1, ...nothing };
  // Up to where the file says that it ends: what follows is the echo of an answer that came early.
  const begunMs = around.fromMs + heard.firstMs;
  const byFileMs = begunMs + source.lastMs - source.firstMs;
  const questionHeard = desk.microphone.slice(begunMs, byFileMs + 150);
  const end = voicedPart(questionHeard, VOICED_DBFS);
  const endedMs = questionHeard.fromMs + (end?.lastMs ?? 0);
  const output = desk.speaker.slice(asked.playedFromMs, asked.overMs);
  const first = voicedPart(output, AUDIBLE_DBFS);
  const answeredMs = first === null ? null : output.fromMs + first.firstMs;
  const cutOff = said.length > 1 || (answeredMs !== null && answeredMs < endedMs);
  const timing = asked.timings.find(({ via }) => via === 'voice');
  return {
    question,
    right,
    cutOff,
    latencyMs: answeredMs === null || cutOff ? null : answeredMs - endedMs,
    stages:
      answeredMs === null || cutOff || !timing
        ? null
        : stagesOf(
            onClock(timing, (ms) => desk.fromMain(ms)),
            endedMs,
            answeredMs,
          ),
    endDifferenceMs: endedMs - byFileMs,
    inputMs:
      timing?.lastVoicedAtMs === null || timing === undefined
        ? null
        : desk.fromMain(timing.lastVoicedAtMs) - endedMs,
    outputMs:
      answeredMs === null || cutOff || timing === undefined || timing.firstAudibleAtMs === null
        ? null
        : answeredMs - desk.fromMain(timing.firstAudibleAtMs),
  };
}
