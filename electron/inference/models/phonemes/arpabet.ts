/** From the dictionary's ARPAbet to the symbols that Kokoro was trained on. */

export type Accent = 'american' | 'british';

const VOWELS: Readonly<Record<string, string>> = {
  AA: 'ɑ',
  AE: 'æ',
  AH: 'ʌ',
  AO: 'ɔ',
  AW: 'W',
  AY: 'I',
  EH: 'ɛ',
  ER: 'ɜɹ',
  EY: 'A',
  IH: 'ɪ',
  IY: 'i',
  OW: 'O',
  OY: 'Y',
  UH: 'ʊ',
  UW: 'u',
};
/** Vowels that are weaker without stress: "a" of "about", "er" of "butter". */
const REDUCED: Readonly<Record<string, string>> = { AH: 'ə', ER: 'əɹ' };

const CONSONANTS: Readonly<Record<string, string>> = {
  B: 'b',
  CH: 'ʧ',
  D: 'd',
  DH: 'ð',
  F: 'f',
  G: 'ɡ',
  HH: 'h',
  JH: 'ʤ',
  K: 'k',
  L: 'l',
  M: 'm',
  N: 'n',
  NG: 'ŋ',
  P: 'p',
  R: 'ɹ',
  S: 's',
  SH: 'ʃ',
  T: 't',
  TH: 'θ',
  V: 'v',
  W: 'w',
  Y: 'j',
  Z: 'z',
  ZH: 'ʒ',
};

const STRESS: Readonly<Record<string, string>> = { '1': 'ˈ', '2': 'ˌ' };

/** What a British voice was trained on where it differs. In this order; `ɒ` before long vowels are made. */
const BRITISH: readonly (readonly [RegExp, string])[] = [
  [/T/g, 't'],
  [/O/g, 'Q'],
  [/ɑ(?!ɹ)/g, 'ɒ'],
  [/æ/g, 'a'],
  // An r is spoken before a vowel only.
  [/ɜɹ(?![ˈˌ]?[aɑɒɔəɛɜɪiʊuʌAIQWY])/g, 'ɜː'],
  [/([ɑɔɛ])ɹ(?![ˈˌ]?[aɑɒɔəɛɜɪiʊuʌAIQWY])/g, '$1ː'],
  [/([ɪʊ])ɹ(?![ˈˌ]?[aɑɒɔəɛɜɪiʊuʌAIQWY])/g, '$1ə'],
  [/əɹ(?![ˈˌ]?[aɑɒɔəɛɜɪiʊuʌAIQWY])/g, 'ə'],
  [/ɔ(?!ː)/g, 'ɔː'],
  [/(?<=[ˈˌ])([iu])/g, '$1ː'],
];

/**
 * One word's symbols. The stress mark stands right before its vowel.
 * @throws when a phoneme is none of ARPAbet's.
 */
export function fromArpabet(phonemes: readonly string[], accent: Accent = 'american'): string {
  const spoken = phonemes.map((phoneme, i) => (isFlap(phonemes, i) ? 'T' : symbolOf(phoneme))).join('');
  return accent === 'american' ? spoken : british(spoken);
}

export const isVowel = (phoneme: string): boolean => phoneme.slice(0, 2) in VOWELS;

function symbolOf(phoneme: string): string {
  const kind = phoneme.replace(/[0-2]$/, '');
  const stress = phoneme.slice(kind.length);
  const consonant = CONSONANTS[kind];
  if (consonant !== undefined && stress === '') return consonant;
  const vowel = (stress === '0' ? REDUCED[kind] : undefined) ?? VOWELS[kind];
  if (vowel === undefined) throw new Error('a phoneme is none of ARPAbet');
  return `${STRESS[stress] ?? ''}${vowel}`;
}

/** The American t of "water": between a vowel (or r) and a vowel without stress. */
function isFlap(phonemes: readonly string[], i: number): boolean {
  const [before = '', here, after = ''] = [phonemes[i - 1], phonemes[i], phonemes[i + 1]];
  return here === 'T' && (isVowel(before) || before === 'R') && isVowel(after) && after.endsWith('0');
}

function british(spoken: string): string {
  let out = spoken;
  for (const [pattern, replacement] of BRITISH) out = out.replace(pattern, replacement);
  return out;
}
