/**
 * Spelling rules for words that no dictionary has: names, brands, slips of the keyboard. Longest spelling first;
 * right often enough to be understood, not always right.
 */

/** A spelling, what must stand before and after it, and its ARPAbet (vowels without stress). */
interface Rule {
  readonly spelling: string;
  readonly sounds: string;
  readonly before?: RegExp;
  readonly after?: RegExp;
}

const FRONT_VOWEL = /^[eiy]/;
const CONSONANT_THEN_E_END = /^[bcdfghjklmnpqrstvxz]e(s|d)?$/;
const START = /^$/;
const END = /^$/;

const rule = (spelling: string, sounds: string, context: Pick<Rule, 'before' | 'after'> = {}): Rule => ({
  spelling,
  sounds,
  ...context,
});

const RULES: readonly Rule[] = [
  rule('tion', 'SH AH N'),
  rule('sion', 'ZH AH N'),
  rule('ough', 'OW'),
  rule('augh', 'AO'),
  rule('eigh', 'EY'),
  rule('tch', 'CH'),
  rule('dge', 'JH'),
  rule('igh', 'AY'),
  rule('sch', 'SH', { before: START }),
  rule('air', 'EH R'),
  rule('ear', 'IH R'),
  rule('eer', 'IH R'),
  rule('our', 'AW ER'),
  rule('oor', 'AO R'),
  rule('ous', 'AH S', { after: END }),
  rule('kn', 'N', { before: START }),
  rule('gn', 'N', { before: START }),
  rule('wr', 'R', { before: START }),
  rule('ps', 'S', { before: START }),
  rule('rh', 'R'),
  rule('wh', 'W'),
  rule('gh', 'G', { before: START }),
  rule('gh', ''),
  rule('mb', 'M', { after: END }),
  rule('ch', 'CH'),
  rule('sh', 'SH'),
  rule('th', 'TH'),
  rule('ph', 'F'),
  rule('ck', 'K'),
  rule('qu', 'K W'),
  rule('ng', 'NG', { after: END }),
  rule('nk', 'NG K'),
  rule('sc', 'S', { after: FRONT_VOWEL }),
  rule('ar', 'AA R'),
  rule('er', 'ER'),
  rule('ir', 'ER'),
  rule('ur', 'ER'),
  rule('or', 'AO R'),
  rule('ai', 'EY'),
  rule('ay', 'EY'),
  rule('au', 'AO'),
  rule('aw', 'AO'),
  rule('ea', 'IY'),
  rule('ee', 'IY'),
  rule('ei', 'EY'),
  rule('ey', 'IY', { after: END }),
  rule('eu', 'UW'),
  rule('ew', 'UW'),
  rule('ie', 'IY'),
  rule('oa', 'OW'),
  rule('oe', 'OW', { after: END }),
  rule('oi', 'OY'),
  rule('oy', 'OY'),
  rule('oo', 'UW'),
  rule('ou', 'AW'),
  rule('ow', 'OW', { after: END }),
  rule('ow', 'AW'),
  rule('ue', 'UW', { after: END }),
  rule('ui', 'UW'),
  rule('a', 'EY', { after: CONSONANT_THEN_E_END }),
  rule('e', 'IY', { after: CONSONANT_THEN_E_END }),
  rule('i', 'AY', { after: CONSONANT_THEN_E_END }),
  rule('o', 'OW', { after: CONSONANT_THEN_E_END }),
  rule('u', 'UW', { after: CONSONANT_THEN_E_END }),
  rule('y', 'AY', { after: CONSONANT_THEN_E_END }),
  rule('a', 'AH', { after: END }),
  rule('e', '', { before: /[aeiouy][^aeiouy]+$|[aeiouy]$/, after: END }),
  rule('e', 'IY', { after: END }),
  rule('i', 'IY', { after: END }),
  rule('o', 'OW', { after: END }),
  rule('u', 'UW', { after: END }),
  rule('y', 'AY', { before: /^[^aeiouy]*$/, after: END }),
  rule('y', 'IY', { after: END }),
  rule('y', 'Y', { before: START }),
  rule('y', 'IH'),
  rule('a', 'AE'),
  rule('e', 'EH'),
  rule('i', 'IH'),
  rule('o', 'AA'),
  rule('u', 'AH'),
  rule('c', 'S', { after: FRONT_VOWEL }),
  rule('g', 'JH', { after: /^[ey]/ }),
  rule('s', 'Z', { before: /[aeioubdglmnrvwy]$/, after: END }),
  rule('x', 'Z', { before: START }),
  ...Object.entries({
    b: 'B',
    c: 'K',
    d: 'D',
    f: 'F',
    g: 'G',
    h: 'HH',
    j: 'JH',
    k: 'K',
    l: 'L',
    m: 'M',
    n: 'N',
    p: 'P',
    q: 'K',
    r: 'R',
    s: 'S',
    t: 'T',
    v: 'V',
    w: 'W',
    x: 'K S',
    z: 'Z',
  }).map(([spelling, sounds]) => rule(spelling, sounds)),
];

const VOWEL = /^(AA|AE|AH|AO|AW|AY|EH|ER|EY|IH|IY|OW|OY|UH|UW)$/;

/** ARPAbet, stressed, of a word in a–z; an accented letter counts as its plain one, anything else is skipped. */
export function spellOut(word: string): string[] {
  const letters = word
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  const sounds: string[] = [];
  let at = 0;
  while (at < letters.length) {
    const [before, rest] = [letters.slice(0, at), letters.slice(at)];
    const found = RULES.find(
      ({ spelling, before: left, after: right }) =>
        rest.startsWith(spelling) &&
        (left?.test(before) ?? true) &&
        (right?.test(rest.slice(spelling.length)) ?? true),
    );
    if (found) sounds.push(...found.sounds.split(' ').filter(Boolean));
    at += found?.spelling.length ?? 1;
    // A doubled consonant is one sound.
    if (letters[at] === letters[at - 1] && /[^aeiouy]/.test(letters[at] ?? 'a')) at += 1;
  }
  return stressed(sounds);
}

/** English stresses the first of two syllables, and the third from the end of more. */
function stressed(sounds: readonly string[]): string[] {
  const vowels = sounds.flatMap((sound, i) => (VOWEL.test(sound) ? [i] : []));
  const main = vowels.length > 3 ? vowels.at(-3) : vowels[0];
  return sounds.map((sound, i) => (VOWEL.test(sound) ? `${sound}${i === main ? 1 : 0}` : sound));
}
