import { bridged, type Outcome } from '../outcome.ts';
import type { Mark, Scene } from '../scene.ts';

/** What is compared of a scene, ms. Null where it did not happen, or cannot be told. */
export interface Latencies {
  /** From the turn's last voiced sample to Beside's first; null, too, when Beside came before its end. */
  readonly answerMs: number | null;
  /** From the interruption's first voiced sample to the last of what Beside was saying. */
  readonly stopMs: number | null;
}

/**
 * Longer than any pause within what Beside says in the voice of the benches, shorter than one that it makes for a
 * person.
 */
const BRIDGE_MS = 200;

/** The same for the panel's side and Electron's: from nothing but what could be heard of Beside. */
export function latenciesOf({ marks }: Pick<Scene, 'marks'>, { voiced }: Pick<Outcome, 'voiced'>): Latencies {
  return { answerMs: answerMs(marks, voiced), stopMs: stopMs(marks, voiced) };
}

/** What is to be answered. */
export const turnOf = (marks: readonly Mark[]): Extract<Mark, { kind: 'turn' }> | undefined =>
  marks.findLast((mark) => mark.kind === 'turn');

function answerMs(marks: readonly Mark[], voiced: Outcome['voiced']): number | null {
  const turn = turnOf(marks);
  if (!turn) return null;
  const first = voiced.find(({ fromMs }) => fromMs >= turn.fromMs);
  return first && first.fromMs >= turn.toMs ? first.fromMs - turn.toMs : null;
}

function stopMs(marks: readonly Mark[], voiced: Outcome['voiced']): number | null {
  const begins = marks.find((mark) => mark.kind === 'interruption')?.fromMs;
  if (begins === undefined) return null;
  const over = bridged(voiced, BRIDGE_MS).find(({ fromMs, toMs }) => fromMs <= begins && toMs > begins);
  return over ? over.toMs - begins : null;
}
