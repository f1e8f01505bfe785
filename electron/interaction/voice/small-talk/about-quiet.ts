import { HUSH_MS } from '../../../../shared/manners.ts';
import { reply, say } from '../../cues/cue-reply.ts';
import { atSentence, joined } from '../../cues/cue-words.ts';
import type { WallClock } from '../../cues/found-timing.ts';
import { orderWords } from '../../cues/order-words.ts';
import { nextAt } from '../../cues/read-timing.ts';
import type { Situation } from '../../cues/situation.ts';
import { lengthSentence, readLength, readTimeOfDay } from '../../cues/spoken-time.ts';
import type { Reply, Sentence } from '../../timeline/events.ts';

/** What people say when they want to be left alone for a while, and when they are back. */

const NOT_NOW =
  /^(not ((just|right) )?now( thanks| thank you)?( (maybe )?later)?|((maybe|perhaps) )?later( maybe| please)?|(ask|tell) me later|(do not|don't) (disturb|interrupt|bother)( me)?( now| right now)?|leave me (alone|in peace|be)( now| for now)?|i (do not|don't) want to be (disturbed|interrupted)( now)?)$/;
/** Without a time these ask Beside only to end what it says. */
const QUIET =
  /^(((be|keep|stay|remain) )?(quiet|silent|still)|hush|shut up|mute( yourself)?|(do not|don't) (talk|speak|say anything|say a word)( to me)?|say nothing|stop talking|(no )?(interruptions|reminders))$/;
/** And these nothing of the kind. */
const TIME_FOR_ME = /^(give me|leave me|i (need|want|would like))$/;
const BACK =
  /^((you (can|may) |you're allowed to |it's okay to )?(speak|talk)( to me)?( now)? again|you (can|may) (speak|talk)( to me)?( again)?( now)?|you (can|may) disturb me( again)?( now)?|(no longer|not) (be |keep |stay )?(quiet|silent) (any ?more|now)|stop being (quiet|silent)|unmute( yourself)?)$/;
const HERE = /^((i'm|i am) (back|here again)( again)?( now)?)$/;

/** More is a mistake of hearing, or should be said every day. */
const MOST_MS = 24 * 3_600_000;
/** "Until tomorrow" ends at six, as a pause of the microphone does. */
const MORNING = { minute: 6 * 60, certain: true } as const;

export function answerAboutQuiet(text: string, { hush, wallMs }: Situation, clock: WallClock): Reply | null {
  const words = orderWords(text).map(({ plain }) => plain);
  const said = words.join(' ');
  if (BACK.test(said))
    return hush === null
      ? reply('unhush', [say("I wasn't keeping quiet.")])
      : reply('unhush', [say("All right, I'll speak up again.")], { type: 'unhush' });
  if (HERE.test(said))
    return hush === null
      ? reply('greeting', [say('Welcome back.')])
      : reply('unhush', [say("Welcome back. I'll speak up again.")], { type: 'unhush' });
  if (NOT_NOW.test(said)) return quiet(wallMs + HUSH_MS, lasting(HUSH_MS));
  const found = untilWhen(words, clock);
  if (!found) {
    // "Leave me alone for another", "until free": a time that was misheard. Rather quiet than not.
    const rest = /^(.+?) (for|until|till) \S+/.exec(said)?.[1] ?? '';
    return NOT_NOW.test(rest) || QUIET.test(rest) ? quiet(wallMs + HUSH_MS, lasting(HUSH_MS)) : null;
  }
  const { rest, untilMs, when } = found;
  if (![QUIET, NOT_NOW, TIME_FOR_ME].some((one) => one.test(rest))) return null;
  return untilMs - wallMs > MOST_MS ? quiet(wallMs + MOST_MS, lasting(MOST_MS)) : quiet(untilMs, when);
}

const lasting = (ms: number): Sentence => joined('for ', lengthSentence(ms));

const quiet = (untilMs: number, when: Sentence): Reply =>
  reply('hush', [joined("All right, I'll keep quiet ", when, '.'), say('What comes due is shown.')], {
    type: 'hush',
    untilMs,
  });

interface FoundEnd {
  readonly untilMs: number;
  /** "for ten minutes", "until three o'clock" */
  readonly when: Sentence;
  /** What was said before it. */
  readonly rest: string;
}

/** Looks for a time at the end of the words: "for ten minutes", "until three", "ten minutes of quiet". */
function untilWhen(words: readonly string[], clock: WallClock): FoundEnd | null {
  const behind = words
    .join(' ')
    .replace(/ of (peace|quiet|silence|peace and quiet)$/, '')
    .split(' ');
  for (let at = 0; at < behind.length; at += 1) {
    const found = endsWithTime(behind.slice(at), clock);
    if (found) return { ...found, rest: behind.slice(0, at).join(' ') };
  }
  return null;
}

function endsWithTime(words: readonly string[], clock: WallClock): Omit<FoundEnd, 'rest'> | null {
  const [lead = ''] = words;
  if (/^(until|till|til)$/.test(lead)) return untilTime(words.slice(1), clock);
  const skipped = lead === 'for' ? (/^(the|another|at)$/.test(words[1] ?? '') ? 2 : 1) : 0;
  const bare = words.slice(skipped).filter((word, i) => !(i === 0 && (word === 'next' || word === 'least')));
  if (lead === 'for' && /^(a (while|bit|moment)|now)$/.test(bare.join(' ')))
    return { untilMs: clock.wallMs + HUSH_MS, when: lasting(HUSH_MS) };
  const length = readLength(bare);
  if (length?.length !== bare.length) return null;
  return { untilMs: clock.wallMs + Math.round(length.ms), when: lasting(length.ms) };
}

function untilTime(words: readonly string[], clock: WallClock): Omit<FoundEnd, 'rest'> | null {
  const said = words.join(' ');
  const morning = /^(tomorrow( morning)?|the morning|morning)$/.test(said);
  const read = readTimeOfDay(words);
  const length = read && read.length + (/^(today|tonight)$/.test(words[read.length] ?? '') ? 1 : 0);
  if (!morning && (!read || length !== words.length)) return null;
  const untilMs = nextAt(morning || !read ? MORNING : read, clock);
  const { shown, spoken } = atSentence(untilMs, clock);
  const when = (text: string): string => `until ${text.replace(/^at /, '')}`;
  return { untilMs, when: { shown: when(shown), spoken: when(spoken) } };
}
