import { spellOut } from './letter-to-sound.ts';

/** ARPAbet of a lower-case word, space-separated, as CMUdict writes it; undefined when it has none. */
export type Dictionary = Readonly<Record<string, string>>;

/** ARPAbet of one word, by dictionary, then by its stem, then letter by letter where it is an abbreviation, then by rules. */
export function pronounce(word: string, dictionary: Dictionary): string[] {
  const lower = word.toLowerCase().replaceAll('’', "'");
  return (
    look(lower, dictionary) ??
    inflected(lower, dictionary) ??
    (isAbbreviation(word) ? letterNames(lower, dictionary) : null) ??
    compound(lower, dictionary) ??
    spellOut(lower)
  );
}

function look(word: string, dictionary: Dictionary): string[] | null {
  const entry = Object.hasOwn(dictionary, word) ? dictionary[word] : undefined;
  // "# foreign" and the like are the dictionary's own remarks.
  const sounds = entry?.split('#')[0]?.trim();
  return sounds ? sounds.split(' ') : null;
}

/** An ending, the spellings that a stem may have before it, and what it sounds like after the stem. */
interface Ending {
  readonly ending: string;
  readonly stems: (base: string) => readonly string[];
  readonly sounds: (last: string) => readonly string[];
}

const HISSING = /^(S|Z|SH|ZH|CH|JH)$/;
const VOICELESS = /^(P|T|K|F|TH|S|SH|CH)$/;

const plural = (last: string): readonly string[] => {
  if (HISSING.test(last)) return ['IH0', 'Z'];
  return VOICELESS.test(last) ? ['S'] : ['Z'];
};
const past = (last: string): readonly string[] => {
  if (last === 'T' || last === 'D') return ['IH0', 'D'];
  return VOICELESS.test(last) ? ['T'] : ['D'];
};
/** "make", "stop" and "try" before "-ing", "-ed": the e comes back, the doubled letter goes, i was y. */
const stemsOf = (base: string): readonly string[] => [
  base,
  `${base}e`,
  ...(/([^aeiou])\1$/.test(base) ? [base.slice(0, -1)] : []),
  ...(base.endsWith('i') ? [`${base.slice(0, -1)}y`] : []),
];

const ENDINGS: readonly Ending[] = [
  { ending: "'s", stems: (base) => [base], sounds: plural },
  { ending: "s'", stems: (base) => [base, `${base}e`], sounds: plural },
  { ending: 'es', stems: stemsOf, sounds: plural },
  { ending: 's', stems: (base) => [base], sounds: plural },
  { ending: 'ed', stems: stemsOf, sounds: past },
  { ending: 'ing', stems: stemsOf, sounds: () => ['IH0', 'NG'] },
  { ending: 'er', stems: stemsOf, sounds: () => ['ER0'] },
  { ending: 'est', stems: stemsOf, sounds: () => ['IH0', 'S', 'T'] },
  { ending: 'ly', stems: (base) => [base], sounds: () => ['L', 'IY0'] },
  { ending: 'ness', stems: stemsOf, sounds: () => ['N', 'AH0', 'S'] },
  { ending: 'less', stems: stemsOf, sounds: () => ['L', 'AH0', 'S'] },
  { ending: 'ful', stems: stemsOf, sounds: () => ['F', 'AH0', 'L'] },
  { ending: 'able', stems: stemsOf, sounds: () => ['AH0', 'B', 'AH0', 'L'] },
];

function inflected(word: string, dictionary: Dictionary): string[] | null {
  for (const { ending, stems, sounds } of ENDINGS) {
    if (!word.endsWith(ending) || word.length < ending.length + 2) continue;
    for (const stem of stems(word.slice(0, -ending.length))) {
      const found = look(stem, dictionary);
      if (found) return [...found, ...sounds(found.at(-1) ?? '')];
    }
  }
  return null;
}

/** Two dictionary words written as one, each at least three letters: "toolbar". The longest first word wins. */
function compound(word: string, dictionary: Dictionary): string[] | null {
  for (let cut = word.length - 3; cut >= 3; cut--) {
    const [first, second] = [look(word.slice(0, cut), dictionary), look(word.slice(cut), dictionary)];
    if (first && second) return [...first, ...second.map((sound) => sound.replace('1', '2'))];
  }
  return null;
}

/** All capitals, or nothing that could be a syllable. */
const isAbbreviation = (word: string): boolean =>
  /^[A-Z]{2,6}$/.test(word) || /^[b-df-hj-np-tv-xz]{1,5}$/i.test(word);

function letterNames(word: string, dictionary: Dictionary): string[] | null {
  // The dictionary's "a" is the article.
  const names = Array.from(word, (letter) => (letter === 'a' ? ['EY1'] : look(letter, dictionary)));
  if (names.includes(null)) return null;
  // The last letter carries the stress: "you ess BEE".
  return names.flatMap((name, i) => {
    const sounds = name ?? [];
    return i === names.length - 1 ? sounds : sounds.map((sound) => sound.replace('1', '2'));
  });
}
