import { plainWord, type Words } from '../../../electron/interaction/perception/words.ts';

/** Words as they are compared: small letters, no marks; spellings of one sound are one word. */
const SAME: Readonly<Record<string, string>> = { mr: 'mister', mrs: 'missus', dr: 'doctor', ok: 'okay' };

export function comparable(words: Words): string[] {
  return words
    .flatMap((word) => word.split('-'))
    .map(plainWord)
    .filter((word) => word !== '')
    .map((word) => SAME[word] ?? word);
}

/** Edit distance from `heard` to every beginning of `said`: index j for its first j words. */
function distances(said: Words, heard: Words): number[] {
  let row = Array.from({ length: said.length + 1 }, (_, j) => j);
  for (const [i, word] of heard.entries()) {
    const next = [i + 1];
    for (let j = 1; j <= said.length; j++) {
      const same = word === said[j - 1];
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1)));
    }
    row = next;
  }
  return row;
}

export interface WordErrors {
  readonly errors: number;
  readonly words: number;
}

/** Errors of a whole transcript. */
export function wordErrors(said: Words, heard: Words): WordErrors {
  const [a, b] = [comparable(said), comparable(heard)];
  return { errors: distances(a, b).at(-1) ?? 0, words: a.length };
}

/** Errors of a transcript of a beginning, against the beginning that it fits best. */
export function partialErrors(said: Words, heard: Words): WordErrors {
  const [a, b] = [comparable(said), comparable(heard)];
  const all = distances(a, b);
  const least = Math.min(...all);
  return { errors: least, words: all.lastIndexOf(least) };
}

export const sum = (all: readonly WordErrors[]): WordErrors =>
  all.reduce((total, one) => ({ errors: total.errors + one.errors, words: total.words + one.words }), {
    errors: 0,
    words: 0,
  });

export const percent = ({ errors, words }: WordErrors): string =>
  words === 0 ? '–' : `${((100 * errors) / words).toFixed(1)} %`;
