import type { SelfTestFigures, Spread } from '../../../../shared/self-test.ts';
import type { ExchangeTiming } from '../../../../shared/timings.ts';
import type { SpokenLine } from '../../state.ts';
import { NOT_UNDERSTOOD } from '../../voice/act.ts';
import type { Facts, Said } from './log-reader.ts';

/** An ending that the answer came so late after was no ending that it was begun too early for. */
const ENDED_BEFORE_MS = 2500;
/** Around the answer's first sound: who goes on later has heard it and means to interrupt. */
const WENT_ON_WITHIN_MS = 1500;
/** Shorter is a cough or a sign of listening. */
const WENT_ON_FOR_MS = 400;

type ShownLine = Pick<SpokenLine, 'who' | 'text'>;

/** What the log tells in numbers. `lines`: of the conversation, from the same time on. */
export function figuresOf(facts: Facts, lines: readonly ShownLine[]): SelfTestFigures {
  const { said, ducks } = facts;
  const answers = answersIn(facts);
  const byVoice = said.filter(({ stoppedBy }) => stoppedBy === 'voice');
  return {
    coveredMs: facts.toMs - facts.fromMs,
    answers: answers.length,
    latency: spreadOf(answers.map(({ endMs, firstMs }) => firstMs - endMs)),
    falseCutOffs: answers.filter((answer) => isFalseCutOff(answer, facts)).length,
    said: said.length,
    saidMs: said.reduce((sum, one) => sum + (one.silentMs ?? facts.toMs) - one.fromMs, 0),
    stopped: {
      byVoice: byVoice.length,
      byHand: said.filter(({ stoppedBy }) => stoppedBy === 'hand').length,
    },
    silence: spreadOf(byVoice.flatMap(silenceOf)),
    ducks,
    notMadeOut: lines.filter(isOwningUp).length,
    cells: { ran: facts.ran, missed: facts.missed },
  };
}

/** Beside owns up that it did not catch what was said. */
export const isOwningUp = ({ who, text }: ShownLine): boolean => who === 'beside' && text === NOT_UNDERSTOOD;

/** An answer to something said. */
export interface Answer {
  readonly utteranceId: string;
  /** The person's last voiced sample before it. */
  readonly endMs: number;
  /** Its first audible one. */
  readonly firstMs: number;
}

export const answersIn = ({ exchanges }: Pick<Facts, 'exchanges'>): Answer[] => exchanges.flatMap(answerOf);

function answerOf({ utteranceId, via, lastVoicedAtMs, firstAudibleAtMs }: ExchangeTiming): Answer[] {
  if (via !== 'voice' || lastVoicedAtMs === null || firstAudibleAtMs === null) return [];
  return [{ utteranceId, endMs: lastVoicedAtMs, firstMs: firstAudibleAtMs }];
}

/**
 * A false cut-off: Beside's answer could be heard within 2.5 s of the person's last voiced sample, and the person, who
 * had not finished, went on: with a voice that began within 1.5 s of the answer's first audible sample, before or after
 * it, that lasted 0.4 s or more (pauses over 0.3 s end it, pauses within it do not count), and that took the floor back,
 * so that the answer was not said to its end. Who objects as early as that counts too, and so does Beside's own echo where it stops
 * an answer: times alone do not tell them apart.
 */
export function isFalseCutOff(
  answer: Answer,
  { said, stretches }: Pick<Facts, 'said' | 'stretches'>,
): boolean {
  const { utteranceId, endMs, firstMs } = answer;
  if (firstMs - endMs > ENDED_BEFORE_MS) return false;
  const stopped = said.find((one) => one.utteranceId === utteranceId);
  if (stopped?.stoppedBy !== 'voice') return false;
  const wentOn = stretches.find(({ fromMs }) => fromMs === stopped.stoppedFromMs);
  if (!wentOn || wentOn.fromMs < endMs || wentOn.voicedMs < WENT_ON_FOR_MS) return false;
  return Math.abs(wentOn.fromMs - firstMs) <= WENT_ON_WITHIN_MS;
}

function silenceOf({ silentMs, stoppedFromMs }: Said): number[] {
  return silentMs === null || stoppedFromMs === null ? [] : [Math.max(0, silentMs - stoppedFromMs)];
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { n: sorted.length, p50Ms: quantile(sorted, 0.5), p95Ms: quantile(sorted, 0.95) };
}

/** Linear between the two nearest; null of nothing. */
function quantile(sorted: readonly number[], share: number): number | null {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  return below === undefined || above === undefined ? null : below + (above - below) * (at - Math.floor(at));
}
