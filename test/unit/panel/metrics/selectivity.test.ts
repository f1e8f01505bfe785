import { expect, test } from 'vitest';
import type { Spoken } from '../../../panel/outcome.ts';
import { selectivity } from '../../../panel/metrics/selectivity.ts';
import { besideTalks, outcomeOf, read, sceneOf, span, turn, utterance } from './support/stage.ts';

const sign = { kind: 'backchannel', ...span(1000, 1400) } as const;
const scene = sceneOf('backchannel', [sign], besideTalks);
const talk = (toMs: number, more: Partial<Spoken> = {}) => [utterance('prelude', 0, toMs, more)];
const ignored = (...args: Parameters<typeof outcomeOf>) => {
  const { 'ignored-backchannel': tau, 'selectivity-backchannel': own } = read(
    selectivity,
    scene,
    outcomeOf(...args),
  );
  return [tau, own];
};

test('who goes on has ignored it', () => {
  expect(ignored(talk(9000))).toEqual([[1], [1]]);
});

test('who stops within 1.0 s has not, who stops later has', () => {
  expect(ignored(talk(1400, { cutOff: true }))).toEqual([[0], [0]]);
  expect(ignored(talk(2001, { cutOff: true }))).toEqual([[1], [1]]);
});

test('an utterance that is simply over counts for τ-voice alone', () => {
  expect(ignored(talk(1400))).toEqual([[0], [1]]);
});

test('a duck counts for us alone, from 300 ms on', () => {
  expect(ignored(talk(9000), { ducks: [span(1100, 1400)] })).toEqual([[1], [1]]);
  expect(ignored(talk(9000), { ducks: [span(1100, 1401)] })).toEqual([[1], [0]]);
  expect(ignored(talk(9000), { ducks: [span(2001, 4000)] })).toEqual([[1], [1]]);
  expect(ignored(talk(9000), { ducks: [span(500, 4000)] })).toEqual([[1], [1]]);
});

test('a duck and the wait that it becomes are one', () => {
  const voiced = [span(0, 1250), span(1450, 9000)];
  expect(ignored(talk(9000), { voiced, ducks: [span(1050, 1250)], waits: [span(1250, 1450)] })).toEqual([
    [1],
    [0],
  ]);
});

test('a wait of a tick counts for τ-voice too', () => {
  const voiced = [span(0, 1190), span(1700, 9000)];
  expect(ignored(talk(9000), { voiced, waits: [span(1180, 1690)] })).toEqual([[0], [0]]);
});

const cough = sceneOf('tic', [{ kind: 'tic', ...span(1000, 1390) }]);

test('in silence whoever begins until 2.0 s after it has taken it for a turn', () => {
  const at = (fromMs: number, because: Spoken['because'] = 'answer') =>
    read(selectivity, cough, outcomeOf([utterance(because, fromMs, fromMs + 500)]));
  expect(at(3599)).toEqual({ 'ignored-tic': [0], 'selectivity-tic': [0] });
  expect(at(3600)).toMatchObject({ 'ignored-tic': [1] });
  expect(at(100)).toMatchObject({ 'ignored-tic': [1] });
  expect(at(2000, 'cue')).toMatchObject({ 'ignored-tic': [1] });
  expect(read(selectivity, cough, outcomeOf())).toEqual({ 'ignored-tic': [1], 'selectivity-tic': [1] });
});

test('the reply to a turn before it is no response to it, a second one is', () => {
  const after = sceneOf('tic', [turn(100, 900), { kind: 'tic', ...span(1000, 1390) }]);
  const at = (...starts: readonly number[]) =>
    read(selectivity, after, outcomeOf(starts.map((ms) => utterance('answer', ms, ms + 300))));
  expect(at(1500)).toMatchObject({ 'ignored-tic': [1] });
  expect(at(1500, 2200)).toMatchObject({ 'ignored-tic': [0] });
});

test('what something said to Beside overlaps is not judged', () => {
  const both = sceneOf('noise', [turn(1200, 2000), { kind: 'noise', ...span(1000, 1390) }]);
  expect(read(selectivity, both, outcomeOf([utterance('answer', 1500, 3000)]))).toEqual({});
});
