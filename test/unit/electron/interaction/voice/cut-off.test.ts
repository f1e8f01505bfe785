import { expect, test } from 'vitest';
import type { Reply } from '../../../../../electron/interaction/timeline/events.ts';
import { restOf } from '../../../../../electron/interaction/voice/cut-off.ts';
import { ANSWER } from '../support/driver.ts';
import { stageOf } from '../support/stage.ts';

const stage = stageOf();
const LONG = 'One two three four five six seven eight nine ten.';

function says(text: string, more: Partial<Reply> = {}): void {
  const { driver, newest } = stage;
  driver.perceive({ type: 'typed', text: 'line' });
  const { requestId } = newest('reply');
  const reply = { ...ANSWER, sentences: [{ shown: text, spoken: text }], ...more };
  driver.perceive({ type: 'reply', requestId, reply });
  const { utteranceId } = newest('synthesise');
  const piece = { sentence: 0, samples: 48_000, sentenceEnd: true, last: true };
  driver.perceive({ type: 'synthesised', utteranceId, ...piece });
  driver.cell();
}
function ends(share: number): void {
  const { utteranceId } = stage.newest('play');
  const cause = share === 1 ? 'finished' : 'stopped';
  const samples = Math.round(48_000 * share);
  stage.driver.perceive({ type: 'playback-ended', utteranceId, samples, cause });
}
/** What "go on" would bring, as the reply port is told. */
function rest(): string | undefined {
  stage.driver.perceive({ type: 'typed', text: 'go on' });
  const { situation } = stage.newest('reply');
  stage.driver.perceive({ type: 'stop-pressed' });
  return situation.saidBefore?.rest;
}

test('what was cut off goes on from what was heard, in whole words', () => {
  says(LONG);
  ends(0.5);
  expect(rest()).toBe('six seven eight nine ten.');
});

test('an answer about the voice between leaves it as it was, heard to its end or not', () => {
  says(LONG);
  ends(0.5);
  says('Louder now.', { aside: true });
  ends(1);
  says('Slower now.', { aside: true });
  ends(0.5);
  expect(rest()).toBe('six seven eight nine ten.');
});

test('another answer between takes its place', () => {
  says(LONG);
  ends(0.5);
  says('It is 12:05.');
  ends(1);
  expect(rest()).toBe('');
});

test('cut off, gone on with and cut off again, it goes on from there', () => {
  says(LONG);
  ends(0.5);
  says('six seven eight nine ten.', { reason: 'go-on' });
  ends(0.7);
  expect(rest()).toBe('nine ten.');
});

test('a due cue that cut it short and was heard leaves it as it was', () => {
  const { driver, newest } = stage;
  says(LONG);
  const words = { shown: 'Tea.', spoken: 'Tea.' };
  const dueMs = driver.state.wallMs + 400;
  const cue = {
    id: 'old',
    name: 'tea',
    what: 'phrase',
    words,
    timing: { kind: 'at', dueMs },
    setAtMs: 0,
  } as const;
  driver.perceive({ type: 'cues-kept', cues: [cue], wallMs: driver.state.wallMs });
  driver.cell();
  const piece = { sentence: 0, samples: 24_000, sentenceEnd: true, last: true };
  driver.perceive({ type: 'synthesised', utteranceId: newest('synthesise').utteranceId, ...piece });
  for (let cell = 0; cell < 6; cell++) driver.cell();
  ends(0.5);
  driver.cell();
  expect(driver.state.lines.at(-1)).toMatchObject({ text: 'Tea.', state: 'waiting' });
  driver.perceive({
    type: 'playback-ended',
    utteranceId: newest('play').utteranceId,
    samples: 24_000,
    cause: 'finished',
  });
  expect(rest()).toBe('six seven eight nine ten.');
});

test.each([
  [
    "I can't answer that yet. I can tell you the time.",
    "I can't answer that yet. I can",
    'I can tell you the time.',
  ],
  [
    "I can't answer that yet. I can tell you the time.",
    "I can't answer that yet.",
    'I can tell you the time.',
  ],
  [
    "I can't answer that yet. I can tell you the time.",
    "I can't answer that yet. I can tell",
    'you the time.',
  ],
  ['It is Tuesday, November 24, 2026.', 'It is Tuesday, November', 'November 24, 2026.'],
  ['It is 12:05.', '', 'It is 12:05.'],
  ['It is 12:05.', 'It is', 'It is 12:05.'],
  ['Four.', 'Four.', ''],
])('of "%s" heard up to "%s" it goes on with "%s"', (text, heard, expected) => {
  expect(restOf(text, heard.length)).toBe(expected);
});
