import type { Reply, Sentence } from '../timeline/events.ts';
import { MOST_CUES, type CueOrder, type NewCue, type Timing } from './cue.ts';
import { reply, say } from './cue-reply.ts';
import { dueWords, joined, nextDueMs, sentence, whenSentence } from './cue-words.ts';
import type { FoundTiming, WallClock } from './found-timing.ts';
import { meant } from './meant-cues.ts';
import { orderWords, plainText, saidText, turned, type OrderWord } from './order-words.ts';
import { numberInWords } from '../voice/small-talk/number-words.ts';
import { findClockTiming, withoutDays } from './read-clock-timing.ts';
import { move } from './read-move.ts';
import { bareLength, findTiming } from './read-timing.ts';
import type { Situation } from './situation.ts';
import { lengthSentence, readLength } from './spoken-time.ts';

/**
 * Understands standing instructions about time: setting, moving and ending them, and asking after them. Null for anything
 * else. What is asked for is an order in the reply: it is carried out when the reply is given.
 */
export function answerCueOrder(text: string, situation: Situation, clock: WallClock): Reply | null {
  const words = orderWords(text);
  return (
    askAfter(words, situation, clock) ??
    end(words, situation, clock) ??
    move(words, situation, clock) ??
    set(words, situation, clock)
  );
}

const LIST =
  /^(what|which|list|show|do i have|tell me|read)\b.*\b(reminders?|timers?|cues|alarms?)\b|^(my )?(reminders|timers)$/;
const LEFT =
  /^how (long|much time|much longer|many minutes|many seconds)\b.*\b(left|remaining|to go|longer)\b|^how much longer$/;
const TOOK =
  /^how long (did|has|was) (that|it|this)\b|^how long (did|has) (that|it|this)? ?(take|taken|been)|^how long have i been/;
const START =
  /^(start|begin) (the |a |my )?(stopwatch|timing|clock)( now)?$|^(i'm|i am) starting( now)?$|^time (me|this|it)$/;

function askAfter(words: readonly OrderWord[], situation: Situation, clock: WallClock): Reply | null {
  const text = plainText(words);
  if (START.test(text))
    return reply('stopwatch', [say('Go.')], { type: 'start-stopwatch', atMs: situation.wallMs });
  if (TOOK.test(text)) return howLong(situation);
  if (LEFT.test(text)) return howLongLeft(situation);
  // "remind me of my timer" is no question.
  if (!LIST.test(text) || /^(tell me|show me)? ?(to|when)\b/.test(text)) return null;
  const { cues } = situation;
  if (cues.length === 0) return reply('cue-list', [say('You have no reminders.')]);
  const count =
    cues.length === 1
      ? say('You have one reminder')
      : {
          shown: `You have ${cues.length} reminders`,
          spoken: `You have ${numberInWords(cues.length)} reminders`,
        };
  const listed = cues.map((cue, i) =>
    joined(
      i === 0 ? ': ' : i === cues.length - 1 ? ', and ' : ', ',
      cue.name,
      ', ',
      whenSentence(cue.timing, clock),
    ),
  );
  return reply('cue-list', [joined(count, ...listed, '.')]);
}

/** Since the stopwatch was started, or else since the person's line before this one. */
function howLong({ stopwatchMs, heardBefore, wallMs }: Situation): Reply {
  const sinceMs = stopwatchMs ?? heardBefore?.atMs ?? null;
  if (sinceMs === null)
    return reply('stopwatch', [say("I don't know since when. Say “start the stopwatch” first.")]);
  const length = lengthSentence(wallMs - sinceMs);
  const since = stopwatchMs === null ? ' since you last spoke' : '';
  return reply('stopwatch', [joined(capital(length), since, '.')]);
}

const capital = ({ shown, spoken }: Sentence): Sentence => ({
  shown: sentence(shown).slice(0, -1),
  spoken: sentence(spoken).slice(0, -1),
});

function howLongLeft({ cues, wallMs, zoneMs }: Situation): Reply {
  const next = cues
    .flatMap((cue) => {
      const dueMs = nextDueMs(cue, zoneMs);
      return dueMs === null ? [] : [{ cue, dueMs }];
    })
    .toSorted((a, b) => a.dueMs - b.dueMs)[0];
  if (!next) return reply('cue-left', [say('Nothing is running.')]);
  const left = capital(lengthSentence(Math.max(0, next.dueMs - wallMs)));
  return reply('cue-left', [joined(left, ' left', cues.length > 1 ? ` until: ${next.cue.name}` : '', '.')]);
}

const END = /^(stop|cancel|delete|remove|clear|end|turn off|switch off)\b ?/;
function end(words: readonly OrderWord[], situation: Situation, clock: WallClock): Reply | null {
  if (!END.test(plainText(words))) return null;
  // "stop reminding me every day at nine to stretch": a cue is called by its name, not by its time.
  const text = plainText(findClockTiming(words, clock)?.rest ?? withoutDays(words) ?? words);
  const rest = text.replace(END, '').trim();
  const found = meant(rest, situation);
  if (found === null) return null;
  if (found.length === 0) return reply('cue-end', [say('I have nothing like that to stop.')]);
  const order: CueOrder = { type: 'cancel-cues', ids: found.map(({ id }) => id) };
  const [first] = found;
  const what = found.length === 1 && first ? `Stopped: ${first.name}.` : 'Stopped them all.';
  return reply('cue-end', [say(what)], order);
}

const REMIND =
  /^(remind me|give me a reminder|(set|make|create)( me)? (a|another) reminder)\b( again)?( to| about| that| of| for| when)?/;
const SPEAK = /^(say|shout|call out|call|announce|repeat|tell me|read out)\b( that)?( the word)?/;
const TIMER =
  /^(set|start|make|give me|create|run)?( me)?( a| an| another| the)?( \S+)? ?(timer|alarm|countdown)( for| of)?$/;
const TELL =
  /^(let me know|ping me|alert me|beep|tell me|wake me( up)?|notify me)( when)?( (it is|it's|that is|that's|time is))?( up| over| done)?$/;

function set(words: readonly OrderWord[], situation: Situation, clock: WallClock): Reply | null {
  const found = findTiming(words, clock) ?? timerLength(words, clock);
  const days = found ? null : withoutDays(words);
  const rest = found?.rest ?? days ?? words;
  const text = plainText(rest);
  if (text === '' && found?.timing.kind === 'clock') return toSayWhat;
  const asked = ask(rest, text);
  if (!asked) return null;
  // "Tell me what happens every weekend" is a question.
  if (days) return asked.what === 'phrase' && !text.startsWith('say ') ? null : atWhatTime;
  if (!found) return asked.what === 'phrase' ? null : whenever(asked.what);
  const { timing } = found;
  if (timing.kind === 'at' && timing.dueMs <= situation.wallMs) return null;
  if (situation.cues.length >= MOST_CUES)
    return reply('cue-set', [say('That is more than I can keep in mind. Please end some first.')]);
  const lengthMs = timing.kind === 'at' ? timing.dueMs - situation.wallMs : null;
  const name = asked.name === '' ? timerName(lengthMs, timing, clock) : asked.name;
  const cue: NewCue = { ...asked, name, words: dueWords({ what: asked.what, name }, lengthMs), timing };
  return reply('cue-set', confirmed(cue, clock), { type: 'set-cue', cue });
}

const atWhatTime = reply('cue-set', [
  say('At what time? Say, for example, “every morning at eight say good morning”.'),
]);

const toSayWhat = reply('cue-set', [
  say('What shall I say then? Say, for example, “remind me every Monday at ten to water the plants”.'),
]);

const whenever = (what: 'reminder' | 'timer'): Reply =>
  what === 'timer'
    ? reply('cue-set', [say('For how long? Say, for example, “set a timer for ten minutes”.')])
    : reply('cue-set', [say('When? Say, for example, “remind me in ten minutes to stretch”.')]);

/** What is to be said then: a reminder of something, words, or that the time is up. */
function ask(rest: readonly OrderWord[], text: string): Pick<NewCue, 'what' | 'name'> | null {
  const remind = REMIND.exec(text)?.[0];
  if (remind !== undefined) {
    const about = rest.slice(remind.trim().split(' ').length);
    return about.length === 0 ? { what: 'timer', name: '' } : { what: 'reminder', name: turned(about) };
  }
  if (TIMER.test(text) || TELL.test(text)) return { what: 'timer', name: '' };
  const speak = SPEAK.exec(text)?.[0];
  if (speak === undefined) return null;
  const words = rest.slice(speak.trim().split(' ').length);
  if (words.length === 0) return null;
  // "tell me to stretch" is a reminder, "say up" are words.
  if (text.startsWith('tell me to ')) return { what: 'reminder', name: turned(words.slice(1)) };
  return { what: 'phrase', name: saidText(words) };
}

/** "a ten minute timer", "a timer for ten minutes" */
function timerLength(words: readonly OrderWord[], clock: WallClock): FoundTiming | null {
  if (!words.some(({ plain }) => /^(timer|alarm|countdown|reminder)$/.test(plain))) return null;
  const plain = words.map((one) => one.plain);
  const at = words.findIndex((_, i) => readLength(plain.slice(i)) !== null);
  if (at > 0 && plain[at - 1] === 'for') {
    const found = bareLength(words, at, clock);
    return found && { ...found, rest: found.rest.filter((_, i) => i !== at - 1) };
  }
  return bareLength(words, at, clock);
}

function timerName(lengthMs: number | null, timing: Timing, clock: WallClock): string {
  return lengthMs === null ? whenSentence(timing, clock).shown : lengthSentence(lengthMs).shown;
}

function confirmed({ what, name, timing }: NewCue, clock: WallClock): readonly Sentence[] {
  const when = whenSentence(timing, clock);
  switch (what) {
    case 'timer':
      return timing.kind === 'at'
        ? [joined('Timer set: ', lengthOrTime(when), '.')]
        : [joined("I'll tell you ", when, '.')];
    case 'reminder':
      return [joined("I'll remind you ", when, `: ${name}.`)];
    case 'phrase':
      return [joined("I'll say it ", when, '.')];
  }
}

const lengthOrTime = ({ shown, spoken }: Sentence): Sentence => ({
  shown: shown.replace(/^in /, ''),
  spoken: spoken.replace(/^in /, ''),
});
