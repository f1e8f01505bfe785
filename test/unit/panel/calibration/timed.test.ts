import { expect, test } from 'vitest';
import type { Steps } from '../../../bench/support/stages.ts';
import { timed } from '../../../panel/calibration/timed.ts';

const scene = { marks: [{ kind: 'turn', fromMs: 500, toMs: 2000, text: '', answer: [] }] } as const;
const answered = { voiced: [{ fromMs: 2900, toMs: 4000 }] };
const steps: Steps = {
  lastVoicedAtMs: 2110,
  candidateAtMs: 2340,
  recognisedAtMs: 2450,
  repliedAtMs: 2451,
  synthesisedAtMs: 2520,
  playAtMs: 2800,
  firstAudibleAtMs: 2880,
};

test('the stages of an answer add up to its latency; its ends stand beside them', () => {
  const { answerMs, course } = timed(scene, answered, [steps]);
  expect(answerMs).toBe(900);
  expect(course).toEqual({
    endpointing: 340 + 280,
    recognition: 110,
    reply: 1,
    synthesis: 69,
    playback: 100,
    noticed: 110,
    sounded: 20,
  });
});

test('of several exchanges it is the last that was played between the turn and the answer', () => {
  const [before, after] = [
    { ...steps, playAtMs: 1000, firstAudibleAtMs: null },
    { ...steps, playAtMs: 5000, firstAudibleAtMs: null },
  ];
  expect(timed(scene, answered, [before, steps, after]).course?.sounded).toBe(20);
  expect(timed(scene, answered, [before, after]).course).toBeNull();
});

test('without an answer there is nothing to take apart', () => {
  expect(timed(scene, { voiced: [] }, [steps])).toEqual({ answerMs: null, stopMs: null, course: null });
});
