import { answerAboutTalk } from '../../../electron/interaction/voice/small-talk/about-talk.ts';
import { nothingSaid } from '../../../electron/interaction/cues/situation.ts';
import { plainWords } from '../../e2e/support/transcriber.ts';
import type { Sound } from '../../e2e/support/wav.ts';
import { wait, type BenchDesk } from './desk.ts';
import {
  duckedBy,
  silentAfterMs,
  soundsAfterMs,
  soundsBetween,
  Take,
  transcribed,
  type Taken,
} from './floor-take.ts';
import { burst, joined, murmur, person } from './floor-sounds.ts';

/** What people do with the floor, and what a listener would want to come of it. */

export interface Judged {
  readonly wanted: boolean;
  /** What came of it, in a few words. */
  readonly came: string;
  /** ms; null where it did not happen. */
  readonly silentMs: number | null;
  readonly dropMs: number | null;
  readonly duckedMs: number | null;
  readonly resumedMs: number | null;
  readonly answeredMs: number | null;
  readonly heard: string;
  readonly taken: Taken;
}

export interface Scene {
  readonly name: string;
  readonly title: string;
  readonly wants: string;
  readonly play: (desk: BenchDesk, time: number) => Promise<Judged>;
}

/** Eight seconds of plain words that every recogniser gets right. */
const LONG_LINE = 'Check for echo';
const LONG_ANSWER = (answerAboutTalk(LONG_LINE, nothingSaid(0), { volume: 1, pace: 1 })?.sentences ?? [])
  .map(({ spoken }) => spoken)
  .join(' ');
const INTO_IT_MS = 1800;
const SEVENTEEN_TIMES = /\b(391|three hundred (and )?ninety one)\b/;
/** Both recognisers hear "thirty plus nine" right in this voice at every level and cut that was tried. */
const THIRTY_PLUS = /\b(39|thirty nine)\b/;
const STOPS = ['Stop.', 'Wait.', 'Stop it.'] as const;
const SILENT_WITHIN_MS = 2500;
const SIDE_TALK = 'Robert, did you feed the cat this morning?';

const nothing = { silentMs: null, dropMs: null, duckedMs: null, resumedMs: null, answeredMs: null };
const besides = ({ lines }: Taken) => lines.filter(({ who }) => who === 'beside');
const persons = ({ lines }: Taken): string =>
  plainWords(
    lines
      .filter(({ who, via }) => who === 'user' && via === 'voice')
      .map(({ text }) => text)
      .join(' '),
  );

/** The part of a text's words that is in another, in their order. */
function shareOf(text: string, heard: string): number {
  const words = plainWords(text).split(' ');
  let at = 0;
  const within = plainWords(heard).split(' ');
  const found = words.filter((word) => {
    const next = within.indexOf(word, at);
    if (next < 0 || next > at + 4) return false;
    at = next + 1;
    return true;
  });
  return found.length / words.length;
}

/** Lets Beside speak alone: the echo canceller needs to have heard it before anything over its voice says what it does. */
export async function warmUp(desk: BenchDesk): Promise<void> {
  const take = await Take.begin(desk);
  await take.let(LONG_LINE, INTO_IT_MS);
  await take.settle();
}

/** A sound over Beside's voice that wants nothing of it. */
function overBeside(name: string, title: string, sound: (time: number) => Promise<Sound>): Scene {
  return {
    name,
    title,
    wants: 'said to its end, nothing answered',
    play: async (desk, time) => {
      const take = await Take.begin(desk);
      await take.let(LONG_LINE, INTO_IT_MS);
      const uttered = await take.say(await sound(time));
      await take.settle();
      const taken = await take.end();
      const [first, ...others] = besides(taken);
      const toItsEnd = first?.state === 'final';
      const ducked = await duckedBy(taken, LONG_ANSWER, uttered);
      const silentMs = silentAfterMs(taken, uttered.fromMs);
      const nextMs = soundsAfterMs(taken, uttered.fromMs);
      return {
        ...nothing,
        wanted: toItsEnd && others.length === 0,
        came: `${toItsEnd ? 'said to its end' : 'cut off'}${others.length > 0 ? ', and answered' : ''}`,
        // Where nothing came after it, it was the answer's own end.
        silentMs: nextMs === null && toItsEnd ? null : silentMs,
        dropMs: ducked?.dropMs ?? null,
        duckedMs: toItsEnd ? (ducked?.forMs ?? null) : null,
        resumedMs: toItsEnd ? nextMs : null,
        answeredMs: toItsEnd ? null : soundsAfterMs(taken, uttered.toMs),
        heard: await transcribed(taken),
        taken,
      };
    },
  };
}

export const scenes: readonly Scene[] = [
  {
    name: 'interrupt',
    title: 'interrupt a long answer with a question',
    wants: 'falls silent, answers the question',
    play: async (desk) => {
      const take = await Take.begin(desk);
      await take.let(LONG_LINE, INTO_IT_MS);
      const asked = await take.say(await person('Hold on, what is thirty plus nine?'));
      await take.settle();
      const taken = await take.end();
      const heard = await transcribed(taken, asked.toMs);
      const cutOff = besides(taken)[0]?.state === 'cut-off';
      const right = THIRTY_PLUS.test(heard);
      const answered = right
        ? 'answered'
        : besides(taken).length > 1
          ? 'answered something else'
          : 'not answered';
      return {
        ...nothing,
        wanted: cutOff && right,
        came: `${cutOff ? 'cut off' : 'spoke on'}, ${answered}`,
        silentMs: silentAfterMs(taken, asked.fromMs),
        dropMs: (await duckedBy(taken, LONG_ANSWER, asked))?.dropMs ?? null,
        answeredMs: soundsAfterMs(taken, asked.toMs),
        heard: await transcribed(taken),
        taken,
      };
    },
  },
  {
    name: 'go-on',
    title: 'interrupt, then "go on"',
    wants: 'falls silent; then the rest, not the beginning',
    play: async (desk, time) => {
      const take = await Take.begin(desk);
      await take.let(LONG_LINE, INTO_IT_MS);
      const stopped = await take.say(await person(STOPS[time % STOPS.length] ?? 'Stop.', 'awb'));
      await take.settle();
      const heardChars = (await take.lines()).find(({ who }) => who === 'beside')?.heardChars ?? 0;
      const goOn = await take.say(await person('Go on.', 'awb'));
      await take.settle();
      const taken = await take.end();
      const rest = LONG_ANSWER.slice(heardChars);
      const [between, after] = [
        await transcribed(taken, stopped.toMs + 1000, goOn.fromMs),
        await transcribed(taken, goOn.toMs),
      ];
      const silentMs = silentAfterMs(taken, stopped.fromMs);
      const fellSilent = silentMs !== null && silentMs < SILENT_WITHIN_MS && shareOf(rest, between) < 0.3;
      const [restShare, beginsAgain] = [shareOf(rest, after), after.startsWith('i say this')];
      return {
        ...nothing,
        wanted: fellSilent && restShare >= 0.7 && !beginsAgain,
        came: `${fellSilent ? 'fell silent' : 'spoke on'}, ${restShare >= 0.7 ? 'the rest said' : 'the rest not said'}${beginsAgain ? ', from the beginning' : ''}`,
        silentMs,
        dropMs: (await duckedBy(taken, LONG_ANSWER, stopped))?.dropMs ?? null,
        answeredMs: soundsAfterMs(taken, goOn.toMs),
        heard: await transcribed(taken),
        taken,
      };
    },
  },
  overBeside('cough', 'a cough over Beside', (time) => Promise.resolve(burst(280, time))),
  overBeside('mm-hm', '"mm-hm" over Beside', (time) => Promise.resolve(murmur(time))),
  {
    name: 'aside-silent',
    title: 'to someone else, while Beside is silent',
    wants: 'says nothing',
    play: async (desk) => {
      const take = await Take.begin(desk);
      const said = await take.say(await person(SIDE_TALK));
      await wait(2500);
      await take.settle();
      const taken = await take.end();
      const spoke = soundsBetween(taken, said.fromMs, taken.toMs);
      return {
        ...nothing,
        wanted: !spoke,
        came: spoke ? 'answered' : 'said nothing',
        answeredMs: soundsAfterMs(taken, said.toMs),
        heard: await transcribed(taken),
        taken,
      };
    },
  },
  overBeside('aside-speaking', 'to someone else, while Beside speaks', () => person(SIDE_TALK)),
  {
    name: 'half-sentence',
    title: 'a half sentence, resumed after 1.5 s',
    wants: 'the whole answered, no word lost',
    play: async (desk) => {
      const take = await Take.begin(desk);
      const gap = { rateHz: 16_000, samples: new Int16Array(24_000) };
      const [head, tail] = [await person('What is seventeen times'), await person('twenty three?')];
      const said = await take.say(joined(head, gap, tail));
      await wait(2500);
      await take.settle();
      const taken = await take.end();
      const last = besides(taken).at(-1);
      const right = SEVENTEEN_TIMES.test(await transcribed(taken, said.toMs));
      const words = persons(taken).replace('23', 'twenty three').replace('17', 'seventeen');
      const whole = /seventeen times.*twenty three/.test(words);
      const spoke = soundsBetween(taken, said.fromMs, said.toMs);
      return {
        ...nothing,
        wanted: right && whole,
        came: `${right ? 'answered' : `not answered (${last?.state ?? 'no line'})`}, ${whole ? 'all words kept' : 'words lost'}${spoke ? ', spoke into it' : ''}`,
        silentMs: spoke ? silentIn(taken, said.fromMs) : null,
        answeredMs: soundsAfterMs(taken, said.toMs),
        heard: await transcribed(taken),
        taken,
      };
    },
  },
  {
    name: 'story',
    title: 'a long story with pauses of 300 ms',
    wants: 'nothing said before its end',
    play: async (desk) => {
      const take = await Take.begin(desk);
      const gap = { rateHz: 16_000, samples: new Int16Array(4800) };
      const parts = await Promise.all(STORY.map((part) => person(part)));
      const said = await take.say(joined(...parts.flatMap((part) => [part, gap])));
      await wait(2500);
      await take.settle();
      const taken = await take.end();
      const spoke = soundsBetween(taken, said.fromMs, said.toMs);
      const nods = taken.nods === null ? 'no nods shown by this version' : `${taken.nods} nods seen`;
      return {
        ...nothing,
        wanted: !spoke,
        came: `${spoke ? 'spoke into it' : 'listened'}, ${nods}`,
        answeredMs: soundsAfterMs(taken, said.toMs),
        heard: await transcribed(taken),
        taken,
      };
    },
  },
];

const STORY = [
  'Yesterday I went to the market with my sister',
  'and we wanted to buy some apples and a loaf of bread',
  'but the shop on the corner was already closed',
  'so we walked all the way down to the river',
  'where an old man was selling flowers from a cart.',
] as const;

/** How long after the person's first sample Beside's last sound into their sentence ended. */
const silentIn = ({ heard }: Taken, fromMs: number): number | null => {
  const span = heard.find((one) => one.fromMs >= fromMs);
  return span ? span.toMs - span.fromMs : null;
};
