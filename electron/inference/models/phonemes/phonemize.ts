import { fromArpabet, isVowel, type Accent } from './arpabet.ts';
import { pronounce, type Dictionary } from './pronounce.ts';
import { spokenTokens, type SpokenToken } from './spoken-words.ts';

/** Words that carry no stress of their own in a sentence. */
const UNSTRESSED = new Set(
  (
    'a an the and or but nor as at by for from in into of on to with than that is am are was were be been ' +
    "it it's he she we they you me him her us them i'm you're we're they're my your his its our their " +
    'do does did have has had can could will would shall should may might must if so'
  ).split(' '),
);

/** A piece of a sentence, in Kokoro's symbols, and whether a mark (and so a pause) ends it. */
export interface PhonemeGroup {
  readonly words: readonly string[];
  /** The mark after the last word, or nothing. */
  readonly mark: string;
}

/** A sentence in Kokoro's symbols, cut at its marks. Never empty words; a text without words has no group. */
export function phonemize(text: string, dictionary: Dictionary, accent: Accent = 'american'): PhonemeGroup[] {
  const groups: PhonemeGroup[] = [];
  let open: string[] = [];
  const close = (mark: string): void => {
    if (open.length > 0) groups.push({ words: open, mark });
    open = [];
  };
  const tokens = spokenTokens(text);
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'mark') close(token.text);
    else {
      const spoken = inSentence(token.text, tokens[i + 1], dictionary, accent);
      if (spoken !== '') open.push(spoken);
    }
  }
  close('');
  return groups;
}

function inSentence(
  word: string,
  next: SpokenToken | undefined,
  dictionary: Dictionary,
  accent: Accent,
): string {
  const lower = word.toLowerCase();
  const follower = next?.kind === 'word' ? pronounce(next.text, dictionary)[0] : undefined;
  const beforeVowel = follower !== undefined && isVowel(follower);
  if (lower === 'the') return beforeVowel ? 'ði' : 'ðə';
  if (lower === 'to' && follower !== undefined) return beforeVowel ? 'tʊ' : 'tə';
  if (word === 'a') return 'ɐ';
  // Without any stress the model swallows it at the start of a sentence.
  if (word === 'I') return 'ˌI';
  const spoken = fromArpabet(pronounce(word, dictionary), accent);
  return UNSTRESSED.has(lower) && follower !== undefined ? spoken.replace(/[ˈˌ]/g, '') : spoken;
}
