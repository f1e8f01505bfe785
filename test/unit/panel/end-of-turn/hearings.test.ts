import { expect, test } from 'vitest';
import { silencesIn, type VoiceWindow } from '../../../panel/end-of-turn/hearings.ts';
import type { CostModel } from '../../../panel/harness/cost-model.ts';

const line = { fixedMs: 5, perUnitMs: 40 };
const costs: CostModel = {
  date: '',
  machine: '',
  command: '',
  'hear-fast': line,
  'hear-final': line,
  speak: line,
  floorMs: 10,
  decideMs: 3,
};

/** Voice and silence in turn, in windows of 32 ms. */
function windowsOf(...counts: readonly number[]): VoiceWindow[] {
  const windows: VoiceWindow[] = [];
  for (const [i, count] of counts.entries())
    for (let n = 0; n < count; n++)
      windows.push({
        type: 'voice-activity',
        endSample: 512 * (windows.length + 1),
        probability: i % 2 === 0 ? 0 : 0.9,
        levelDbfs: -20,
      });
  return windows;
}

const silences = (...counts: readonly number[]): string[] => {
  const windows = windowsOf(...counts);
  return silencesIn(new Float32Array(windows.length * 512), windows, costs).map(
    ({ fromSample, toSample, hearings }) =>
      `${fromSample / 16}–${toSample / 16}: ${hearings
        .map((one) => `${one.fromSample / 16}–${one.toSample / 16} at ${Math.round(one.landedSample / 16)}`)
        .join(', ')}`,
  );
};

test('a pause and the end are each heard by a window that ends 160 ms after the last voice', () => {
  // 640 ms of silence, 960 of voice, 640 of silence, 960 of voice, then silence.
  const [pause, end] = silences(20, 30, 20, 30, 40);
  // From 240 ms before the voice; it lands when 10 ms of voice activity and the hearing's own time have passed. That is
  // 229 ms into the silence: until then a policy may go by what was heard up to the last voice.
  expect(pause).toBe('1600–2240: 400–1600 at 1663, 400–1760 at 1829');
  expect(end).toBe('3200–4480: 400–3200 at 3327, 400–3360 at 3493');
});

test('after a silence in which every policy would have spoken a new utterance begins', () => {
  const [first, second] = silences(20, 30, 60, 30, 40);
  expect(first).toMatch(/ 400–1760 at 1829$/);
  // 240 ms before its voice.
  expect(second).toMatch(/ 3280–4640 at \d+$/);
});

test('silence that no policy would speak in is none', () => {
  expect(silences(20, 30, 6, 30, 40).length).toBe(1);
  expect(silences(20, 30, 7, 30, 40).length).toBe(2);
});

test('a click is nothing to be heard', () => {
  expect(silences(20, 3, 40)).toEqual(['736–2016: ']);
});

test('a long window is heard in parts, and none is longer than 8 s', () => {
  const windows = windowsOf(20, 600, 40);
  const [end] = silencesIn(new Float32Array(windows.length * 512), windows, costs);
  const [last] = end?.hearings ?? [];
  expect(last?.toSample).toBe((end?.fromSample ?? 0) + 160 * 16);
  expect((last?.toSample ?? 0) - (last?.fromSample ?? 0)).toBeLessThan(8 * 16_000);
});
