import type { Cue } from './cue.ts';
import type { Situation } from './situation.ts';

const ALL = /^(all|every|everything)\b/;
const OF_A_KIND =
  /^(all )?(of )?(the |my |that |this |your |those )*(reminders?|timers?|cues?|alarms?|it|that|this|them)?( reminder| timer)?$/;
const ABOUT =
  /^(the |my |that )*(reminders?|timers?|alarms?|cues?)? ?(reminding me|reminding|telling me|saying|calling|about|for|to|of|that says)? ?(to|about|of)? ?/;

/** Which cues an ending or a change speaks of. Null when it speaks of something else. */
export function meant(rest: string, { cues, lastCueId }: Situation): readonly Cue[] | null {
  const kind = /\btimers?\b/.test(rest) ? 'timer' : /\breminders?\b/.test(rest) ? 'reminder' : null;
  const ofKind = kind === null ? cues : cues.filter(({ what }) => (what === 'timer') === (kind === 'timer'));
  if (ALL.test(rest)) return ofKind;
  const name = rest.replace(ABOUT, '').replace(/ (reminder|timer)s?$/, '');
  const named = name === '' ? [] : ofKind.filter((cue) => sameName(cue.name, name));
  if (named.length > 0) return named.slice(-1);
  if (rest !== '' && !OF_A_KIND.test(rest))
    return /\b(reminders?|timers?|saying|reminding)\b/.test(rest) ? [] : null;
  // "stop" alone ends what repeats, and nothing that is still to come once.
  if (rest === '') {
    const repeating = ofKind.filter(({ timing }) => timing.kind === 'every');
    const last = repeating.find(({ id }) => id === lastCueId) ?? repeating.at(-1);
    return last ? [last] : null;
  }
  if (/\b(reminders|timers|cues|alarms|them)\b/.test(rest) && ofKind.length > 0) return ofKind;
  const last = ofKind.find(({ id }) => id === lastCueId) ?? ofKind.at(-1);
  return last ? [last] : kind === null && !/\b(cue|alarm)\b/.test(rest) ? null : [];
}

function sameName(name: string, asked: string): boolean {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9 ]/g, '')
      .replace(/\b(the|a|an|my|your|to)\b/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  const [a, b] = [plain(name), plain(asked)];
  return b !== '' && ` ${a} `.includes(` ${b} `);
}
