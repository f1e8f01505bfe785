import type { Outcome, Spoken, Voiced } from '../outcome.ts';

/** Beside's voice as it was played, and which of its utterances each stretch belongs to. */

export interface Stretch extends Voiced {
  /** Null: voice of which nothing is known, such as a sound of assent. */
  readonly of: Spoken | null;
}

/** Between sentences of one utterance. What is longer than this was not a breath. */
const BREATH_MS = 500;
/** The ends of `spoken` come from reports, a frame or two from the truth: a shorter overlap is no claim to a voice. */
const CLAIM_MS = 60;

export const overlapMs = (a: Voiced, b: Voiced): number =>
  Math.min(a.toMs, b.toMs) - Math.max(a.fromMs, b.fromMs);

export const touches = (a: Voiced, b: Voiced): boolean => overlapMs(a, b) >= 0;

export const within = (atMs: number, { fromMs, toMs }: Voiced): boolean => atMs >= fromMs && atMs <= toMs;

export const inOrder = <T extends Voiced>(spans: readonly T[]): readonly T[] =>
  spans.toSorted((a, b) => a.fromMs - b.fromMs);

/** Whose voice a stretch is: it is cut where another utterance begins within it. */
function claimed(span: Voiced, spoken: readonly Spoken[]): readonly Stretch[] {
  const near = spoken.filter((one) => touches(one, span));
  const sure = near.filter((one) => overlapMs(one, span) >= CLAIM_MS);
  const [best] = near.toSorted((a, b) => overlapMs(b, span) - overlapMs(a, span));
  if (sure.length < 2) return [{ ...span, of: best ?? null }];
  const cutMs = (i: number): number => Math.max(span.fromMs, sure[i]?.fromMs ?? span.toMs);
  return sure.map((of, i) => ({ fromMs: i === 0 ? span.fromMs : cutMs(i), toMs: cutMs(i + 1), of }));
}

/** Stretches of Beside's voice: breaths within an utterance are bridged, a wait is not. */
export function stretchesOf({ voiced, spoken, waits }: Outcome): readonly Stretch[] {
  const known = inOrder(spoken);
  const out: Stretch[] = [];
  for (const piece of inOrder(voiced).flatMap((span) => claimed(span, known))) {
    const last = out.at(-1);
    const breath = last && { fromMs: last.toMs, toMs: piece.fromMs };
    const goesOn =
      last?.of === piece.of &&
      breath !== undefined &&
      breath.toMs - breath.fromMs <= BREATH_MS &&
      !waits.some((wait) => touches(wait, breath));
    if (last && goesOn) out[out.length - 1] = { ...last, toMs: Math.max(last.toMs, piece.toMs) };
    else out.push(piece);
  }
  return out;
}

export const speakingAt = (stretches: readonly Stretch[], atMs: number): Stretch | null =>
  stretches.find((stretch) => within(atMs, stretch)) ?? null;

/** An utterance with its first and last voiced sample; what was never heard is not among them. */
export interface Utterance extends Voiced {
  readonly spoken: Spoken;
}

/** As far as it was played: what was cut off was not said. */
export const heardText = ({ text, heardChars }: Spoken): string => text.slice(0, heardChars);

export function utterancesOf(outcome: Outcome): readonly Utterance[] {
  const stretches = stretchesOf(outcome);
  return inOrder(outcome.spoken).flatMap((spoken) => {
    const own = stretches.filter(({ of }) => of === spoken);
    const [first, last] = [own[0], own.at(-1)];
    return first && last ? [{ spoken, fromMs: first.fromMs, toMs: last.toMs }] : [];
  });
}

export const totalMs = (spans: readonly Voiced[]): number =>
  spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);

/** Ducks and waits, one after the other as one. */
export function givenWay({ ducks, waits }: Outcome): readonly Voiced[] {
  const out: Voiced[] = [];
  for (const span of inOrder([...ducks, ...waits])) {
    const last = out.at(-1);
    if (last && touches(last, span)) out[out.length - 1] = { ...last, toMs: Math.max(last.toMs, span.toMs) };
    else out.push(span);
  }
  return out;
}
