import { readNumber } from './number-words.ts';

/** Reads a sum in words or figures and works it out. Nothing is evaluated but what stands in this grammar. */

export type Sum =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'apply'; readonly operator: Operator; readonly left: Sum; readonly right: Sum }
  | { readonly kind: 'function'; readonly name: FunctionName; readonly of: Sum };
export type Operator = '+' | '-' | '*' | '/' | '^' | '%';
export type FunctionName = 'sqrt' | 'cbrt' | 'square' | 'cube' | 'minus' | 'half' | 'double' | 'percent';

type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'operator'; readonly operator: Operator }
  | { readonly kind: 'prefix' | 'suffix'; readonly name: FunctionName }
  | { readonly kind: 'percent-of' }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' };

const operator = (sign: Operator): Token => ({ kind: 'operator', operator: sign });

/** Longest phrases first: "divided by" before "by". */
const PHRASES: readonly (readonly [string, Token])[] = [
  ['to power of', operator('^')],
  ['raised to power of', operator('^')],
  ['raised to', operator('^')],
  ['multiplied by', operator('*')],
  ['divided by', operator('/')],
  ['take away', operator('-')],
  ['modulo', operator('%')],
  ['mod', operator('%')],
  ['plus', operator('+')],
  ['add', operator('+')],
  ['minus', operator('-')],
  ['less', operator('-')],
  ['times', operator('*')],
  ['time', operator('*')],
  ['over', operator('/')],
  ['x', operator('*')],
  ['percent of', { kind: 'percent-of' }],
  ['per cent of', { kind: 'percent-of' }],
  ['% of', { kind: 'percent-of' }],
  ['percent', { kind: 'suffix', name: 'percent' }],
  ['square root of', { kind: 'prefix', name: 'sqrt' }],
  ['cube root of', { kind: 'prefix', name: 'cbrt' }],
  ['half of', { kind: 'prefix', name: 'half' }],
  ['twice', { kind: 'prefix', name: 'double' }],
  ['double', { kind: 'prefix', name: 'double' }],
  ['squared', { kind: 'suffix', name: 'square' }],
  ['cubed', { kind: 'suffix', name: 'cube' }],
  ['+', operator('+')],
  ['-', operator('-')],
  ['*', operator('*')],
  ['/', operator('/')],
  ['^', operator('^')],
  ['%', { kind: 'suffix', name: 'percent' }],
  ['(', { kind: 'open' }],
  [')', { kind: 'close' }],
];

/** Longer than any sum that is said or typed; the reader goes one call deeper with each bracket. */
const MOST_TOKENS = 500;

/** The sum that `text` is, all of it, or null. A lone number is no sum. */
export function readSum(text: string): Sum | null {
  const tokens = tokenise(text);
  if (!tokens || tokens.length < 2 || tokens.length > MOST_TOKENS) return null;
  const parser = { tokens, at: 0 };
  const sum = readTerms(parser, 0);
  return sum && parser.at === tokens.length ? sum : null;
}

function tokenise(text: string): Token[] | null {
  const spaced = text.toLowerCase().replace(/[×·]/g, ' * ').replace(/÷/g, ' / ').replace(/−/g, ' - ');
  const words = spaced
    // A hyphen between letters joins ("twenty-three"), any other is a minus.
    .replace(/([a-z])-(?=[a-z])/g, '$1 ')
    .replace(/(\d)\s*x\s*(?=\d)/g, '$1 * ')
    .replace(/([+*/^%()]|-)/g, ' $1 ')
    .replace(/\bthe\b/g, ' ')
    .trim()
    .split(/\s+/);
  const tokens: Token[] = [];
  for (let at = 0; at < words.length;) {
    const phrase = PHRASES.find(([name]) => name.split(' ').every((word, i) => words[at + i] === word));
    if (phrase) {
      tokens.push(phrase[1]);
      at += phrase[0].split(' ').length;
      continue;
    }
    const number = readNumber(words.slice(at)) ?? misheardNumber(tokens, words[at]);
    if (!number) return null;
    tokens.push({ kind: 'number', value: number.value });
    at += number.length;
  }
  return tokens;
}

/** After an operator only a number makes sense: "two times for" is two times four. */
function misheardNumber(
  tokens: readonly Token[],
  word: string | undefined,
): { value: number; length: number } | null {
  const afterOperator = tokens.at(-1)?.kind === 'operator' || tokens.length === 0;
  const value = word === 'for' ? 4 : word === 'to' || word === 'too' ? 2 : null;
  return afterOperator && value !== null ? { value, length: 1 } : null;
}

interface Parser {
  readonly tokens: readonly Token[];
  at: number;
}

const PRECEDENCE: Readonly<Record<Operator, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2, '^': 4 };

function readTerms(parser: Parser, above: number): Sum | null {
  let left = readFactor(parser);
  while (left) {
    const token = parser.tokens[parser.at];
    if (token?.kind !== 'operator' || PRECEDENCE[token.operator] <= above) return left;
    parser.at++;
    const precedence = PRECEDENCE[token.operator];
    // Powers group to the right.
    const right = readTerms(parser, token.operator === '^' ? precedence - 1 : precedence);
    left = right && { kind: 'apply', operator: token.operator, left, right };
  }
  return null;
}

function readFactor(parser: Parser): Sum | null {
  const token = parser.tokens[parser.at++];
  switch (token?.kind) {
    case 'number':
      return readSuffixes(parser, { kind: 'number', value: token.value });
    case 'operator': {
      // Weaker than a power, as on paper: -2^2 is -4.
      const of = token.operator === '-' ? readTerms(parser, 3) : null;
      return of && { kind: 'function', name: 'minus', of };
    }
    case 'prefix': {
      const of = readFactor(parser);
      return of && { kind: 'function', name: token.name, of };
    }
    case 'open': {
      const inner = readTerms(parser, 0);
      if (parser.tokens[parser.at++]?.kind !== 'close') return null;
      return inner && readSuffixes(parser, inner);
    }
    default:
      return null;
  }
}

function readSuffixes(parser: Parser, of: Sum): Sum | null {
  const token = parser.tokens[parser.at];
  if (token?.kind === 'suffix') {
    parser.at++;
    return readSuffixes(parser, { kind: 'function', name: token.name, of });
  }
  if (token?.kind !== 'percent-of') return of;
  parser.at++;
  const whole = readFactor(parser);
  const share: Sum = { kind: 'function', name: 'percent', of };
  return whole && { kind: 'apply', operator: '*', left: share, right: whole };
}

/** The value; not finite when it has none (division by zero, a root of a negative number). */
export function workOut(sum: Sum): number {
  switch (sum.kind) {
    case 'number':
      return sum.value;
    case 'function':
      return FUNCTIONS[sum.name](workOut(sum.of));
    case 'apply':
      return OPERATORS[sum.operator](workOut(sum.left), workOut(sum.right));
  }
}

const FUNCTIONS: Readonly<Record<FunctionName, (value: number) => number>> = {
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  square: (value) => value * value,
  cube: (value) => value ** 3,
  minus: (value) => -value,
  half: (value) => value / 2,
  double: (value) => value * 2,
  percent: (value) => value / 100,
};

const OPERATORS: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
  '%': (left, right) => left % right,
};
