import type { Outcome, Spoken, Voiced } from '../outcome.ts';

/** Full-Duplex-Bench's rule of who has taken the floor, on what was played up to some time. */

const LONG_MS = 1000;
const FEW_WORDS = 3;

const clipped = (spans: readonly Voiced[], untilMs: number): readonly Voiced[] =>
  spans
    .filter(({ fromMs }) => fromMs < untilMs)
    .map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, untilMs) }));

/** Words begun by then, as if all of them took the same time. */
function wordsBy({ fromMs, toMs, text, heardChars }: Spoken, untilMs: number): number {
  if (fromMs >= untilMs) return 0;
  const part = toMs > fromMs ? Math.min(1, (untilMs - fromMs) / (toMs - fromMs)) : 1;
  const heard = text.slice(0, Math.round(heardChars * part)).trim();
  return heard === '' ? 0 : heard.split(/\s+/).length;
}

/** From its first to its last voiced sample 1 s or longer, or more than three words. */
export function takesOver({ voiced, spoken }: Outcome, untilMs = Number.POSITIVE_INFINITY): boolean {
  const heard = clipped(voiced, untilMs);
  if (heard.length === 0) return false;
  const fromMs = Math.min(...heard.map((span) => span.fromMs));
  const toMs = Math.max(...heard.map((span) => span.toMs));
  if (toMs - fromMs >= LONG_MS) return true;
  return spoken.reduce((sum, one) => sum + wordsBy(one, untilMs), 0) > FEW_WORDS;
}
