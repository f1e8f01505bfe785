import { expect, test } from 'vitest';
import { stageOf } from '../support/stage.ts';

/** A due cue is said on purpose, over whoever speaks. */

const stage = stageOf();
const { answer, fast, final, lines, names, newest, quiet, voice } = stage;
const ends = (cause: 'finished' | 'stopped'): void => {
  const { utteranceId } = newest('play');
  stage.driver.perceive({ type: 'playback-ended', utteranceId, samples: 48_000, cause });
};

/** A cue is due and begins to be said. */
function interjects(): void {
  const { driver } = stage;
  driver.cell();
  const { wallMs } = driver.state;
  const words = { shown: 'Time for tea.', spoken: 'Time for tea.' };
  const timing = { kind: 'at', dueMs: wallMs + 400 } as const;
  const cue = { id: 'old', name: 'tea', what: 'phrase', words, timing, setAtMs: wallMs } as const;
  driver.perceive({ type: 'cues-kept', cues: [cue], wallMs });
  driver.cell();
  const piece = { sentence: 0, samples: 48_000, sentenceEnd: true, last: true };
  driver.perceive({ type: 'synthesised', utteranceId: newest('synthesise').utteranceId, ...piece });
  driver.cell();
  driver.cell();
  expect(names()).toContain('play');
}

test('who speaks during it makes it softer, and neither stops it nor makes it wait', () => {
  interjects();
  voice(2000);
  quiet(300);
  expect(names()).toContain('duck');
  expect(names()).not.toContain('pause');
  expect(names()).not.toContain('stop');
  expect(stage.driver.state.own?.state).toBe('playing');
});

test('what was said during it is answered after it, every word', () => {
  interjects();
  voice(1500);
  quiet(800);
  ends('finished');
  quiet(100);
  answer(fast(), 'What time is it?');
  answer(final(), 'What time is it?');
  expect(newest('reply')).toMatchObject({ text: 'What time is it?', situation: { unfinished: null } });
  stage.replied();
  stage.synthesised(0);
  quiet(300);
  expect(lines()).toEqual([
    'beside: Time for tea. (final)',
    'user: What time is it? (final)',
    'beside: It is 12:05. Anything else? (waiting)',
  ]);
});

test('"stop" ends it', () => {
  interjects();
  voice(480);
  answer(fast(), 'Stop', 50);
  quiet(100);
  stage.driver.cell();
  expect(newest('stop').utteranceId).toBe(newest('play').utteranceId);
  ends('stopped');
  expect(lines()).toEqual(['beside: Time for tea. (cut-off)']);
});

test('the button ends it', () => {
  interjects();
  stage.driver.perceive({ type: 'stop-pressed' });
  stage.driver.cell();
  expect(newest('stop').utteranceId).toBe(newest('play').utteranceId);
});

test('"okay" said during it is no question', () => {
  interjects();
  voice(500);
  quiet(800);
  ends('finished');
  quiet(100);
  answer(fast(), 'Okay.');
  answer(final(), 'Okay.');
  quiet(1000);
  expect(names()).not.toContain('reply');
  expect(lines()).toEqual(['beside: Time for tea. (final)']);
  expect(stage.driver.state.voice.run).toBeNull();
});
