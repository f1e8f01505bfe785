import type { PhonemeGroup } from './phonemize.ts';

/** Symbols of the first piece of a sentence: short, so that it sounds soon. */
const FIRST_SYMBOLS = 30;
/**
 * How much longer than the one before a piece may be: it is made while that one plays, so that it fits as long as
 * making costs no more than 1 / 1.5 of the sound's length.
 */
const GROWTH = 1.5;
/** A piece that is nearly short enough stays whole: two halves of a phrase sound worse than a start 0.1 s later. */
const SLACK = 1.3;
/** Shorter remains sound like a word on its own. */
const LEAST_SYMBOLS = 12;
/** The model takes 510; the voices' style vectors are good for fewer. */
const MOST_SYMBOLS = 400;

/**
 * A sentence as pieces to make one after the other, each a string of symbols: cut at its marks where possible, between
 * words where a piece would be too long. A single longer word is cut off at what the model takes.
 */
export function clauses(groups: readonly PhonemeGroup[]): string[] {
  const out: string[] = [];
  let open: readonly string[] = [];
  let limit = FIRST_SYMBOLS;
  const close = (words: readonly string[]): void => {
    if (words.length === 0) return;
    out.push(words.join(' ').slice(0, MOST_SYMBOLS));
    limit = Math.min(MOST_SYMBOLS / SLACK, limit * GROWTH);
  };
  for (const group of groups) {
    const words = group.words.map((word, i) => (i === group.words.length - 1 ? word + group.mark : word));
    if (open.length > 0 && symbols([...open, ...words]) > limit * SLACK) {
      close(open);
      open = [];
    }
    open = [...open, ...words];
    while (symbols(open) > limit * SLACK && open.length > 1) {
      const cut = bestCut(open, limit);
      close(open.slice(0, cut));
      open = open.slice(cut);
    }
  }
  close(open);
  return out;
}

const symbols = (words: readonly string[]): number => words.join(' ').length;

/** How many words come first: as many as fit, but a phrase begins at a word without stress and ends with one that has it. */
function bestCut(words: readonly string[], limit: number): number {
  let best = 1;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let cut = 1; cut < words.length; cut++) {
    const length = symbols(words.slice(0, cut));
    if (length > limit * SLACK && cut > 1) break;
    const phrase = isStressed(words[cut - 1]) && !isStressed(words[cut]) ? 1 : 0;
    const dangling = isStressed(words[cut - 1]) ? 0 : 1;
    const remains = symbols(words.slice(cut)) < LEAST_SYMBOLS ? 1 : 0;
    const score = Math.min(length, limit) / limit + 0.5 * phrase - dangling - remains;
    if (score > bestScore) [best, bestScore] = [cut, score];
  }
  return best;
}

const isStressed = (word: string | undefined): boolean => word?.includes('ˈ') ?? false;
