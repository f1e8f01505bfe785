import { numberInWords, ordinalInWords } from '../../../interaction/voice/small-talk/number-words.ts';

/** A word to pronounce, or a mark that shapes the melody. */
export interface SpokenToken {
  readonly kind: 'word' | 'mark';
  readonly text: string;
}

const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/\bDr\.(?=\s[A-Z])/g, 'doctor'],
  [/\bMr\./g, 'mister'],
  [/\bMrs\./g, 'missus'],
  [/\bMs\./g, 'miz'],
  [/\bSt\.(?=\s[A-Z])/g, 'saint'],
  [/\be\.\s?g\./gi, 'for example'],
  [/\bi\.\s?e\./gi, 'that is'],
  [/\betc\./gi, 'et cetera'],
  [/\bvs\.?(?=\s)/gi, 'versus'],
  [/\b([ap])\.\s?m\.?(?![a-z])/gi, '$1 m'],
];
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d)\s?%/g, ' percent'],
  [/(?<=\d)\s?°\s?C\b/g, ' degrees celsius'],
  [/(?<=\d)\s?°\s?F\b/g, ' degrees fahrenheit'],
  [/(?<=\d)\s?°/g, ' degrees'],
  [/(?<=\d)\s?km\b/g, ' kilometers'],
  [/(?<=\d)\s?kg\b/g, ' kilograms'],
  [/(?<=\d)\s?ms\b/g, ' milliseconds'],
  [/(?<=\d)\s?MB\b/g, ' megabytes'],
  [/(?<=\d)\s?GB\b/g, ' gigabytes'],
  [/([$€£])\s?(\d[\d,]*(?:\.\d+)?)/g, '$2 $1'],
  [/\$/g, ' dollars '],
  [/€/g, ' euros '],
  [/£/g, ' pounds '],
  [/&/g, ' and '],
  [/\+/g, ' plus '],
  [/=/g, ' equals '],
  [/@/g, ' at '],
  [/(?<=\d)\s?[×*]\s?(?=\d)/g, ' times '],
  [/(?<=\w)\/(?=\w)/g, ' slash '],
];

/** Marks that Kokoro was trained on, and what is said like them. */
const MARKS: Readonly<Record<string, string>> = {
  ',': ',',
  '.': '.',
  '!': '!',
  '?': '?',
  ';': ';',
  ':': ':',
  '—': '—',
  '–': '—',
  '…': '…',
};

/** Text as words and marks: numbers, times, units and common abbreviations become words. */
export function spokenTokens(text: string): SpokenToken[] {
  let plain = text.replaceAll('’', "'").replaceAll('...', '…');
  for (const [pattern, words] of [...ABBREVIATIONS, ...UNITS]) plain = plain.replace(pattern, words);
  const tokens: SpokenToken[] = [];
  const number = String.raw`\d{1,2}:\d{2}|\d[\d,]*\d(?:st|nd|rd|th)\b|\d(?:st|nd|rd|th)\b|(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;
  const pieces = plain.matchAll(new RegExp(String.raw`${number}|[\p{L}\p{M}']+|[^\s\p{L}\p{M}'\d]`, 'gu'));
  for (const [piece] of pieces) {
    if (/^\d/.test(piece)) tokens.push(...words(numberWords(piece)));
    else if (/\p{L}/u.test(piece)) tokens.push({ kind: 'word', text: piece.replace(/^'+(?=.{3})|'+$/g, '') });
    else if (MARKS[piece] !== undefined) tokens.push({ kind: 'mark', text: MARKS[piece] });
  }
  return tokens;
}

function numberWords(piece: string): string {
  const time = /^(\d{1,2}):(\d{2})$/.exec(piece);
  if (time) return timeWords(Number(time[1]), Number(time[2]));
  const plain = piece.replaceAll(',', '');
  if (/[a-z]$/.test(plain)) return ordinalInWords(Number.parseInt(plain, 10));
  // Digit by digit where a number would not be said as one: a leading zero, an account.
  if (/^0\d/.test(plain) || plain.replace('.', '').length > 15)
    return Array.from(plain, (digit) => (digit === '.' ? 'point' : numberInWords(Number(digit)))).join(' ');
  return numberInWords(Number(plain));
}

function timeWords(hour: number, minute: number): string {
  if (minute === 0) return `${numberInWords(hour)} o'clock`;
  return `${numberInWords(hour)} ${minute < 10 ? 'oh ' : ''}${numberInWords(minute)}`;
}

const words = (text: string): SpokenToken[] =>
  text
    .split(/[\s-]+/)
    .filter(Boolean)
    .map((word) => ({ kind: 'word', text: word }));
