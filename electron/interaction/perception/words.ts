/** Words as lists: what two hearings of the same sound have in common, and where one list takes up another. */

export type Words = readonly string[];

export const splitWords = (text: string): Words => text.split(/\s+/).filter((word) => word !== '');

/** A word without case and punctuation: what two hearings must agree on. */
export const plainWord = (word: string): string => word.toLowerCase().replaceAll(/[^\p{L}\p{N}']/gu, '');

export function sameWords(a: Words, b: Words): boolean {
  return a.length === b.length && agreedCount(a, b) === a.length;
}

/** How many words from the start on are the same in both. */
export function agreedCount(a: Words, b: Words): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) if (plainWord(a[i] ?? '') !== plainWord(b[i] ?? '')) return i;
  return end;
}

/** Where two lists that begin alike part: so many words of either belong together. */
export interface Overlap {
  readonly first: number;
  readonly second: number;
}

/**
 * A word that both have is worth more than any difference costs, so that a misheard word does not end the alignment; a
 * misheard word is dearer than a missing one, so that none is swallowed where nothing matches.
 */
const COST = { same: -1, misheard: 0.75, missing: 0.5 } as const;

/**
 * Lines up two lists from their starts until either is used up, at the least cost of differences. Of two equally
 * cheap ways the longer one.
 */
export function overlapOf(first: Words, second: Words): Overlap {
  let best: Overlap = { first: 0, second: 0 };
  let least = Number.POSITIVE_INFINITY;
  let row = Float64Array.from({ length: second.length + 1 }, (_, j) => j * COST.missing);
  for (let i = 0; i <= first.length; i++) {
    if (i > 0) row = nextRow(row, i, plainWord(first[i - 1] ?? ''), second);
    for (let j = i === first.length ? 0 : second.length; j <= second.length; j++) {
      const cost = row[j] ?? 0;
      const longer = i + j > best.first + best.second;
      if (cost < least || (cost === least && longer)) {
        least = cost;
        best = { first: i, second: j };
      }
    }
  }
  return best;
}

function nextRow(above: Float64Array, i: number, word: string, second: Words): Float64Array<ArrayBuffer> {
  const row = new Float64Array(above.length);
  row[0] = i * COST.missing;
  for (let j = 1; j < row.length; j++) {
    const same = word === plainWord(second[j - 1] ?? '');
    row[j] = Math.min(
      (above[j] ?? 0) + COST.missing,
      (row[j - 1] ?? 0) + COST.missing,
      (above[j - 1] ?? 0) + (same ? COST.same : COST.misheard),
    );
  }
  return row;
}

/** Fewer words more than the other list has are no sign that it stopped short: the quick one repeats itself now and then. */
const STOPPED_SHORT = 4;

/**
 * `best`, and behind it what `other` has beyond: a recogniser that ends at a full stop in mid-sound leaves the rest of
 * it out, and the other one heard it.
 */
export function continuedBy(best: Words, other: Words): Words {
  const { first, second } = overlapOf(best, other);
  const stopped = best.length > 0 && first === best.length && other.length - second >= STOPPED_SHORT;
  return stopped ? [...best, ...other.slice(second)] : best;
}

/**
 * `words` less what repeats the end of `before`: two hearings whose sounds overlap by up to a few seconds. The first
 * word may be the torn half of one and is then given up too.
 */
export function withoutRepeated(before: Words, words: Words): Words {
  for (let length = Math.min(before.length, words.length); length > 0; length--) {
    const end = before.slice(-length);
    for (const torn of [0, 1]) {
      const start = words.slice(torn, torn + length);
      if (start.length === length && misheard(end, start) <= Math.floor(length / 3))
        return words.slice(torn + length);
    }
  }
  return words;
}

const misheard = (a: Words, b: Words): number =>
  a.filter((word, i) => plainWord(word) !== plainWord(b[i] ?? '')).length;
