import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsSoFar } from '../../../../../electron/interaction/perception/heard-words.ts';
import type { Effect } from '../../../../../electron/interaction/timeline/events.ts';
import { stageOf } from '../support/stage.ts';

const stage = stageOf();
const { answer, fast, final, hears, lines, newest, quiet, replied, soFar, synthesised, voice } = stage;

type Recognise = Extract<Effect, { type: 'recognise' }>;
const asked = (): Recognise[] =>
  stage.driver.effects.filter((effect): effect is Recognise => effect.type === 'recognise');
const inMs = ({ lane, fromSample, toSample, voiceActive }: Recognise): string =>
  `${lane} ${fromSample / 16}–${toSample / 16}${voiceActive ? ' going on' : ''}`;

test('the window is heard in steps of 400 ms while the person speaks', () => {
  hears('what', 'what is', 'what is the');
  expect(asked().map(inMs)).toEqual([
    'hear-fast 0–400 going on',
    'hear-fast 0–800 going on',
    'hear-fast 0–1200 going on',
  ]);
});

test('a hearing that cost much is followed by a longer wait', () => {
  voice(480);
  answer(fast(), 'what', 800);
  voice(960);
  expect(asked().length).toBe(1);
  voice(320);
  expect(asked().length).toBe(2);
});

test('one hearing at a time, however long it takes', () => {
  voice(3000);
  expect(asked().length).toBe(1);
});

test('words that two hearings agree on are committed, and the last word never is', () => {
  hears('what', 'what is');
  expect(soFar()).toBe('what | is');
  hears('what is the');
  expect(soFar()).toBe('what is | the');
  hears('what is the thyme', 'what is the time now');
  expect(soFar()).toBe('what is the | time now');
});

test('a committed word is never taken back by a later hearing', () => {
  hears('four tea', 'four tea dollars', 'forty dollars please sir');
  expect(soFar()).toMatch(/^four tea/);
});

test('noise too short for a voice is never sent to a recogniser', () => {
  voice(128);
  quiet(1500);
  expect(asked()).toEqual([]);
});

test('both recognisers hear an ending at once, and the one that was at the window is called off', () => {
  voice(960);
  const partial = fast().requestId;
  quiet(250);
  expect(newest('cancel').id).toBe(partial);
  expect(asked().slice(-2).map(inMs)).toEqual(['hear-fast 0–1160', 'hear-final 0–1160']);
});

test('the reply starts from the quick words, and stands when the precise ones are the same', () => {
  voice(960);
  quiet(250);
  answer(fast(), 'what time is it');
  expect(newest('reply')).toMatchObject({ text: 'what time is it', via: 'voice' });
  replied();
  synthesised(0);
  answer(final(), 'What time is it?');
  expect(stage.driver.effects.filter(({ type }) => type === 'reply').length).toBe(1);
  quiet(600);
  expect(lines()[0]).toBe('user: What time is it? (final)');
  expect(stage.driver.state.own?.state).toBe('playing');
});

const says = (shown: string, spoken: string): void =>
  stage.driver.perceive({
    type: 'reply',
    requestId: newest('reply').requestId,
    reply: { sentences: [{ shown, spoken }], reason: 'greeting' },
  });
const ofType = (wanted: string): number => stage.driver.effects.filter(({ type }) => type === wanted).length;

test('the precise words replace the quick ones, and the answer to those is let go unheard', () => {
  voice(960);
  quiet(250);
  answer(fast(), 'what is seven times three');
  says('21.', 'Twenty-one.');
  const first = newest('synthesise').utteranceId;
  answer(final(), 'What is seventeen times three?');
  expect(newest('reply')).toMatchObject({ text: 'What is seventeen times three?' });
  says('51.', 'Fifty-one.');
  expect(newest('cancel').id).toBe(first);
  expect(newest('synthesise').sentences).toEqual(['Fifty-one.']);
});

test('where the precise words are answered alike, the sound that is made already is kept', () => {
  voice(960);
  quiet(250);
  answer(fast(), 'what is seventeen times three');
  says('Seventeen times three is 51.', 'Seventeen times three is fifty-one.');
  synthesised(0);
  synthesised(1);
  answer(final(), 'What is 17 times 3?');
  quiet(600);
  expect(stage.driver.state.own).toBeNull();
  says('17 times 3 is 51.', 'Seventeen times three is fifty one.');
  quiet(250);
  expect(ofType('synthesise')).toBe(1);
  expect(lines()).toEqual(['user: What is 17 times 3? (final)', 'beside: 17 times 3 is 51. (waiting)']);
});

test('the floor waits four cells for the precise words, no longer; when they come late the line shows them', () => {
  voice(960);
  quiet(250);
  answer(fast(), 'what time is eat');
  replied();
  synthesised(0);
  quiet(800);
  expect(stage.driver.state.own).toBeNull();
  quiet(600);
  expect(stage.driver.state.own?.state).toBe('playing');
  expect(lines()[0]).toBe('user: what time is eat (final)');
  answer(final(), 'What time is it?');
  expect(lines()[0]).toBe('user: What time is it? (final)');
  expect(stage.driver.state.late).toBeNull();
});

test('the precise recogniser outvotes words that the quick one heard in noise', () => {
  voice(400);
  quiet(250);
  answer(fast(), 'you');
  answer(final(), '');
  quiet(800);
  expect(lines()).toEqual([]);
  expect(stage.driver.state.voice.run).toBeNull();
});

test('after a long enough pause the window is closed there, and only what follows is heard again', () => {
  hears(
    'one',
    'one',
    'one two',
    'one two',
    'one two three',
    'one two three',
    'one two three',
    'one two three',
  );
  quiet(400);
  const end = fast().toSample;
  answer(fast(), 'one two three four');
  voice(480);
  expect(soFar()).toBe('one two three four |');
  expect(fast().fromSample).toBe(end);
  answer(final(), 'One, two, three, four.');
  expect(soFar()).toBe('One, two, three, four. |');
});

test('a pause in a window too short to close costs its hearing, and the window goes on', () => {
  voice(480);
  quiet(250);
  const lost = [fast().requestId, final().requestId];
  voice(480);
  expect(stage.driver.effects.flatMap((one) => (one.type === 'cancel' ? [one.id] : []))).toEqual(
    expect.arrayContaining(lost),
  );
  expect(fast().fromSample).toBe(0);
});

test('a window without a pause is cut at a quiet place, and words beyond it stay committed', () => {
  for (let i = 1; i <= 12; i++) hears(Array.from({ length: i }, (_, k) => `w${k}`).join(' '));
  const cut = fast();
  while (fast().cutFromSample === null) hears('w0 w1 w2 w3 w4 w5 w6 w7 w8 w9');
  expect(fast().cutFromSample).toBe(cut.fromSample + 51_200);
  const before = soFar();
  stage.driver.perceive({
    type: 'recognised',
    requestId: fast().requestId,
    text: 'w0 w1 w2 w3',
    costMs: 100,
    toSample: 56_000,
  });
  expect(soFar().split(' |')[0]).toBe(before.split(' |')[0]);
  voice(480);
  expect(stage.driver.effects.some((one) => one.type === 'recognise' && one.fromSample === 56_000)).toBe(
    true,
  );
  // The closed stretch goes to the precise recogniser at once: at the ending only the last window is left for it.
  expect(inMs(final())).toBe('hear-final 0–3500');
});

test('a cut that nobody could hear is looked for again after the next sound, not at once and for ever', () => {
  while (asked().length === 0 || fast().cutFromSample === null) hears('w0 w1 w2 w3');
  const before = asked().length;
  stage.driver.perceive({ type: 'recognition-failed', requestId: fast().requestId });
  expect(asked().length).toBe(before);
  voice(480);
  expect(asked().length).toBe(before + 1);
});

test('however long the person speaks, no hearing is longer than 8 s', () => {
  for (let second = 0; second < 60; second++) {
    voice(480);
    const last = asked().at(-1);
    if (last && stage.driver.state.words?.asked) {
      const toSample =
        last.cutFromSample === null ? last.toSample : (last.cutFromSample + last.toSample) >> 1;
      stage.driver.perceive({
        type: 'recognised',
        requestId: last.requestId,
        text: 'words',
        costMs: 200,
        toSample,
      });
    }
  }
  quiet(250);
  const longest = Math.max(...asked().map(({ fromSample, toSample }) => toSample - fromSample));
  expect(longest).toBeLessThan(8 * 16_000);
});

const texts = fc.array(
  fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 8 }).map((words) => words.join(' ')),
  { minLength: 1, maxLength: 20 },
);

test('whatever is heard, committed words only grow', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const inside = stageOf();
      let before: readonly string[] = [];
      for (const text of all) {
        inside.voice(480);
        const request = inside.driver.state.words?.asked;
        if (request)
          inside.driver.perceive({
            type: 'recognised',
            requestId: request.requestId,
            text,
            costMs: 10,
            toSample: request.toSample,
          });
        const { words } = inside.driver.state;
        const stable = words ? wordsSoFar(words).stable : [];
        if (words && words.segments.length === 0) {
          expect(stable.slice(0, before.length)).toEqual(before);
          before = stable;
        }
      }
    }),
    { numRuns: 100 },
  );
});
