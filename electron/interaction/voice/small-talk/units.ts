import type { Reply, Sentence } from '../../timeline/events.ts';
import { orderWords, plainText } from '../../cues/order-words.ts';
import { numberInWords, readNumber } from './number-words.ts';

/** Conversions between units of one kind: "what is 5 miles in kilometres", "how many feet are in a metre". */

interface Unit {
  readonly kind: 'length' | 'mass' | 'volume' | 'temperature' | 'speed' | 'time';
  readonly one: string;
  readonly many: string;
  /** In the kind's own unit: metre, gram, litre, °C, metre a second, second. */
  readonly size: number;
  /** Added after scaling, for temperatures. */
  readonly zero?: number;
}

const table: readonly (Unit & { readonly names: string })[] = [
  { kind: 'length', one: 'millimetre', many: 'millimetres', size: 0.001, names: 'millimet(?:re|er)s?|mm' },
  { kind: 'length', one: 'centimetre', many: 'centimetres', size: 0.01, names: 'centimet(?:re|er)s?|cm' },
  { kind: 'length', one: 'metre', many: 'metres', size: 1, names: 'met(?:re|er)s?|m' },
  { kind: 'length', one: 'kilometre', many: 'kilometres', size: 1000, names: 'kilomet(?:re|er)s?|km' },
  { kind: 'length', one: 'inch', many: 'inches', size: 0.0254, names: 'inch(?:es)?' },
  { kind: 'length', one: 'foot', many: 'feet', size: 0.3048, names: 'foot|feet|ft' },
  { kind: 'length', one: 'yard', many: 'yards', size: 0.9144, names: 'yards?' },
  { kind: 'length', one: 'mile', many: 'miles', size: 1609.344, names: 'miles?' },
  { kind: 'mass', one: 'gram', many: 'grams', size: 1, names: 'gram(?:me)?s?|g' },
  { kind: 'mass', one: 'kilogram', many: 'kilograms', size: 1000, names: 'kilogram(?:me)?s?|kilos?|kg' },
  { kind: 'mass', one: 'tonne', many: 'tonnes', size: 1e6, names: 'tonnes?|metric tons?' },
  { kind: 'mass', one: 'ounce', many: 'ounces', size: 28.349523125, names: 'ounces?|oz' },
  { kind: 'mass', one: 'pound', many: 'pounds', size: 453.59237, names: 'pounds?|lbs?' },
  { kind: 'mass', one: 'stone', many: 'stone', size: 6350.29318, names: 'stones?' },
  { kind: 'volume', one: 'millilitre', many: 'millilitres', size: 0.001, names: 'millilit(?:re|er)s?|ml' },
  { kind: 'volume', one: 'litre', many: 'litres', size: 1, names: 'lit(?:re|er)s?' },
  { kind: 'volume', one: 'US cup', many: 'US cups', size: 0.2365882365, names: 'cups?' },
  { kind: 'volume', one: 'US pint', many: 'US pints', size: 0.473176473, names: 'pints?' },
  { kind: 'volume', one: 'US gallon', many: 'US gallons', size: 3.785411784, names: 'gallons?' },
  { kind: 'volume', one: 'teaspoon', many: 'teaspoons', size: 0.00492892159, names: 'teaspoons?' },
  { kind: 'volume', one: 'tablespoon', many: 'tablespoons', size: 0.0147867648, names: 'tablespoons?' },
  {
    kind: 'temperature',
    one: 'degree Celsius',
    many: 'degrees Celsius',
    size: 1,
    names: '(?:degrees? )?(?:celsius|centigrade)',
  },
  {
    kind: 'temperature',
    one: 'degree Fahrenheit',
    many: 'degrees Fahrenheit',
    size: 5 / 9,
    zero: -160 / 9,
    names: '(?:degrees? )?fahrenheit',
  },
  {
    kind: 'speed',
    one: 'kilometre an hour',
    many: 'kilometres an hour',
    size: 1 / 3.6,
    names: '(?:kilomet(?:re|er)s?|km) (?:an|per) hour|kmh',
  },
  {
    kind: 'speed',
    one: 'mile an hour',
    many: 'miles an hour',
    size: 0.44704,
    names: 'miles? (?:an|per) hour|mph',
  },
  { kind: 'time', one: 'second', many: 'seconds', size: 1, names: 'seconds?' },
  { kind: 'time', one: 'minute', many: 'minutes', size: 60, names: 'minutes?' },
  { kind: 'time', one: 'hour', many: 'hours', size: 3600, names: 'hours?' },
  { kind: 'time', one: 'day', many: 'days', size: 86_400, names: 'days?' },
  { kind: 'time', one: 'week', many: 'weeks', size: 604_800, names: 'weeks?' },
];
// The longest name first: "miles an hour" before "miles".
const anyUnit = table
  .map(({ names }) => names)
  .toSorted((a, b) => b.length - a.length)
  .join('|');

const HOW_MANY = new RegExp(
  `^how many (${anyUnit}) (?:are |is |make |go )?(?:there )?(?:in|into|to|make)? ?(?:up )?(.+?) (${anyUnit})$`,
);
const INTO = new RegExp(
  `^(?:what is |what's |whats |how much is |how much are |what are |convert |turn |change )?(.+?) (${anyUnit}) (?:in|into|to|as) (?:a |an )?(${anyUnit})$`,
);

export function answerUnits(text: string): Reply | null {
  const words = plainText(orderWords(text))
    .replace(/°\s?c\b/g, ' celsius')
    .replace(/°\s?f\b/g, ' fahrenheit');
  const many = HOW_MANY.exec(words);
  if (many) return convert(many[2] ?? '', unitNamed(many[3]), unitNamed(many[1]));
  const into = INTO.exec(words);
  return into ? convert(into[1] ?? '', unitNamed(into[2]), unitNamed(into[3])) : null;
}

const unitNamed = (name: string | undefined): Unit | null =>
  table.find(({ names }) => new RegExp(`^(?:${names})$`).test(name ?? '')) ?? null;

function convert(amount: string, from: Unit | null, to: Unit | null): Reply | null {
  if (!from || !to || from === to) return null;
  const value = amountOf(amount);
  if (value === null) return null;
  if (from.kind !== to.kind)
    return reply(say(`${capital(from.many)} and ${to.many} don't measure the same thing.`));
  const base = value * from.size + (from.zero ?? 0);
  const result = round((base - (to.zero ?? 0)) / to.size);
  const exact = Math.abs(result * to.size + (to.zero ?? 0) - base) < 1e-9 * Math.max(1, Math.abs(base));
  const is = `${value === 1 ? 'is' : 'are'} ${exact ? '' : 'about '}`;
  const unit = (one: Unit, count: number): string => (count === 1 ? one.one : one.many);
  const figures = (number: number): string => number.toLocaleString('en-US', { maximumFractionDigits: 4 });
  return reply({
    shown: `${figures(value)} ${unit(from, value)} ${is}${figures(result)} ${unit(to, result)}.`,
    spoken: `${capital(numberInWords(value))} ${unit(from, value)} ${is}${numberInWords(result)} ${unit(to, result)}.`,
  });
}

function amountOf(amount: string): number | null {
  const words = amount.split(' ');
  if (/^(a|an|one)$/.test(amount)) return 1;
  if (amount === 'half a' || amount === 'half an') return 0.5;
  const minus = words[0] === 'minus' ? 1 : 0;
  const read = readNumber(words.slice(minus));
  if (!read || read.length !== words.length - minus) return null;
  return minus === 1 ? -read.value : read.value;
}

/** Three figures behind the point are more than anyone hears. */
function round(value: number): number {
  if (Math.abs(value) >= 100) return Math.round(value * 10) / 10;
  return Math.abs(value) >= 1 ? Math.round(value * 100) / 100 : Number(value.toPrecision(3));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const say = (text: string): Sentence => ({ shown: text, spoken: text });
const reply = (sentence: Sentence): Reply => ({ reason: 'units', sentences: [sentence] });
