import { expect, test } from 'vitest';
import { onClock, stageNames, stagesOf, type Stages, type Steps } from '../../bench/support/stages.ts';

const steps: Steps = {
  lastVoicedAtMs: 100,
  candidateAtMs: 300,
  recognisedAtMs: 450,
  repliedAtMs: 460,
  synthesisedAtMs: 500,
  playAtMs: 700,
  firstAudibleAtMs: 750,
};
const sum = (all: Stages): number => stageNames.reduce((whole, name) => whole + all[name], 0);

test('each stage counts from where the one before was over, and all of them make the whole', () => {
  const stages = stagesOf(steps, 0, 800);
  expect(stages).toEqual({ endpointing: 500, recognition: 150, reply: 10, synthesis: 40, playback: 100 });
  expect(sum(stages)).toBe(800);
});

test('what was done before the person had ended takes none of the time', () => {
  const stages = stagesOf({ ...steps, candidateAtMs: null, recognisedAtMs: -200, repliedAtMs: -190 }, 0, 800);
  expect(stages).toMatchObject({ endpointing: 200, recognition: 0, reply: 0, synthesis: 500 });
  expect(sum(stages)).toBe(800);
});

test('a step that lies after the answer is cut off there', () => {
  expect(sum(stagesOf({ ...steps, playAtMs: 900 }, 0, 800))).toBe(800);
});

test('on another clock every step that was seen is moved, and no other', () => {
  const moved = onClock({ ...steps, candidateAtMs: null }, (ms) => ms - 1000);
  expect(moved).toMatchObject({
    lastVoicedAtMs: -900,
    candidateAtMs: null,
    playAtMs: -300,
    firstAudibleAtMs: -250,
  });
});
