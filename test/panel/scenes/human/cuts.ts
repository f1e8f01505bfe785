import type { Span, Voicing } from './voiced.ts';

/** A piece of a recording, by the stretches in it that are voiced. */
export interface Piece {
  readonly voiced: readonly Span[];
  /** Somebody's turn is over where its last stretch ends. */
  readonly ends: boolean;
}

/** A silence of a talker in mid-turn is between these; less is a closure, more may well be an end. */
export const PAUSE_MS = [250, 2500] as const;
/** What was recorded up to the longer of these is one piece; what is longer gives pieces between them. */
const PIECE_MS = [5000, 10_000] as const;
/** A call's turns are as long as they are. */
const SHORTEST_TURN_MS = 600;
/** Room tone after the last word that says: the speaker had nothing more to say. */
const TAIL_MS = 350;

const lengthOf = (voiced: readonly Span[]): number => (voiced.at(-1)?.toMs ?? 0) - (voiced[0]?.fromMs ?? 0);

const overlaps = (one: Span, other: Span): boolean => one.fromMs < other.toMs && other.fromMs < one.toMs;

const gaps = (voiced: readonly Span[]): readonly Span[] =>
  voiced.slice(1).map(({ fromMs }, i) => ({ fromMs: voiced[i]?.toMs ?? 0, toMs: fromMs }));

/** Silences in mid-turn. Where something is heard that is no voice, nothing is claimed. */
export const pausesIn = (voiced: readonly Span[], unclear: readonly Span[]): readonly Span[] =>
  gaps(voiced).filter(
    (gap) =>
      gap.toMs - gap.fromMs >= PAUSE_MS[0] &&
      gap.toMs - gap.fromMs <= PAUSE_MS[1] &&
      !unclear.some((span) => overlaps(span, gap)),
  );

/** Stretches that belong together: no gap is longer than a pause, and nothing of `apart` is in it or between. */
export function runs(voiced: readonly Span[], apart: readonly Span[]): readonly (readonly Span[])[] {
  const out: Span[][] = [];
  for (const span of voiced) {
    if (apart.some((other) => overlaps(other, span))) {
      out.push([]);
      continue;
    }
    const run = out.at(-1);
    const last = run?.at(-1);
    const between = { fromMs: last?.toMs ?? 0, toMs: span.fromMs };
    const goesOn = last && between.toMs - between.fromMs <= PAUSE_MS[1];
    if (run && goesOn && !apart.some((other) => overlaps(other, between))) run.push(span);
    else out.push([span]);
  }
  return out.filter((run) => run.length > 0);
}

/** The parts of a run that begin and end at a silence and are 5 to 10 s long, those with the most pauses first. */
function windows(run: readonly Span[], unclear: readonly Span[]): readonly (readonly Span[])[] {
  const silentBefore = (i: number): boolean =>
    i === 0 || i === run.length || (run[i]?.fromMs ?? 0) - (run[i - 1]?.toMs ?? 0) >= PAUSE_MS[0];
  const starts = [...run.keys()].filter(silentBefore);
  const all = starts.flatMap((from) =>
    [...starts, run.length].filter((to) => to > from).map((to) => run.slice(from, to)),
  );
  return all
    .filter((part) => lengthOf(part) >= PIECE_MS[0] && lengthOf(part) <= PIECE_MS[1])
    .toSorted(
      (a, b) =>
        pausesIn(b, unclear).length - pausesIn(a, unclear).length ||
        lengthOf(a) - lengthOf(b) ||
        (a[0]?.fromMs ?? 0) - (b[0]?.fromMs ?? 0),
    );
}

/** Up to `most` pieces of a run that do not overlap, in the order of the recording. */
export function piecesOf(
  run: readonly Span[],
  unclear: readonly Span[],
  most: number,
): readonly (readonly Span[])[] {
  const taken: (readonly Span[])[] = [];
  for (const part of windows(run, unclear)) {
    if (taken.length === most) break;
    const whole = { fromMs: part[0]?.fromMs ?? 0, toMs: part.at(-1)?.toMs ?? 0 };
    if (!taken.some((other) => other.some((span) => overlaps(span, whole)))) taken.push(part);
  }
  return taken.toSorted((a, b) => (a[0]?.fromMs ?? 0) - (b[0]?.fromMs ?? 0));
}

/** Pieces of a recording of one speaker. `weak`: voices that may be another's; nothing is claimed beside them. */
export function spokenPieces(
  { voiced, unclear }: Voicing,
  weak: readonly Span[],
  recording: {
    readonly lengthMs: number;
    readonly ending: 'sentence' | 'tail' | 'never';
    readonly most: number;
  },
): readonly Piece[] {
  const { lengthMs, ending, most } = recording;
  const lastMs = [...voiced, ...unclear].reduce((last, { toMs }) => Math.max(last, toMs), 0);
  const over = ending === 'sentence' || (ending === 'tail' && lengthMs - lastMs >= TAIL_MS);
  const isLast = (part: readonly Span[]): boolean => over && part.at(-1)?.toMs === lastMs;
  const all = runs(voiced, weak);
  const parts = lengthMs <= PIECE_MS[1] ? all : all.flatMap((run) => piecesOf(run, unclear, most));
  return parts
    .map((part) => ({ voiced: part, ends: isLast(part) }))
    .filter(({ voiced: part, ends }) => ends || pausesIn(part, unclear).length > 0)
    .toSorted((a, b) => pausesIn(b.voiced, unclear).length - pausesIn(a.voiced, unclear).length)
    .slice(0, most);
}

/** The other side begins within this after a turn's end, and goes on for at least `TAKEN_MS`. */
const TAKES_OVER_MS = 2000;
const TAKEN_MS = 800;

/**
 * One side's turns of a call: it speaks, the other is silent meanwhile, and then the other takes over. The last 10 s of
 * each; what comes before in a longer one gives pieces whose end is no end.
 */
export function turnsOf(one: Voicing, other: Voicing): readonly Piece[] {
  const others = runs(other.voiced, one.voiced).map((run) => ({
    fromMs: run[0]?.fromMs ?? 0,
    toMs: run.at(-1)?.toMs ?? 0,
  }));
  return runs(one.voiced, other.voiced).flatMap((run) => {
    const endMs = run.at(-1)?.toMs ?? 0;
    const taken = others.some(
      ({ fromMs, toMs }) => fromMs >= endMs && fromMs - endMs <= TAKES_OVER_MS && toMs - fromMs >= TAKEN_MS,
    );
    const from = run.findIndex(
      (span, i) =>
        endMs - span.fromMs <= PIECE_MS[1] &&
        (i === 0 || span.fromMs - (run[i - 1]?.toMs ?? 0) >= PAUSE_MS[0]),
    );
    const last = taken && from >= 0 ? run.slice(from) : [];
    const before = taken && from >= 0 ? run.slice(0, from) : run;
    return [
      ...piecesOf(before, one.unclear, 2)
        .filter((part) => pausesIn(part, one.unclear).length > 0)
        .map((voiced) => ({ voiced, ends: false })),
      ...(lengthOf(last) >= SHORTEST_TURN_MS ? [{ voiced: last, ends: true }] : []),
    ];
  });
}

/** A sign of listening is this long at most, apart from what the same side says else. */
const SIGN_MS = [150, 900] as const;
const APART_MS = 500;
/** The other side talks on for so long at least before and after it. */
const TALKS_ON_MS = 700;

/** What one side says while the other talks, without the other's giving way: it starts before and goes on after. */
export const signsOf = (one: Voicing, other: Voicing): readonly Span[] =>
  one.voiced.filter((sign, i) => {
    const lastMs = one.voiced[i - 1]?.toMs ?? Number.NEGATIVE_INFINITY;
    const nextMs = one.voiced[i + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
    const long = sign.toMs - sign.fromMs;
    const talks = (fromMs: number, toMs: number): boolean =>
      other.voiced.reduce(
        (sum, span) => sum + Math.max(0, Math.min(span.toMs, toMs) - Math.max(span.fromMs, fromMs)),
        0,
      ) >=
      (toMs - fromMs) / 2;
    return (
      long >= SIGN_MS[0] &&
      long <= SIGN_MS[1] &&
      sign.fromMs - lastMs >= APART_MS &&
      nextMs - sign.toMs >= APART_MS &&
      talks(sign.fromMs - TALKS_ON_MS, sign.fromMs) &&
      talks(sign.toMs, sign.toMs + TALKS_ON_MS)
    );
  });

/** The longest quiet part of a recording, with a margin to all that is heard in it; null: there is none of 150 ms. */
export function quietPart({ voiced, unclear }: Voicing, lengthMs: number): Span | null {
  const heard = [...voiced, ...unclear].toSorted((a, b) => a.fromMs - b.fromMs);
  const edges = [{ fromMs: 0, toMs: -MARGIN_MS }, ...heard, { fromMs: lengthMs + MARGIN_MS, toMs: lengthMs }];
  const quiet = gaps(edges)
    .map(({ fromMs, toMs }) => ({ fromMs: fromMs + MARGIN_MS, toMs: toMs - MARGIN_MS }))
    .toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs))[0];
  if (!quiet || quiet.toMs - quiet.fromMs < LEAST_QUIET_MS) return null;
  return { fromMs: quiet.fromMs, toMs: Math.min(quiet.toMs, quiet.fromMs + MOST_QUIET_MS) };
}

const MARGIN_MS = 60;
const LEAST_QUIET_MS = 150;
const MOST_QUIET_MS = 1000;
