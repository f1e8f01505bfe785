/** The symbols of Kokoro's tokenizer that Beside uses, with their ids (tokenizer.json of Kokoro-82M v1.0). */
const IDS: Readonly<Record<string, number>> = {
  ';': 1,
  ':': 2,
  ',': 3,
  '.': 4,
  '!': 5,
  '?': 6,
  '—': 9,
  '…': 10,
  ' ': 16,
  A: 24,
  I: 25,
  O: 31,
  Q: 33,
  T: 36,
  W: 39,
  Y: 41,
  a: 43,
  b: 44,
  d: 46,
  f: 48,
  h: 50,
  i: 51,
  j: 52,
  k: 53,
  l: 54,
  m: 55,
  n: 56,
  p: 58,
  s: 61,
  t: 62,
  u: 63,
  v: 64,
  w: 65,
  z: 68,
  ɑ: 69,
  ɐ: 70,
  ɒ: 71,
  æ: 72,
  ɔ: 76,
  ð: 81,
  ʤ: 82,
  ə: 83,
  ɛ: 86,
  ɜ: 87,
  ɡ: 92,
  ɪ: 102,
  ŋ: 112,
  θ: 119,
  ɹ: 123,
  ʃ: 131,
  ʧ: 133,
  ʊ: 135,
  ʌ: 138,
  ʒ: 147,
  ˈ: 156,
  ˌ: 157,
  ː: 158,
};

/** Begins and ends every input. */
export const PAD_ID = 0;

/** Whether Kokoro knows every symbol. */
export const isKnown = (symbols: string): boolean => Array.from(symbols).every((symbol) => symbol in IDS);

/** Token ids. @throws when a symbol is none of Kokoro's. */
export function tokenIds(symbols: string): number[] {
  return Array.from(symbols, (symbol) => {
    const id = IDS[symbol];
    if (id === undefined) throw new Error('a symbol is none of Kokoro');
    return id;
  });
}
