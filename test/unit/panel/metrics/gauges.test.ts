import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bridged, type Outcome, type Spoken, type Voiced } from '../../../panel/outcome.ts';
import type { Family, Mark, Scene } from '../../../panel/scene.ts';
import { gauges, metricNamed } from '../../../panel/metrics/gauges.ts';
import { outcomeOf, sceneOf } from './support/stage.ts';

const families = [
  'question',
  'pause',
  'interruption',
  'backchannel',
  'tic',
  'non-directed',
  'noise',
  'echo',
  'time',
] as const satisfies readonly Family[];

const texts = fc.constantFrom('', 'Yes.', 'It is 39.', 'Lamp.', 'One two three four five six.');
const spans: fc.Arbitrary<Voiced> = fc
  .tuple(fc.nat({ max: 12_000 }), fc.nat({ max: 3000 }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }));

const markOf = (kind: Mark['kind'], { fromMs, toMs }: Voiced, text: string): Mark => {
  switch (kind) {
    case 'turn':
    case 'interruption':
      return { kind, fromMs, toMs, text, answer: text === 'Yes.' ? [] : ['39', 'yes'] };
    case 'due':
      return { kind, dueMs: fromMs, words: ['lamp'] };
    case 'open':
    case 'pause':
    case 'backchannel':
    case 'tic':
    case 'non-directed':
    case 'noise':
      return { kind, fromMs, toMs };
  }
};

const marks = fc
  .tuple(
    fc.constantFrom<Mark['kind']>(
      'turn',
      'open',
      'pause',
      'interruption',
      'backchannel',
      'tic',
      'non-directed',
      'noise',
      'due',
    ),
    spans,
    texts,
  )
  .map(([kind, span, text]) => markOf(kind, span, text));

const preludes: fc.Arbitrary<Scene['prelude']> = fc.oneof(
  fc.constant({ kind: 'none' } as const),
  fc.constant({ kind: 'beside-talks' } as const),
  fc.nat({ max: 5000 }).map((atMs) => ({ kind: 'typed', text: 'Hello', atMs }) as const),
);

const scenes: fc.Arbitrary<Scene> = fc
  .tuple(fc.constantFrom(...families), fc.array(marks, { maxLength: 5 }), preludes)
  .map(([family, all, prelude]) => sceneOf(family, all, { prelude, durationMs: 15_000 }));

const spoken: fc.Arbitrary<Spoken> = fc
  .tuple(spans, texts, fc.nat({ max: 30 }), fc.constantFrom('answer', 'cue', 'prelude'), fc.boolean())
  .map(([span, text, heardChars, because, cutOff]) => ({
    ...span,
    text,
    heardChars: Math.min(heardChars, text.length),
    because,
    cutOff,
  }));

const inOrder = (all: readonly Voiced[]): readonly Voiced[] => all.toSorted((a, b) => a.fromMs - b.fromMs);
const few = fc.array(spans, { maxLength: 4 }).map(inOrder);

const outcomes: fc.Arbitrary<Outcome> = fc
  .record({
    spoken: fc.array(spoken, { maxLength: 4 }),
    voiced: few,
    ducks: few,
    waits: few,
    heard: fc.array(fc.record({ atMs: fc.nat({ max: 15_000 }), text: texts }), { maxLength: 4 }),
  })
  .map(({ spoken: said, voiced, ...more }) =>
    outcomeOf(said, {
      ...more,
      voiced: bridged(inOrder([...voiced, ...said.map(({ fromMs, toMs }) => ({ fromMs, toMs }))]), 60),
    }),
  );

const observed = (scene: Scene, outcome: Outcome) => gauges.flatMap((gauge) => gauge.observe(scene, outcome));

test('each metric is of one gauge, and says what it is', () => {
  const all = gauges.flatMap(({ metrics }) => metrics);
  expect(all.map(({ name }) => name).filter((name, i, names) => names.indexOf(name) !== i)).toEqual([]);
  for (const metric of all) {
    expect(metricNamed(metric.name)).toBe(metric);
    expect(metric.definition).toMatch(/\.$/);
  }
  expect(() => metricNamed('luck')).toThrow(/luck/);
});

test('rates lie between 0 and 1, times are none before their start, and nothing is counted against nothing', () => {
  fc.assert(
    fc.property(scenes, outcomes, (scene, outcome) => {
      for (const { metric, value, per = 1 } of observed(scene, outcome)) {
        const { kind } = metricNamed(metric);
        expect(per, metric).toBeGreaterThan(0);
        expect(value, metric).toBeGreaterThanOrEqual(0);
        expect(value, metric).toBeLessThan(Number.POSITIVE_INFINITY);
        if (kind === 'rate') expect(value, metric).toBeLessThanOrEqual(per);
      }
    }),
  );
});

const later = <T extends Voiced>(all: readonly T[], byMs: number): readonly T[] =>
  all.map((one) => ({ ...one, fromMs: one.fromMs + byMs, toMs: one.toMs + byMs }));

const laterMark = (mark: Mark, byMs: number): Mark =>
  mark.kind === 'due'
    ? { ...mark, dueMs: mark.dueMs + byMs }
    : { ...mark, fromMs: mark.fromMs + byMs, toMs: mark.toMs + byMs };

function laterScene(scene: Scene, byMs: number): Scene {
  const { prelude } = scene;
  return {
    ...scene,
    marks: scene.marks.map((mark) => laterMark(mark, byMs)),
    prelude: prelude.kind === 'typed' ? { ...prelude, atMs: prelude.atMs + byMs } : prelude,
  };
}

const laterOutcome = (outcome: Outcome, byMs: number): Outcome => ({
  ...outcome,
  voiced: later(outcome.voiced, byMs),
  spoken: later(outcome.spoken, byMs),
  ducks: later(outcome.ducks, byMs),
  waits: later(outcome.waits, byMs),
  heard: outcome.heard.map((line) => ({ ...line, atMs: line.atMs + byMs })),
});

/** What is measured in 200 ms ticks, of which a scene's start is the first. */
const TICKED = /^(response|yield|ignored|selectivity)-/;

test('when a scene begins is the same to everything; to what is in ticks, by the tick', () => {
  fc.assert(
    fc.property(scenes, outcomes, fc.nat({ max: 2000 }), (scene, outcome, byMs) => {
      // Whether a stray cue comes after the scene is told by the scene's length, which stays.
      const long = { ...scene, durationMs: 60_000 };
      const at = (ms: number) => observed(laterScene(long, ms), laterOutcome(outcome, ms));
      const sampled = (ms: number) => at(ms).filter(({ metric }) => !TICKED.test(metric));
      expect(at(200 * Math.floor(byMs / 200))).toEqual(at(0));
      expect(sampled(byMs)).toEqual(sampled(0));
    }),
  );
});

test('who never speaks refrains every time, and never acts', () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      for (const { metric, value } of observed(scene, outcomeOf())) {
        if (metric === 'restraint-rate' || metric.startsWith('ignored-')) expect(value).toBe(1);
        if (['act-rate', 'response-rate', 'due-passed', 'turn-takeover'].includes(metric))
          expect(value).toBe(0);
        if (metric === 'turn-missed') expect(value).toBe(1);
        expect(metric).not.toMatch(/latency$|^overlap-(stop|response)-/);
      }
    }),
  );
});
