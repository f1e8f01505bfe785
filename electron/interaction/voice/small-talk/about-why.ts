import { atSentence, joined } from '../../cues/cue-words.ts';
import { reply, say } from '../../cues/cue-reply.ts';
import type { WallClock } from '../../cues/found-timing.ts';
import { orderWords, plainText } from '../../cues/order-words.ts';
import { lengthSentence } from '../../cues/spoken-time.ts';
import { cutOffWords, decidedWords, type Account } from '../../timeline/why/account.ts';
import type { LineAccount } from '../../timeline/why/line-account.ts';
import type { Stretch } from '../../timeline/why/silence-account.ts';
import { silenceWords, skillWords, type SilenceReason } from '../../timeline/why/why-words.ts';
import type { Reply, Sentence } from '../../timeline/events.ts';

/** Why Beside did what it did, from its own log: "why did you say that", "why did you stop", "why were you silent". */

/** Moonshine writes "save" for a "say" before "that". */
const SAID =
  /^((why|how come) ((did|do|would) you|you) (just )?(say|save|said|tell me|told me|answer|answered|mention) (that|this|it|so)|why (that|was that)|what made you say (that|this))( just now| now| then)?$/;
const STOPPED =
  /^why (did|have|had) you (just )?(stop|stopped|pause|paused|break off|go quiet|gone quiet)( (talking|speaking|there|then|it))?( just now| now| then)?$/;
const INTERRUPTED =
  /^why (did|do|are|were) you (just )?(interrupt|interrupting|(cut|cutting) (me )?off|(talk|talking|speak|speaking) over( me)?)( me)?( just now| now| then)?$/;
const SILENT =
  /^why (were|are) you (so )?(silent|quiet)( just now| now| then)?$|^why (didn't|did not|don't|do not|did|won't) you (not )?(answer|say|reply|respond|speak|react|talk)( anything| something| a word)?( to (me|that))?( me)?( just now| now| then| up)?$|^why (was there )?no (answer|reply)$/;

/** Null for anything else. `account` is made only when it is asked for. */
export function answerWhy(text: string, account: () => Account, clock: WallClock): Reply | null {
  const words = plainText(orderWords(text));
  if (SAID.test(words)) return reply('why', whySaid(account().last, clock));
  if (INTERRUPTED.test(words)) return reply('why', whyThen(account().last));
  if (STOPPED.test(words)) return reply('why', whyStopped(account().cut));
  return SILENT.test(words) ? reply('why', whySilent(account().silence, clock)) : null;
}

const TOO_OLD = say('That is longer ago than my log reaches: I keep an hour of it.');

function whySaid(last: LineAccount | null, clock: WallClock): readonly Sentence[] {
  if (last === null) return [say("I haven't said anything yet.")];
  if (last.decided === null) return [TOO_OLD];
  const { asked, made, cue } = last;
  if (last.line.via === 'cue') {
    const set = cue && joined('You asked me for it ', agoOrAt(cue.setAtMs, clock), '.');
    return [...(set ? [set] : []), say(decidedWords(last))];
  }
  const how = asked?.via === 'typed' ? 'You typed' : 'I heard';
  return [
    ...(asked ? [say(`${how}: ${asked.text}`)] : []),
    say(made ? skillWords[made.reason] : decidedWords(last)),
  ];
}

/** Why just then. */
function whyThen(last: LineAccount | null): readonly Sentence[] {
  if (last === null) return [say("I haven't said anything yet.")];
  return [last.decided === null ? TOO_OLD : say(decidedWords(last))];
}

function whyStopped(cut: LineAccount | null): readonly Sentence[] {
  if (cut === null) return [say('I have not stopped before an end.')];
  return cut.cutOff === null ? [TOO_OLD] : [say(cutOffWords(cut))];
}

/** What the question itself is, and what says nothing about a silence. */
const ASKING: ReadonlySet<SilenceReason> = new Set(['person-has-the-floor', 'answering']);
const ORDINARY: ReadonlySet<SilenceReason> = new Set(['nothing-said', 'speaking', 'answered']);
/** Farther back it is no "just now". */
const RECENT_MS = 2 * 60_000;

function whySilent(silence: readonly Stretch[], { wallMs }: WallClock): readonly Sentence[] {
  const before = silence.slice(
    Math.max(
      0,
      silence.findIndex(({ reason }) => !ASKING.has(reason)),
    ),
  );
  const recent = before.filter(({ toMs }) => wallMs - toMs < RECENT_MS);
  const found = recent.find(({ reason }) => !ORDINARY.has(reason)) ?? before[0];
  if (!found) return [say('I have only just started.')];
  const agoMs = wallMs - found.toMs;
  const when = agoMs < 5000 ? [] : [joined('That was ', lengthSentence(agoMs), ' ago.')];
  return [say(silenceWords[found.reason]), ...when];
}

/** "2 minutes ago", "at 9:30 AM" */
function agoOrAt(atMs: number, clock: WallClock): Sentence {
  const agoMs = clock.wallMs - atMs;
  return agoMs < 3_600_000 ? joined(lengthSentence(agoMs), ' ago') : atSentence(atMs, clock);
}
