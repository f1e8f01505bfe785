import type { Reply, Sentence } from '../../timeline/events.ts';
import type { ReplyReason } from '../../timeline/reasons.ts';
import { readSum, workOut } from './arithmetic.ts';
import { dateSentence, monthSentence, timeSentence, yearSentence, type LocalTime } from './local-time.ts';
import { numberInWords } from './number-words.ts';

/** Answers that need no language model: the clock, the date, sums; and an honest sentence for the rest. */
export function smallTalk(text: string, now: LocalTime): Reply {
  for (const candidate of [text, lastSentence(text), withoutTaking(text)]) {
    const answer = answerTime(plain(candidate), now) ?? answerSum(candidate);
    if (answer) return answer;
  }
  return cannot(plain(text));
}

/** People lead up to a question: "Hold on. What time is it?" */
const lastSentence = (text: string): string => text.split(/(?<=[.?!])\s+/).at(-1) ?? text;

/** How people take the floor before they ask: "Wait, what time is it?", "No, sorry, seven times eight". */
const TAKING =
  /^(?:(?:wait|stop|hold on|hang on|one moment|sorry|excuse me|actually|listen|no|yes|yeah|oh|but|and)\b[\s,.!]*)+/i;
const withoutTaking = (text: string): string => text.trim().replace(TAKING, '');

/** Lower case, no punctuation, contractions opened, politeness and hesitation dropped. */
function plain(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[’`]/g, "'")
      .replace(/\b(what|it|that|who|where|today)'s\b/g, '$1 is')
      .replace(/\bwhats\b/g, 'what is')
      .replace(/[^a-z0-9' ]+/g, ' ')
      // Moonshine writes the old spelling when little follows.
      .replace(/\bto (day|morrow)\b/g, 'to$1')
      // And this is what it makes of "date today" in a Scottish voice, every time.
      .replace(/\bdate to date\b/g, 'date today')
      .replace(
        /\b(please|hey|hi|hello|beside|um+|uh+|er+|well|so|okay|ok|now|right now|currently|then|just)\b/g,
        ' ',
      )
      .replace(/\b(can|could|would|will) you (please )?(tell|give|say to) (me )?/g, ' ')
      .replace(
        /\b(do you know|do you happen to know|tell me|let me know|i want to know|i would like to know)\b/g,
        ' ',
      )
      .replace(/\s+/g, ' ')
      .trim()
  );
}

const TIME =
  /^(what time is it|what time it is|what is the( exact| current)? time|what the( exact| current)? time is|the time|time|(do you )?have (you got )?the time|how late is it)( is it)?( here| today)?$/;
const TODAY =
  /^(what is( the)? (date|day)( is it)?( of)?( today)?|what is (today|today is date|today's date|today date)|what (date|day)( of the (week|month))? is (it|today)( today)?|what the (date|day) is( today)?|which day is (it|today)( today)?|what day of the week is it( today)?|today's date|today is date|(the )?date( today)?|what day it is( today)?)$/;
const OTHER_DAY =
  /^(what (date|day)( of the week)? (is|was|will be|will it be|is it) (it )?(tomorrow|yesterday)|what (is|was|will be)( the)? (date|day) (tomorrow|yesterday)|what is (tomorrow|yesterday)'s date|what (is|was) (tomorrow|yesterday))$/;
const MONTH = /^what (month is it|is the month|month are we in|is the current month)( today)?$/;
const YEAR = /^what (year is it|is the year|year are we in|is the current year)( today)?$/;

function answerTime(words: string, now: LocalTime): Reply | null {
  if (TIME.test(words)) return reply('clock', timeSentence(now));
  if (TODAY.test(words)) return reply('date', dateSentence(now, 0));
  if (OTHER_DAY.test(words)) return reply('date', dateSentence(now, words.includes('yesterday') ? -1 : 1));
  if (MONTH.test(words)) return reply('date', monthSentence(now));
  if (YEAR.test(words)) return reply('date', yearSentence(now));
  return null;
}

const SUM_LEAD =
  /^(?:.*?\b(?:what is|what's|whats|what are|what does|how much is|how much are|how many is|[a-z]+ is|calculate|compute|work out|the result of)\s+|(?:and|so|okay|ok|well|um|uh|hey|beside|please)[,\s]+)/i;

/** A sum that is the whole line, or all that follows a question's opening. */
function answerSum(text: string): Reply | null {
  const said = text
    .replace(/[’`]/g, "'")
    .trim()
    .replace(/(?:[\s,.?!=]|\bequals?\b|\bplease\b|\bmake\b|\bis\b|\bbeside\b)+$/gi, '')
    .replace(/(?<!\d),|,(?!\d{3})|(?<!\d)\.(?!\d)|[?!]/g, ' ');
  const candidates = [said, said.replace(SUM_LEAD, '')];
  for (const candidate of candidates) {
    const sum = readSum(candidate);
    if (sum) return sumReply(candidate, workOut(sum));
  }
  return null;
}

/** Above this a float no longer holds every whole number. */
const EXACT_BELOW = 1e15;

function sumReply(asked: string, value: number): Reply {
  if (!Number.isFinite(value) || Math.abs(value) >= EXACT_BELOW) {
    const why =
      Number.isNaN(value) || !Number.isFinite(value)
        ? 'has no number as its answer'
        : 'is too big for me to work out exactly';
    return reply('arithmetic', { shown: `That ${why}.`, spoken: `That ${why}.` });
  }
  const rounded = round(value);
  const is =
    rounded === value || Math.abs(rounded - value) < 1e-9 * Math.max(1, Math.abs(value)) ? 'is' : 'is about';
  const question = sentenceCase(asked.replace(/\s+/g, ' ').trim());
  return reply('arithmetic', {
    shown: `${question} ${is} ${rounded.toLocaleString('en-US', { maximumFractionDigits: 4 })}.`,
    spoken: `${sentenceCase(inSpokenWords(asked))} ${is} ${numberInWords(rounded)}.`,
  });
}

/** Four decimals: more is noise to an ear. */
function round(value: number): number {
  return Math.abs(value) < 0.001 ? Number(value.toPrecision(2)) : Math.round(value * 1e4) / 1e4;
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\s*[*×·]\s*|(?<=\d)\s*x\s*(?=\d)/g, ' times '],
  [/\s*[/÷]\s*/g, ' divided by '],
  [/\s*\+\s*/g, ' plus '],
  [/\s*\^\s*/g, ' to the power of '],
  [/\s*%/g, ' percent'],
  [/(?<![a-z])\s*[-−]\s*|\s+[-−]\s+/gi, ' minus '],
  [/[()]/g, ' '],
];

/** Signs and figures as words: a synthesiser reads "391" digit by digit and "*" not at all. */
function inSpokenWords(asked: string): string {
  const words = SIGNS.reduce((text, [sign, word]) => text.replace(sign, word), asked);
  return words
    .replace(/\d[\d,]*(\.\d+)?/g, (figures) => numberInWords(Number(figures.replaceAll(',', ''))))
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(and|but|no) /, '');
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Why something is said where nothing was understood. */
const NO_ANSWER: ReadonlySet<string> = new Set(['no-skill', 'greeting']);

/** Whether it answers something, or owns up that nothing could be made of the words. */
export const isAnswer = ({ reason }: Reply): boolean => !NO_ANSWER.has(reason);

function cannot(words: string): Reply {
  if (words === '') return { ...reply('greeting', say("I'm here.")), aside: true };
  const known = say('I can tell you the time and the date, and I do sums.');
  return { ...reply('no-skill', say("I can't answer that yet."), known), aside: true };
}

const say = (text: string): Sentence => ({ shown: text, spoken: text });
const reply = (reason: ReplyReason, ...sentences: Sentence[]): Reply => ({ sentences, reason });
