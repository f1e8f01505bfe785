import { dictionary } from 'cmu-pronouncing-dictionary';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromArpabet } from '../../../../../../electron/inference/models/phonemes/arpabet.ts';
import { clauses } from '../../../../../../electron/inference/models/phonemes/clauses.ts';
import { spellOut } from '../../../../../../electron/inference/models/phonemes/letter-to-sound.ts';
import { phonemize } from '../../../../../../electron/inference/models/phonemes/phonemize.ts';
import { pronounce } from '../../../../../../electron/inference/models/phonemes/pronounce.ts';
import { spokenTokens } from '../../../../../../electron/inference/models/phonemes/spoken-words.ts';
import { isKnown, tokenIds } from '../../../../../../electron/inference/models/phonemes/vocabulary.ts';

const said = (word: string): string => fromArpabet(pronounce(word, dictionary));
const line = (text: string): string =>
  phonemize(text, dictionary)
    .map(({ words, mark }) => words.join(' ') + mark)
    .join(' ');
const spoken = (text: string): string =>
  spokenTokens(text)
    .map(({ text: token }) => token)
    .join(' ');

describe('the symbols of a word', () => {
  it.each(['american', 'british'] as const)(
    'are all in the inventory for every word of the dictionary, %s',
    (accent) => {
      const wrong = Object.keys(dictionary).filter((word) => {
        const symbols = fromArpabet(pronounce(word, dictionary), accent);
        return symbols === '' || !isKnown(symbols);
      });
      expect(wrong).toEqual([]);
    },
  );

  it.each([
    ['hello', 'həlˈO'],
    ['water', 'wˈɔTəɹ'],
    ['tomorrow', 'təmˈɑɹˌO'],
    ['judge', 'ʤˈʌʤ'],
    ['pleasure', 'plˈɛʒəɹ'],
  ])('%s is %s', (word, symbols) => expect(said(word)).toBe(symbols));

  it('has no r before a consonant, and another o, in a British voice', () => {
    const british = (word: string): string => fromArpabet(pronounce(word, dictionary), 'british');
    expect(british('hard')).toBe('hˈɑːd');
    expect(british('stop')).toBe('stˈɒp');
    expect(british('go')).toBe('ɡˈQ');
  });
});

describe('a word that the dictionary lacks', () => {
  const small = {
    tweet: 'T W IY1 T',
    box: 'B AA1 K S',
    stop: 'S T AA1 P',
    try: 'T R AY1',
    make: 'M EY1 K',
    tool: 'T UW1 L',
    bar: 'B AA1 R',
    g: 'JH IY1',
    p: 'P IY1',
    u: 'Y UW1',
    loan: 'L OW1 N # foreign french',
  };
  it.each([
    ["tweet's", 'T W IY1 T S'],
    ['tweets', 'T W IY1 T S'],
    ['boxes', 'B AA1 K S IH0 Z'],
    ['stopped', 'S T AA1 P T'],
    ['tweeted', 'T W IY1 T IH0 D'],
    ['tries', 'T R AY1 Z'],
    ['making', 'M EY1 K IH0 NG'],
    ['stopper', 'S T AA1 P ER0'],
    ['toolbar', 'T UW1 L B AA2 R'],
    ['GPU', 'JH IY2 P IY2 Y UW1'],
    ['loan', 'L OW1 N'],
  ])('is said by its parts: %s', (word, sounds) => expect(pronounce(word, small).join(' ')).toBe(sounds));

  it.each([
    ['zarn', 'Z AA1 R N'],
    ['blick', 'B L IH1 K'],
    ['splake', 'S P L EY1 K'],
    ['nation', 'N AE1 SH AH0 N'],
    ['knight', 'N AY1 T'],
    ['quoof', 'K W UW1 F'],
    ['cèdge', 'S EH1 JH'],
  ])('is spelled out where it has none: %s', (word, sounds) => expect(spellOut(word).join(' ')).toBe(sounds));
});

describe('text', () => {
  it.each([
    ['It costs $5.50.', 'It costs five point five dollars .'],
    ['At 3:05, or 12:00?', "At three oh five , or twelve o'clock ?"],
    ['1,250 km on the 21st', 'one thousand two hundred fifty kilometers on the twenty first'],
    ['Dr. Lee, e.g. Mrs. Ray…', 'doctor Lee , for example missus Ray …'],
    ['17 × 23 = 391 & 5%', 'seventeen times twenty three equals three hundred ninety one and five percent'],
    ['“Don’t” (stop)', "Don't stop"],
    ['007', 'zero zero seven'],
  ])('is said in words: %s', (text, words) => expect(spoken(text)).toBe(words));

  it('keeps its marks for the melody and leaves small words without stress', () => {
    expect(line('It is the end of a day, and I am here.')).toBe('ɪt ɪz ði ˈɛnd ʌv ɐ dˈA, ənd ˌI æm hˈiɹ.');
  });

  it('becomes symbols that the model knows, whatever it is, and never too many at once', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc
        .array(fc.oneof(fc.stringMatching(/^[A-Za-z']{1,14}[,.?!;]?$/), fc.integer().map(String)))
        .map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(anyText, fc.constantFrom('american' as const, 'british' as const), (text, accent) => {
        for (const piece of clauses(phonemize(text, dictionary, accent))) {
          expect(tokenIds(piece).length).toBeGreaterThan(0);
          expect(tokenIds(piece).length).toBeLessThanOrEqual(400);
        }
      }),
    );
  });
});

describe('the clauses of a sentence', () => {
  const group = (text: string, mark = ''): { words: string[]; mark: string } => ({
    words: text.split(' '),
    mark,
  });

  it('lose and change nothing', () => {
    const word = fc.stringMatching(/^ˈ?[abdfhijklmn]{1,12}$/);
    const anyGroup = fc.record({
      words: fc.array(word, { minLength: 1, maxLength: 30 }),
      mark: fc.constantFrom('', ',', '.'),
    });
    fc.assert(
      fc.property(fc.array(anyGroup, { maxLength: 6 }), (groups) => {
        const whole = groups.map(({ words, mark }) => words.join(' ') + mark).join(' ');
        expect(clauses(groups).join(' ')).toBe(whole);
      }),
    );
  });

  it('begin with a short one, which ends at a mark where there is one', () => {
    const sentence = [group('ˈaa ˈbb', ','), group('ˈcccccccc ˈdddddddd ˈffffffff ˈhhhhhhhh ˈiiiiiiii', '.')];
    expect(clauses(sentence)[0]).toBe('ˈaa ˈbb,');
  });

  it('are cut before a word without stress rather than after one', () => {
    const sentence = [group('ˈaaaaaa ˈbbbbbb ˈddddd ff ˈhhhhhhh ˈiiiiiiiiii ˈjjjjjjjjjjj ˈkkkkkkkkk', '.')];
    expect(clauses(sentence)[0]).toBe('ˈaaaaaa ˈbbbbbb ˈddddd');
  });

  it('keep a short sentence whole', () => {
    expect(clauses([group('ɪt ɪz hˈæf pˈæst θɹˈi', '.')])).toEqual(['ɪt ɪz hˈæf pˈæst θɹˈi.']);
  });
});
