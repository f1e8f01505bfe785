import { samplesToMs } from '../../../shared/audio.ts';
import { joined, silence, type Sound } from '../../scenarios/support/sounds.ts';
import type { Family, Mark, Prelude } from '../scene.ts';
import { atLevel, longestSilence } from './mix.ts';
import type { Drawn } from './generator.ts';
import { answerTo, filled, type Question, type Templates } from './templates.ts';
import { tic } from './tics.ts';

/** What a scene is before it has a room and a bed: sounds at their places, and what is true of them. */
export interface Draft {
  readonly prelude: Prelude;
  readonly durationMs: number;
  readonly placed: readonly { readonly sound: Sound; readonly atMs: number }[];
  readonly marks: readonly Mark[];
  readonly speakers: readonly string[];
  /** Whether Beside's voice comes back. */
  readonly echo?: true;
}

export interface Making {
  readonly drawn: Drawn;
  readonly templates: Templates;
  /** Counts the family's scenes in its split. */
  readonly turn: number;
}

/** Before somebody says something. */
const LEAD_MS = 700;
/** After the last word, for an answer to come. The room goes on after that. */
const TAIL_MS = 2500;
/** Beside has been heard for so long before somebody speaks over it. */
const INTO_IT_MS = [900, 2400] as const;

const none: Prelude = { kind: 'none' };
const besideTalks: Prelude = { kind: 'beside-talks' };

const lengthMs = (sound: Sound): number => samplesToMs(sound.length);

async function said({ drawn }: Making, text: string, who = drawn.talker): Promise<Sound> {
  return atLevel(await who.say(text, drawn.manner), drawn.levelDbfs);
}

const asked = ({ drawn, templates, turn }: Making, list: readonly [Question, ...Question[]]) => {
  const { text, does } = list[turn % list.length] ?? list[0];
  const numbers = drawn.oneOf(templates.numbers);
  return { text: filled(text, numbers), answer: answerTo(does, numbers) };
};

async function question(making: Making): Promise<Draft> {
  const { text, answer } = asked(making, making.templates.questions);
  const sound = await said(making, text);
  const toMs = LEAD_MS + lengthMs(sound);
  return {
    prelude: none,
    durationMs: toMs + TAIL_MS,
    placed: [{ sound, atMs: LEAD_MS }],
    marks: [{ kind: 'turn', fromMs: LEAD_MS, toMs, text, answer }],
    speakers: [making.drawn.talker.id],
  };
}

/**
 * The pause is where the voice makes one by itself, with the melody of a sentence that goes on; every second one is
 * between two things that were said apart, as when somebody starts anew.
 */
async function halves(making: Making, before: string, after: string): Promise<readonly [Sound, Sound]> {
  const whole = await said(making, `${before} ${after}`);
  const gap = longestSilence(whole);
  if (gap && making.turn % 2 === 0) return [whole.slice(0, gap.from + 1), whole.slice(gap.to)];
  return [await said(making, before), await said(making, after)];
}

async function pause(making: Making): Promise<Draft> {
  const { drawn, templates, turn } = making;
  const { before, after, does } = templates.paused[turn % templates.paused.length] ?? templates.paused[0];
  const numbers = drawn.oneOf(templates.numbers);
  const [first, second] = await halves(making, filled(before, numbers), filled(after, numbers));
  const fromMs = LEAD_MS + lengthMs(first);
  const toMs = fromMs + drawn.pauseMs;
  const sound = joined(first, silence(drawn.pauseMs), second);
  const endMs = LEAD_MS + lengthMs(sound);
  const text = filled(`${before} ${after}`, numbers);
  return {
    prelude: none,
    durationMs: endMs + TAIL_MS,
    placed: [{ sound, atMs: LEAD_MS }],
    marks: [
      { kind: 'turn', fromMs: LEAD_MS, toMs: endMs, text, answer: answerTo(does, numbers) },
      { kind: 'pause', fromMs, toMs },
    ],
    speakers: [drawn.talker.id],
  };
}

/** Over Beside's voice. */
async function over(
  making: Making,
  sound: Sound,
  mark: (fromMs: number, toMs: number) => Mark,
): Promise<Draft> {
  const atMs = Math.round(making.drawn.between(...INTO_IT_MS));
  const toMs = atMs + lengthMs(sound);
  return {
    prelude: besideTalks,
    durationMs: toMs + TAIL_MS,
    placed: [{ sound, atMs }],
    marks: [mark(atMs, toMs)],
    speakers: [making.drawn.talker.id],
    ...(making.turn % 2 === 0 ? {} : { echo: true }),
  };
}

async function interruption(making: Making): Promise<Draft> {
  const { text, answer } = asked(making, making.templates.interruptions);
  return over(making, await said(making, text), (fromMs, toMs) => ({
    kind: 'interruption',
    fromMs,
    toMs,
    text,
    answer,
  }));
}

async function backchannel(making: Making): Promise<Draft> {
  const { signs } = making.templates;
  const sound = await said(making, signs[making.turn % signs.length] ?? signs[0]);
  return over(making, sound, (fromMs, toMs) => ({ kind: 'backchannel', fromMs, toMs }));
}

/** While Beside is silent, or in every second one over its voice. */
async function beside(
  making: Making,
  sound: Sound,
  mark: (fromMs: number, toMs: number) => Mark,
): Promise<Draft> {
  if (making.turn % 2 === 1) return over(making, sound, mark);
  const toMs = LEAD_MS + lengthMs(sound);
  return {
    prelude: none,
    durationMs: toMs + TAIL_MS,
    placed: [{ sound, atMs: LEAD_MS }],
    marks: [mark(LEAD_MS, toMs)],
    speakers: [making.drawn.talker.id],
  };
}

const TICS = ['cough', 'breath', 'throat', 'laugh'] as const;

async function vocalTic(making: Making): Promise<Draft> {
  const kind = TICS[(making.turn >> 1) % TICS.length] ?? 'cough';
  const sound = atLevel(tic(kind, making.drawn.seed), making.drawn.levelDbfs - 3);
  return beside(making, sound, (fromMs, toMs) => ({ kind: 'tic', fromMs, toMs }));
}

async function nonDirected(making: Making): Promise<Draft> {
  const { toOthers } = making.templates;
  const sound = await said(making, toOthers[(making.turn >> 1) % toOthers.length] ?? toOthers[0]);
  return beside(making, sound, (fromMs, toMs) => ({ kind: 'non-directed', fromMs, toMs }));
}

const ROOM_MS = 6000;

/** The bed is all there is. */
async function noise({ turn }: Making): Promise<Draft> {
  return {
    prelude: turn % 2 === 0 ? none : besideTalks,
    durationMs: ROOM_MS,
    placed: [],
    marks: [{ kind: 'noise', fromMs: 0, toMs: ROOM_MS }],
    speakers: [],
  };
}

async function echo(): Promise<Draft> {
  return { prelude: besideTalks, durationMs: ROOM_MS, placed: [], marks: [], speakers: [], echo: true };
}

const TYPED_AT_MS = 200;
/** What is said meanwhile begins so long before Beside's turn comes. */
const TALKS_BEFORE_MS = 900;

async function time(making: Making): Promise<Draft> {
  const { templates, turn } = making;
  const { text, dueMs, words } = templates.cues[turn % templates.cues.length] ?? templates.cues[0];
  const dues = dueMs.map((afterMs) => TYPED_AT_MS + afterMs);
  const lastMs = dues.at(-1) ?? 0;
  const meanwhile = templates.meanwhile[turn % templates.meanwhile.length] ?? templates.meanwhile[0];
  // In every second one somebody speaks when it is due; it has to come all the same.
  const placed =
    turn % 2 === 0 ? [] : [{ sound: await said(making, meanwhile), atMs: lastMs - TALKS_BEFORE_MS }];
  return {
    prelude: { kind: 'typed', text, atMs: TYPED_AT_MS },
    durationMs: lastMs + TAIL_MS,
    placed,
    marks: [
      ...dues.map((due): Mark => ({ kind: 'due', dueMs: due, words })),
      ...placed.map(({ sound, atMs }): Mark => ({
        kind: 'non-directed',
        fromMs: atMs,
        toMs: atMs + lengthMs(sound),
      })),
    ],
    speakers: placed.length === 0 ? [] : [making.drawn.talker.id],
  };
}

export const drafts: Readonly<Record<Family, (making: Making) => Promise<Draft>>> = {
  question,
  pause,
  interruption,
  backchannel,
  tic: vocalTic,
  'non-directed': nonDirected,
  noise,
  echo,
  time,
};
