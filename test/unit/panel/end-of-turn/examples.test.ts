import { expect, test } from 'vitest';
import { labelOf } from '../../../panel/end-of-turn/examples.ts';
import type { Mark } from '../../../panel/scene.ts';

const marks: Mark[] = [
  { kind: 'turn', fromMs: 1000, toMs: 4000, text: '', answer: [] },
  { kind: 'pause', fromMs: 2000, toMs: 3000 },
  { kind: 'non-directed', fromMs: 6000, toMs: 7000 },
  { kind: 'turn', fromMs: 9000, toMs: 9600, text: '', answer: [] },
];

test('what was cut out of running speech has pauses, and its end is none', () => {
  const cut: Mark[] = [
    { kind: 'open', fromMs: 1000, toMs: 5000 },
    { kind: 'pause', fromMs: 2000, toMs: 3000 },
  ];
  expect([2060, 4000, 4900, 5050].map((fromMs) => labelOf(cut, fromMs))).toEqual([0, 0, null, null]);
});

test.each([
  ['where a pause begins', 2050, 0],
  ['at a gap within words', 1400, 0],
  ['at the end of a turn, as voice activity sees it', 4070, 1],
  ['at the end of a turn, a little early', 3900, 1],
  ['at the end of the next turn', 9640, 1],
  ['after what was said to somebody else', 7050, null],
  ['before anything was said', 500, null],
  ['long after a turn', 4400, null],
])('a silence %s', (_where, silentFromMs, label) => {
  expect(labelOf(marks, silentFromMs)).toBe(label);
});
