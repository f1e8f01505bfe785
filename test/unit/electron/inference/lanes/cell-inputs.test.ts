import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { CellInputs } from '../../../../../electron/inference/lanes/cell-inputs.ts';
import { SILENT_BAND } from '../../../../../electron/inference/models/log-mel.ts';
import {
  INPUT_SIZE,
  inputs as layout,
  MEL_BANDS,
  offsetOf,
  type InputName,
} from '../../../../../electron/interaction/policy/learned/layout.ts';

const sizeOf = (name: InputName): number => layout.find((one) => one.name === name)?.size ?? 0;
const part = (vector: Float32Array, name: InputName): number[] => [
  ...vector.subarray(offsetOf(name), offsetOf(name) + sizeOf(name)),
];
const decide = {
  type: 'decide',
  cell: 7,
  words: new Float32Array(sizeOf('words')).fill(0.5),
  events: new Float32Array(sizeOf('events')).fill(0.25),
  encoder: null,
} as const;
const loud = (samples: number, hz = 440): Int16Array =>
  Int16Array.from({ length: samples }, (_, i) => 12_000 * Math.sin((2 * Math.PI * hz * i) / 16_000));

let inputs: CellInputs;
beforeEach(() => {
  inputs = new CellInputs();
});
const silentBand = Math.fround(SILENT_BAND);

test('what is missing is zero, and the parts of the engine stand where they belong', () => {
  const vector = inputs.take(decide);
  expect(vector.length).toBe(INPUT_SIZE);
  for (const name of ['microphone', 'own', 'voiceActivity', 'encoder', 'encoderAge'] as const)
    expect(part(vector, name).every((value) => value === 0)).toBe(true);
  expect(part(vector, 'words').every((value) => value === 0.5)).toBe(true);
  expect(part(vector, 'events').every((value) => value === 0.25)).toBe(true);
});

test('sound is in the cell that it was heard in, oldest first, and a silent voice of its own is silence', () => {
  inputs.sound({ type: 'sound', atSample: 0, pcm: new Int16Array(3200) });
  inputs.sound({ type: 'sound', atSample: 3200, pcm: loud(1600) });
  const vector = inputs.take(decide);
  const rows = part(vector, 'microphone');
  expect(rows.slice(0, MEL_BANDS).every((value) => value === silentBand)).toBe(true);
  expect(Math.max(...rows.slice(-MEL_BANDS))).toBeGreaterThan(2);
  expect(part(vector, 'own').every((value) => value === silentBand)).toBe(true);
});

test('its own voice is beside the microphone, frame by frame', () => {
  const own = loud(3200, 2000);
  inputs.sound({ type: 'sound', atSample: 0, pcm: loud(3200, 2000), own });
  const vector = inputs.take(decide);
  expect(part(vector, 'own')).toEqual(part(vector, 'microphone'));
});

test('without sound since the cell before, there is none', () => {
  inputs.sound({ type: 'sound', atSample: 0, pcm: loud(3200) });
  inputs.take(decide);
  expect(part(inputs.take(decide), 'microphone').every((value) => value === 0)).toBe(true);
});

test('in whatever pieces the sound comes, the cell is the same', () => {
  const pcm = loud(4000);
  inputs.sound({ type: 'sound', atSample: 0, pcm, own: pcm });
  const whole = [...inputs.take(decide)];
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 8 }), (lengths) => {
      const pieces = new CellInputs();
      let at = 0;
      for (const length of [...lengths, 4000]) {
        const piece = pcm.subarray(at, at + length);
        pieces.sound({ type: 'sound', atSample: at, pcm: piece, own: piece });
        at += piece.length;
      }
      expect([...pieces.take(decide)]).toEqual(whole);
    }),
    { numRuns: 20 },
  );
});

test('of voice activity the cell has the mean, the most and the last, and no more than its own', () => {
  for (const probability of [0.25, 0.75, 0.5]) inputs.voiceActivity(probability);
  expect(part(inputs.take(decide), 'voiceActivity')).toEqual([0.5, 0.75, 0.5]);
  expect(part(inputs.take(decide), 'voiceActivity')).toEqual([0, 0, 0]);
  for (let i = 0; i < 20; i++) inputs.voiceActivity(i < 13 ? 1 : 0.5);
  expect(part(inputs.take(decide), 'voiceActivity')).toEqual([0.5, 0.5, 0.5]);
});

test('a hearing has its age, two seconds at most', () => {
  inputs.sound({ type: 'sound', atSample: 16_000, pcm: loud(3200) });
  const vector = new Float32Array(sizeOf('encoder')).fill(3);
  const aged = (toSample: number): Float32Array => inputs.take({ ...decide, encoder: { toSample, vector } });
  expect(part(aged(19_200 - 8000), 'encoderAge')).toEqual([1, 0.5]);
  expect(part(aged(0), 'encoder').every((value) => value === 3)).toBe(true);
  expect(part(aged(-40_000), 'encoderAge')).toEqual([1, 2]);
  expect(part(inputs.take(decide), 'encoderAge')).toEqual([0, 0]);
});

test('an encoder of another size is no encoder that the network knows', () => {
  const vector = inputs.take({ ...decide, encoder: { toSample: 0, vector: new Float32Array(832).fill(1) } });
  expect([...part(vector, 'encoder'), ...part(vector, 'encoderAge')].every((value) => value === 0)).toBe(
    true,
  );
});

test('after a gap nothing of before is left', () => {
  inputs.sound({ type: 'sound', atSample: 0, pcm: loud(3200), own: loud(3200) });
  inputs.voiceActivity(1);
  inputs.reset();
  inputs.sound({ type: 'sound', atSample: 99_000, pcm: new Int16Array(560) });
  const vector = inputs.take(decide);
  expect(part(vector, 'voiceActivity')).toEqual([0, 0, 0]);
  for (const name of ['microphone', 'own'] as const) {
    expect(
      part(vector, name)
        .slice(0, 18 * MEL_BANDS)
        .every((value) => value === 0),
    ).toBe(true);
    expect(
      part(vector, name)
        .slice(18 * MEL_BANDS)
        .every((value) => value === silentBand),
    ).toBe(true);
  }
});
