/** Numbers in English words, both ways. */

const ONES = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
] as const;
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;
const SCALES = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
  [1e3, 'thousand'],
  [100, 'hundred'],
] as const;

const ORDINAL_ENDINGS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

/** Words of a number below 10^15, as it is said: "three hundred ninety-one", "minus two point five". */
export function numberInWords(value: number): string {
  if (value < 0) return `minus ${numberInWords(-value)}`;
  const [whole = '0', fraction] = decimalDigits(value).split('.');
  const words = wholeInWords(Number(whole));
  if (!fraction) return words;
  return `${words} point ${Array.from(fraction, (digit) => ONES[Number(digit)] ?? '').join(' ')}`;
}

/** "twenty-fourth" of 24. */
export function ordinalInWords(value: number): string {
  const words = wholeInWords(value);
  const cut = Math.max(words.lastIndexOf('-'), words.lastIndexOf(' ')) + 1;
  const last = words.slice(cut);
  const ending = ORDINAL_ENDINGS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return words.slice(0, cut) + ending;
}

/** A year as it is said: 2026 "twenty twenty-six", 2005 "two thousand five", 1900 "nineteen hundred". */
export function yearInWords(year: number): string {
  const [high, low] = [Math.floor(year / 100), year % 100];
  if (year < 1000 || year > 9999 || (high % 10 === 0 && low < 10)) return wholeInWords(year);
  if (low === 0) return `${wholeInWords(high)} hundred`;
  return `${wholeInWords(high)} ${low < 10 ? `oh ${wholeInWords(low)}` : wholeInWords(low)}`;
}

/** Digits without an exponent: `toString` turns to "1e-7" for small numbers. */
function decimalDigits(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
}

function wholeInWords(value: number): string {
  if (value < 20) return ONES[value] ?? '';
  if (value < 100) {
    const tens = TENS[Math.floor(value / 10)] ?? '';
    return value % 10 === 0 ? tens : `${tens}-${ONES[value % 10] ?? ''}`;
  }
  const scale = SCALES.find(([size]) => value >= size);
  if (!scale) return '';
  const [size, name] = scale;
  const rest = value % size;
  const head = `${wholeInWords(Math.floor(value / size))} ${name}`;
  return rest === 0 ? head : `${head} ${wholeInWords(rest)}`;
}

const VALUES = new Map<string, number>([
  ...ONES.map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, i): [string, number] => [word, i * 10]).slice(2),
  ['a', 1],
  ['an', 1],
  ['oh', 0],
  ['dozen', 12],
  ['for', 4],
  ['to', 2],
  ['too', 2],
]);
const SCALE_VALUES = new Map<string, number>(SCALES.map(([size, name]) => [name, size]));
/** Words that only count as a number beside others: "a hundred", and what a recogniser hears for "four". */
const WEAK = new Set(['a', 'an', 'oh', 'for', 'to', 'too']);

export interface ReadNumber {
  readonly value: number;
  /** How many of the words it took. */
  readonly length: number;
}

/** Reads the longest number at the start of `words` (lower case, no punctuation but "." in figures). */
export function readNumber(words: readonly string[]): ReadNumber | null {
  const figures = readFigures(words[0] ?? '');
  const whole = figures === null ? readWhole(words) : { value: figures, length: 1 };
  if (!whole) return null;
  const scaled = figures === null ? whole : readScales(words, whole);
  return readFraction(words, scaled);
}

function readFigures(word: string): number | null {
  const plain = word.replaceAll(',', '');
  return /^(\d+(\.\d+)?|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** "2 million" in figures and words. */
function readScales(words: readonly string[], read: ReadNumber): ReadNumber {
  const scale = SCALE_VALUES.get(words[read.length] ?? '');
  return scale ? readScales(words, { value: read.value * scale, length: read.length + 1 }) : read;
}

function readWhole(words: readonly string[]): ReadNumber | null {
  let total = 0;
  let group = 0;
  let length = 0;
  let lastSize = Number.POSITIVE_INFINITY;
  while (length < words.length) {
    const word = words[length] ?? '';
    const scale = SCALE_VALUES.get(word);
    const value = VALUES.get(word);
    if (word === 'and' && length > 0 && lastSize >= 100 && isPlainNumber(words[length + 1])) {
      length++;
    } else if (scale !== undefined && length > 0) {
      if (scale === 100) group *= 100;
      else {
        total += group * scale;
        group = 0;
      }
      lastSize = scale;
      length++;
    } else if (value !== undefined && fits(value, lastSize)) {
      if (WEAK.has(word) && !SCALE_VALUES.has(words[length + 1] ?? '') && !(length === 0 && word === 'oh'))
        break;
      group += value;
      lastSize = value >= 20 ? 10 : 1;
      length++;
    } else break;
  }
  return length === 0 ? null : { value: total + group, length };
}

/** "twenty" may be followed by a one, a scale by anything smaller, a one by nothing. */
const fits = (value: number, lastSize: number): boolean =>
  lastSize >= 100 || (lastSize === 10 && value < 10 && value > 0);
const isPlainNumber = (word: string | undefined): boolean =>
  word !== undefined && VALUES.has(word) && !WEAK.has(word);

function readFraction(words: readonly string[], whole: ReadNumber): ReadNumber {
  if (words[whole.length] !== 'point') return whole;
  let digits = '';
  let length = whole.length + 1;
  for (; length < words.length; length++) {
    const word = words[length] ?? '';
    const digit = /^\d+$/.test(word) ? word : ONES.slice(0, 10).findIndex((one) => one === word);
    if (digit === -1) break;
    digits += String(digit);
  }
  return digits === '' ? whole : { value: Number(`${whole.value}.${digits}`), length };
}
