import { test, expect } from '@playwright/test';
import { numberInWords } from '../../electron/interaction/voice/small-talk/number-words.ts';
import { smallTalk } from '../../electron/interaction/voice/small-talk/small-talk.ts';
import { wordErrors } from '../bench/support/word-errors.ts';
import { asset, missingAssets } from './support/assets.ts';
import { answerHeard, openDesk, ready, turnMicrophoneOn, typeLine, type Desk } from './support/overlay.ts';
import { recordBeside, speakToBeside, voicedSpans } from './support/sound.ts';
import { synthesise } from './support/synthesiser.ts';
import { plainWords, transcribe } from './support/transcriber.ts';
import { readFlac, readWav, type Sound } from './support/wav.ts';

/** The main job: a question goes into real Electron's microphone, and what leaves its speaker is the right answer. */

let desk: Desk;

test.beforeEach(async () => {
  desk = await openDesk();
  await ready(desk);
});
test.afterEach(async () => desk.close());

interface Answer {
  /** What a listener made of the sound. */
  readonly heard: string;
  readonly shown: string;
  /** What Beside made of the question. */
  readonly question: string;
}

/** Speaks into the room, waits until the answer was played, and gives what a listener heard. */
async function ask(question: Sound, time = 1): Promise<Answer> {
  if (time === 1) await turnMicrophoneOn(desk);
  const recorder = await recordBeside();
  await speakToBeside(question).ended;
  const shown = await answerHeard(desk, time);
  // The last samples are still on their way to the recorder.
  await new Promise((resolve) => setTimeout(resolve, 400));
  const recording = await recorder.stop();
  const said = (await desk.snapshot()).lines.filter(({ who }) => who === 'user').map(({ text }) => text);
  expect(voicedSpans(recording).length).toBeGreaterThan(0);
  return { heard: await transcribe(recording), shown, question: said.at(-1) ?? '' };
}

test('a typed sum is answered aloud, and the words that come out of the speaker are right', async () => {
  const recorder = await recordBeside();
  await typeLine(desk, 'What is 17 times 23?');
  expect(await answerHeard(desk)).toBe('17 times 23 is 391.');
  await new Promise((resolve) => setTimeout(resolve, 400));
  const heard = await transcribe(await recorder.stop());
  expect(heard).toMatch(/\b(391|three hundred (and )?ninety one)$/);
});

test('a synthetic voice asks for a sum and hears the right number', async () => {
  // Heard right at every level and cut that was tried; of "seventeen times twenty three" a third was not.
  const answer = await ask(await synthesise('What is thirty plus nine?'));
  expect(answer.heard, answer.question).toMatch(/\b(39|thirty nine)$/);
});

test('a synthetic voice asks the time and hears what the clock on the wall shows', async () => {
  const before = timeNow();
  const answer = await ask(await synthesise('What time is it?'));
  // The minute may turn between the question and the check.
  const right = [before, timeNow()].find(({ shown }) => shown === answer.shown);
  expect(right?.shown, answer.question).toBe(answer.shown);
  // The transcriber garbles a word or two of some minutes of the day: "it is st pest seix in the evening".
  const said = inWords(plainWords(right?.spoken ?? '')).split(' ');
  const { errors, words } = wordErrors(said, inWords(answer.heard).split(' '));
  expect(errors, answer.heard).toBeLessThanOrEqual(words / 2);
});

test('a recorded human voice asks for a sum and hears the right number', async () => {
  const files = [FIVE, THREE, CALL];
  const missing = missingAssets(...files);
  test.skip(missing !== null, missing ?? '');
  let answer = await ask(humanSum());
  // The word cut out of a phone call is heard as "tiny" now and then; a person would say it again.
  if (!FIVE_TIMES_THREE.test(plainWords(answer.question))) answer = await ask(humanSum(), 2);
  expect(plainWords(answer.question)).toMatch(FIVE_TIMES_THREE);
  expect(answer.heard).toMatch(/\b(15|fifteen)$/);
});

test('a recorded human voice asks about the weather and hears honestly what Beside can do', async () => {
  const missing = missingAssets(WEATHER);
  test.skip(missing !== null, missing ?? '');
  const answer = await ask(readFlac(asset(WEATHER) ?? ''));
  expect(plainWords(answer.question)).toContain('weather');
  expect(answer.heard).toContain("can't answer that yet");
  expect(answer.heard).toContain('the time and the date');
});

const FIVE_TIMES_THREE = /^(five|5) times? (three|3)$/;
const FIVE = 'speech/alphanumeric/five.wav';
const THREE = 'speech/alphanumeric/three.wav';
const CALL = 'human/calls/aws_auto_49_agent.flac';
const WEATHER = 'human/read/azure_weather.flac';

/** "Five times three", all of it recorded human speech: "times" is cut out of a "sometimes" on a phone call. */
function humanSum(): Sound {
  const call = readFlac(asset(CALL) ?? '');
  const times = call.samples.subarray(Math.round(39.04 * call.rateHz), Math.round(39.56 * call.rateHz));
  const rateHz = 16_000;
  const pause = new Int16Array(0.03 * rateHz);
  const words = [
    voicedPart(readWav(asset(FIVE) ?? '')),
    pause,
    levelled(times),
    pause,
    voicedPart(readWav(asset(THREE) ?? '')),
  ];
  const samples = new Int16Array(words.reduce((length, word) => length + word.length, 0));
  words.reduce((at, word) => {
    samples.set(word, at);
    return at + word.length;
  }, 0);
  return { rateHz, samples };
}

function voicedPart(sound: Sound): Int16Array {
  const loud = levelled(sound.samples);
  const spans = voicedSpans({ ...sound, samples: loud }, { thresholdDbfs: -36 });
  const [from, to] = [spans[0]?.fromMs ?? 0, spans.at(-1)?.toMs ?? 0];
  return loud.subarray(Math.max(0, from - 25) * 16, (to + 50) * 16);
}

/** Peak at half of full scale. */
function levelled(samples: Int16Array): Int16Array {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  return samples.map((sample) => Math.round((sample * 16_384) / peak));
}

/** What Beside says to who asks for the time just now. */
function timeNow(): { readonly shown: string; readonly spoken: string } {
  const now = new Date();
  const time = { year: now.getFullYear(), month: 1, day: 1, hour: now.getHours(), minute: now.getMinutes() };
  const { sentences } = smallTalk('what time is it', time);
  const all = (of: 'shown' | 'spoken'): string => sentences.map((sentence) => sentence[of]).join(' ');
  return { shown: all('shown'), spoken: all('spoken') };
}

/** A recogniser may write "5 past 12" or "12:05" where words were said: both sides are brought to words. */
function inWords(text: string): string {
  return (
    text
      .replace(/\d+/g, (figures) => numberInWords(Number(figures)).replaceAll('-', ' '))
      .replace(/^it's /, 'it is ')
      // To an ear they are the same.
      .replace(/\b(to|too)\b/g, 'two')
      .replace(/\bfor\b/g, 'four')
      .replace(/\bate\b/g, 'eight')
  );
}
