import { expect, test } from 'vitest';
import { ECHO_CHECK } from '../../../../electron/interaction/voice/small-talk/about-talk.ts';
import { checkEcho, unchecked, type EchoCell } from '../../../../electron/shell/echo-check.ts';
import { phrases } from '../../../../renderer/overlay/phrases.ts';
import { nothingSaid } from '../../../../electron/interaction/cues/situation.ts';
import { noAccount } from '../../../../electron/interaction/timeline/why/account.ts';
import { answer } from '../../../../electron/interaction/voice/small-talk/answer.ts';

const cell = (levelDbfs: number | null, change: Partial<EchoCell> = {}): EchoCell => ({
  levelDbfs,
  own: null,
  microphoneOpen: true,
  echoCancelled: true,
  ...change,
});
const voiced = (levelDbfs: number, ducked = false, change: Partial<EchoCell> = {}): EchoCell =>
  cell(levelDbfs, { own: { reason: ECHO_CHECK, ducked }, ...change });
const times = (n: number, one: EchoCell): EchoCell[] => Array.from({ length: n }, () => one);
const check = (...cells: readonly EchoCell[]) => cells.reduce(checkEcho, unchecked).verdict;

const room = times(10, cell(-62));

test('a voice that does not come back is a clean microphone', () => {
  expect(check(...room, ...times(30, voiced(-61)), cell(-62))).toBe('clean');
});

test('a quiet residue above a silent room is none that anybody could take for a voice', () => {
  expect(check(...times(10, cell(-120)), ...times(30, voiced(-72)), cell(-120))).toBe('clean');
});

test('a residue as loud as a voice, or one that Beside gave way to, is echo', () => {
  expect(check(...room, ...times(30, voiced(-30)), cell(-62))).toBe('some');
  expect(check(...room, ...times(20, voiced(-60)), voiced(-60, true), cell(-62))).toBe('some');
});

test('what comes back while the canceller still adapts does not count', () => {
  expect(check(...room, ...times(6, voiced(-20, true)), ...times(24, voiced(-61)), cell(-62))).toBe('clean');
});

test('while it speaks the check is under way', () => {
  expect(check(...room, ...times(5, voiced(-60)))).toBe('checking');
});

test('a check that was cut short, or lost its microphone, says nothing', () => {
  expect(check(...room, ...times(6, voiced(-60)), cell(-62))).toBe('disturbed');
  expect(check(...room, ...times(30, voiced(-60)), cell(null, { microphoneOpen: false }))).toBe('disturbed');
});

test('a microphone that was muted or away meanwhile says nothing', () => {
  const away = cell(null, { own: { reason: ECHO_CHECK, ducked: false } });
  expect(check(...room, ...times(20, voiced(-61)), ...times(10, away), cell(-62))).toBe('disturbed');
  expect(check(...room, ...times(30, voiced(-120)), cell(-62))).toBe('disturbed');
  const closed = voiced(-61, false, { microphoneOpen: false });
  expect(check(...room, ...times(20, voiced(-61)), ...times(10, closed), cell(-62))).toBe('disturbed');
});

test('without an echo canceller Beside takes turns', () => {
  const turns = { echoCancelled: false };
  expect(check(...room, ...times(30, voiced(-30, false, turns)), cell(-62, turns))).toBe('takes-turns');
});

test('any other sentence of Beside changes no verdict', () => {
  const other = cell(-20, { own: { reason: 'clock', ducked: true } });
  expect(check(...room, ...times(30, voiced(-61)), cell(-62), ...times(30, other), cell(-62))).toBe('clean');
});

test('the sentence for the check is asked for in words, long enough to tell', () => {
  const clock = { year: 2026, month: 1, day: 1, hour: 9, minute: 0, second: 0 };
  // The first of them is the first run's button.
  for (const words of [phrases.around.microphone.check, 'Test my microphone.', 'Can you hear yourself?']) {
    const reply = answer(words, nothingSaid(0), clock, { volume: 1, pace: 1 }, () => noAccount);
    expect(reply.reason).toBe(ECHO_CHECK);
    expect(reply.sentences.map(({ spoken }) => spoken).join(' ').length).toBeGreaterThan(100);
  }
});
