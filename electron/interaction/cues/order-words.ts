/** The words of an instruction: as they are compared, and as they were said. */
export interface OrderWord {
  /** Small letters, no marks but those inside numbers. */
  readonly plain: string;
  readonly said: string;
}

/** Leads and politeness that mean nothing for what is asked. */
const LEAD =
  /^(?:(?:hey|hi|hello|ok|okay|so|well|um+|uh+|er+|and|then|now|please|beside|just|also|oh|alright|right|no)\b\s*)+|^(?:(?:can|could|would|will) you|i (?:want|need) you to|i would like you to|i'd like you to)\s+(?:please\s+)?/;

export function orderWords(text: string): readonly OrderWord[] {
  const words = text
    .replace(/[’`]/g, "'")
    .replace(/\b([ap])\.\s?m\b\.?/gi, '$1m')
    .replace(/(\d)([ap]m)\b/gi, '$1 $2')
    .replace(/-/g, ' ')
    .split(/\s+/)
    .map((said) => said.replace(/^[^\p{L}\p{N}']+|[^\p{L}\p{N}'%]+$/gu, ''))
    .filter((said) => said !== '')
    .map((said) => ({ said, plain: said.toLowerCase() }));
  return withoutLead(words).filter(({ plain }, i, all) => !(plain === 'please' && i === all.length - 1));
}

function withoutLead(words: readonly OrderWord[]): readonly OrderWord[] {
  const text = plainText(words);
  const lead = LEAD.exec(text)?.[0] ?? '';
  const count = lead.trim() === '' ? 0 : lead.trim().split(/\s+/).length;
  // Nothing but politeness is no instruction, but "okay" alone is left to others.
  return count === 0 || count >= words.length ? words : withoutLead(words.slice(count));
}

export const plainText = (words: readonly OrderWord[]): string => words.map(({ plain }) => plain).join(' ');
export const saidText = (words: readonly OrderWord[]): string => words.map(({ said }) => said).join(' ');

const TURNED: Readonly<Record<string, string>> = {
  i: 'you',
  me: 'you',
  my: 'your',
  mine: 'yours',
  myself: 'yourself',
  "i'm": "you're",
  "i've": "you've",
  am: 'are',
};

/** "call my mother" as Beside says it back: "call your mother". */
export const turned = (words: readonly OrderWord[]): string =>
  words.map(({ plain, said }) => TURNED[plain] ?? said).join(' ');
