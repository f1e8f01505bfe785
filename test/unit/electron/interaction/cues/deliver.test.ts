import { expect, test } from 'vitest';
import type { NewCue, Timing } from '../../../../../electron/interaction/cues/cue.ts';
import type { Effect, Reply } from '../../../../../electron/interaction/timeline/events.ts';
import { stageOf } from '../support/stage.ts';

const stage = stageOf({ hearFast: false });
const { lines, newest, names, quiet, voice, recognised, replied, synthesised, speaking } = stage;
const START = 1_800_000_000_000;

const cue = (timing: Timing, name = 'up'): NewCue => ({
  name,
  what: 'phrase',
  words: { shown: `${name}.`, spoken: name },
  timing,
});
/** The person sets a cue by typing; the answer is shown, so that nothing of it plays. */
function set(...cues: readonly NewCue[]): void {
  const { driver } = stage;
  const { abilities } = driver.state;
  driver.perceive({ type: 'abilities', ...abilities, speak: false });
  driver.perceive({ type: 'typed', text: 'set it' });
  const reply: Reply = {
    sentences: [{ shown: 'Set.', spoken: 'Set.' }],
    reason: 'cue-set',
    orders: cues.map((one) => ({ type: 'set-cue', cue: one })),
  };
  driver.perceive({ type: 'reply', requestId: newest('reply').requestId, reply });
  driver.cell();
  driver.perceive({ type: 'abilities', ...abilities });
}
const wall = (): number => stage.driver.state.wallMs;
const cells = (count: number): void => {
  for (let i = 0; i < count; i += 1) stage.driver.cell();
};
type Synthesise = Extract<Effect, { type: 'synthesise' }>;
const made = (fits: (effect: Synthesise) => boolean = () => true): void => {
  const { utteranceId } = newest('synthesise', fits);
  const piece = { sentence: 0, samples: 24_000, sentenceEnd: true, last: true };
  stage.driver.perceive({ type: 'synthesised', utteranceId, ...piece });
};
const finishes = (): void => {
  const { utteranceId } = newest('play');
  stage.driver.perceive({ type: 'playback-ended', utteranceId, samples: 24_000, cause: 'finished' });
};
const plays = (): number => names().filter((name) => name === 'play').length;
const inMs = (ms: number): Timing => ({ kind: 'at', dueMs: wall() + ms });

test('an order is carried out when its answer is given, and kept', () => {
  expect(wall()).toBe(0);
  stage.driver.cell();
  expect(wall()).toBeGreaterThan(START);
  set(cue(inMs(5000)));
  expect(stage.driver.state.book.cues).toMatchObject([{ name: 'up' }]);
  expect(newest('keep-cues').cues.length).toBe(1);
});

test('a cue is made before it is due, said in the first cell after, and gone then', () => {
  stage.driver.cell();
  set(cue(inMs(5000)));
  const dueMs = wall() + 4800;
  while (wall() < dueMs - 3200) stage.driver.cell();
  expect(names()).not.toContain('synthesise');
  cells(2);
  made();
  while (wall() < dueMs) {
    expect(plays()).toBe(0);
    stage.driver.cell();
  }
  stage.driver.cell();
  expect(plays()).toBe(1);
  expect(lines().at(-1)).toBe('beside: up. (waiting)');
  expect(stage.driver.state.book.cues).toEqual([]);
  expect(newest('keep-cues').cues).toEqual([]);
});

test('it waits up to 0.6 s for the person to pause, and then is said over them, softly and to its end', () => {
  stage.driver.cell();
  set(cue(inMs(3000)));
  voice(2000);
  made();
  voice(1200);
  expect(plays()).toBe(0);
  voice(600);
  expect(plays()).toBe(1);
  voice(800);
  expect(names()).toContain('duck');
  expect(names()).not.toContain('pause');
  expect(names()).not.toContain('stop');
  finishes();
  expect(lines().at(-1)).toMatch(/\(final\)$/);
});

test('what the person said before and while a cue was said is answered', () => {
  stage.driver.cell();
  set(cue(inMs(2000)));
  cells(1);
  made();
  voice(2600);
  expect(plays()).toBe(1);
  voice(400);
  quiet(800);
  finishes();
  quiet(400);
  recognised('What time is it?');
  expect(newest('reply')).toMatchObject({ text: 'What time is it?' });
});

test('an answer that is being spoken is given 0.6 s, then makes way', () => {
  speaking();
  synthesised(1);
  const { book } = stage.driver.state;
  expect(book.cues).toEqual([]);
  stage.driver.perceive({
    type: 'cues-kept',
    cues: [{ ...cue(inMs(1000)), id: 'old', setAtMs: 0 }],
    wallMs: wall(),
  });
  cells(1);
  made();
  cells(4);
  expect(names()).not.toContain('stop');
  cells(4);
  const answer = newest('play').utteranceId;
  expect(newest('stop').utteranceId).toBe(answer);
  stage.driver.perceive({ type: 'playback-ended', utteranceId: answer, samples: 9600, cause: 'stopped' });
  cells(1);
  expect(newest('play').utteranceId).not.toBe(answer);
});

test('a typed line does not cut a cue short, and is answered after it', () => {
  stage.driver.cell();
  set(cue(inMs(1000)));
  cells(1);
  made();
  cells(6);
  expect(plays()).toBe(1);
  stage.driver.perceive({ type: 'typed', text: 'Hello' });
  replied();
  synthesised(0);
  cells(2);
  expect(names()).not.toContain('stop');
  finishes();
  cells(1);
  expect(plays()).toBe(2);
});

test('a cue without a voice is shown', () => {
  stage.driver.cell();
  set(cue(inMs(1000)));
  cells(1);
  stage.driver.perceive({ type: 'synthesis-failed', utteranceId: newest('synthesise').utteranceId });
  cells(6);
  expect(lines().at(-1)).toBe('beside: up. (shown)');
});

test('a cue whose sound never comes is shown three seconds late', () => {
  stage.driver.cell();
  set(cue(inMs(1000)));
  cells(14);
  expect(lines().at(-1)).not.toMatch(/up/);
  cells(8);
  expect(lines().at(-1)).toBe('beside: up. (shown)');
});

test('a cue that is ended while its words are being made is never said', () => {
  stage.driver.cell();
  set(cue(inMs(1000)));
  cells(1);
  const { utteranceId } = newest('synthesise');
  const [kept] = stage.driver.state.book.cues;
  stage.driver.perceive({ type: 'cue-ended', id: kept?.id ?? '' });
  cells(1);
  expect(newest('cancel').id).toBe(utteranceId);
  cells(20);
  expect(plays()).toBe(0);
});

test('a cue every four seconds comes to its beat for an hour, whatever its voice costs', () => {
  stage.driver.cell();
  const from = wall();
  set(cue({ kind: 'every', everyMs: 4000, nextMs: from + 4000 }));
  const onsets: number[] = [];
  let before = plays();
  for (let i = 0; i < 5 * 3600; i += 1) {
    if (stage.driver.state.cue?.stage === 'voicing') made();
    stage.driver.cell();
    if (plays() > before) {
      before = plays();
      onsets.push((wall() - from) % 4000);
      finishes();
    }
    stage.driver.seen.splice(0, Math.max(0, stage.driver.seen.length - 200));
    before = plays();
  }
  expect(onsets.length).toBe(900);
  expect(Math.max(...onsets)).toBeLessThan(200);
});
