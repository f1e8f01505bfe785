import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell } from '../../../../../../electron/interaction/timeline/cell.ts';
import {
  answersIn,
  figuresOf,
  isFalseCutOff,
  spreadOf,
} from '../../../../../../electron/interaction/timeline/self-test/figures.ts';
import {
  LogReader,
  type Facts,
} from '../../../../../../electron/interaction/timeline/self-test/log-reader.ts';
import { selfTestFiguresSchema, type SelfTestFigures } from '../../../../../../shared/self-test.ts';
import { ScriptedRoom } from '../../../../../scenarios/support/scripted-room.ts';

function listening(options: ConstructorParameters<typeof ScriptedRoom>[0] = {}): ScriptedRoom {
  const session = new ScriptedRoom({ sentenceMs: 3000, ...options });
  session.gate(true);
  return session.run(1000);
}

function factsOf(cells: readonly Cell[]): Facts {
  const reader = new LogReader();
  for (const cell of cells) reader.take(cell);
  return reader.facts;
}

const factsIn = ({ loop }: ScriptedRoom): Facts => factsOf(loop.log.cells);
const measure = (session: ScriptedRoom): SelfTestFigures =>
  figuresOf(factsIn(session), session.loop.state.lines);

test('a session in which nothing was said has no figures but its cells', () => {
  expect(measure(listening())).toEqual({
    coveredMs: 800,
    answers: 0,
    latency: { n: 0, p50Ms: null, p95Ms: null },
    falseCutOffs: 0,
    said: 0,
    saidMs: 0,
    stopped: { byVoice: 0, byHand: 0 },
    silence: { n: 0, p50Ms: null, p95Ms: null },
    ducks: { count: 0, undoneMs: 0 },
    notMadeOut: 0,
    cells: { ran: 5, missed: 0 },
  });
});

test('latency runs from the last voiced sample to the first audible one', () => {
  const session = listening().say('what time is it', 1200).run(6000);
  const { answers, latency, falseCutOffs, said, saidMs } = measure(session);
  expect({ answers, falseCutOffs, said }).toEqual({ answers: 1, falseCutOffs: 0, said: 1 });
  expect(saidMs).toBeGreaterThan(2900);
  expect(saidMs).toBeLessThan(3050);
  // The timeout, up to a cell, and a window of 32 ms at either end.
  expect(latency.n).toBe(1);
  expect(latency.p50Ms).toBeGreaterThan(450);
  expect(latency.p50Ms).toBeLessThan(800);
});

test('a sentence that goes on after a pause in which Beside began is a false cut-off', () => {
  const session = listening().say('what is seventeen times', 1200).say('twenty three please', 1000, 2100);
  const figures = measure(session.run(9000));
  expect(figures.falseCutOffs).toBe(1);
  expect(figures.stopped).toEqual({ byVoice: 1, byHand: 0 });
});

test('a pause that nobody spoke in is no cut-off', () => {
  const session = listening().say('what is seventeen times', 1200).say('twenty three please', 1000, 1550);
  expect(measure(session.run(9000))).toMatchObject({ answers: 1, falseCutOffs: 0 });
});

test('a person who interrupts two seconds into an answer was not cut off, and Beside fell silent for them', () => {
  const session = listening().say('tell me a story', 1000).say('stop it now please', 1200, 4200);
  const figures = measure(session.run(9000));
  expect(figures).toMatchObject({ falseCutOffs: 0, stopped: { byVoice: 1, byHand: 0 } });
  expect(figures.silence.n).toBe(1);
  // It waits from 256 ms of voice on, and for good from the next cells.
  expect(figures.silence.p50Ms).toBeGreaterThan(200);
  expect(figures.silence.p50Ms).toBeLessThan(400);
});

test('a sound over Beside that was nothing stops nothing, and what it was lowered for is counted', () => {
  const session = listening().say('tell me a story', 1000).say('mm', 130, 4000);
  const { stopped, ducks, falseCutOffs } = measure(session.run(9000));
  expect({ stopped, falseCutOffs, count: ducks.count }).toEqual({
    stopped: { byVoice: 0, byHand: 0 },
    falseCutOffs: 0,
    count: 1,
  });
  expect(ducks.undoneMs).toBeGreaterThan(300);
  expect(ducks.undoneMs).toBeLessThan(700);
});

test('the stop button is a hand, also while the person makes a sound', () => {
  const session = listening().say('tell me a story', 1000).say('mm', 100, 4000).run(4050);
  session.perceive({ type: 'stop-pressed' });
  expect(measure(session.run(3000)).stopped).toEqual({ byVoice: 0, byHand: 1 });
});

test('a typed line that takes the answer’s place is a hand too, and its answer has no latency', () => {
  const session = listening();
  session.type('tell me a story');
  session.run(1500).type('another one');
  expect(measure(session.run(6000))).toMatchObject({
    answers: 0,
    said: 2,
    stopped: { byVoice: 0, byHand: 1 },
  });
});

test('words that nobody could make out are counted by what Beside owned up to', () => {
  const session = listening({
    around: (engine) => ({
      ...engine,
      perceive: (state, what) =>
        engine.perceive(
          state,
          what.type === 'recognised' ? { type: 'recognition-failed', requestId: what.requestId } : what,
        ),
    }),
  });
  expect(measure(session.say('what time is it', 1200).run(30_000)).notMadeOut).toBe(1);
});

test('cells are missed as the loop counts them', () => {
  const session = listening();
  for (const stallMs of [650, 190, 3_600_000, 420]) {
    session.clock.stall(stallMs);
    session.run(2000);
  }
  expect(measure(session).cells.missed).toBe(session.loop.missedCells);
  expect(session.loop.missedCells).toBe(3);
});

test('a log that begins in the middle of an answer gives figures of the rest', () => {
  const session = listening()
    .say('what time is it', 1200)
    .run(2500)
    .say('what day is it', 1200, 3000)
    .run(9000);
  const later = factsOf(session.loop.log.cells.filter(({ atMs }) => atMs > 3600));
  expect(figuresOf(later, [])).toMatchObject({ answers: 1, latency: { n: 1 }, falseCutOffs: 0 });
});

const spoken = fc.record({
  afterMs: fc.integer({ min: 100, max: 6000 }),
  ms: fc.integer({ min: 40, max: 2500 }),
});

test('whatever is said whenever, the figures fit together', () => {
  fc.assert(
    fc.property(fc.array(spoken, { minLength: 1, maxLength: 12 }), (all) => {
      const session = listening();
      for (const { afterMs, ms } of all) session.run(afterMs).say('one two three four', ms).run(ms);
      const facts = factsIn(session.run(8000));
      const figures = figuresOf(facts, session.loop.state.lines);
      expect(selfTestFiguresSchema.safeParse(figures).success).toBe(true);
      expect(figures.falseCutOffs).toBeLessThanOrEqual(figures.stopped.byVoice);
      expect(figures.answers).toBeLessThanOrEqual(figures.said);
      expect(figures.stopped.byVoice + figures.stopped.byHand).toBeLessThanOrEqual(figures.said);
      expect(figures.latency.n).toBe(figures.answers);
      expect(figures.cells.missed).toBe(0);
      for (const { fromMs, toMs, voicedMs } of facts.stretches)
        expect(voicedMs).toBeLessThanOrEqual(toMs - fromMs + 1e-6);
      for (const { endMs, firstMs } of answersIn(facts)) expect(firstMs).toBeGreaterThan(endMs);
    }),
    { numRuns: 60 },
  );
});

test('read in parts or in one go, the log says the same', () => {
  fc.assert(
    fc.property(fc.array(spoken, { minLength: 1, maxLength: 6 }), fc.nat(40), (all, part) => {
      const session = listening();
      const reader = new LogReader();
      let next = 0;
      for (const { afterMs, ms } of all) {
        session.run(afterMs).say('one two three', ms).run(ms);
        for (const cell of session.loop.log.cells.slice(next, next + part)) reader.take(cell);
        next = Math.min(next + part, session.loop.log.cells.length);
      }
      session.run(6000);
      for (const cell of session.loop.log.cells.slice(next)) reader.take(cell);
      expect(reader.facts).toEqual(factsIn(session));
    }),
    { numRuns: 30 },
  );
});

/** An answer that could be heard from 1000 on, and a voice that stopped it. */
function cutOff(change: {
  readonly endMs?: number;
  readonly fromMs?: number;
  readonly voicedMs?: number;
  readonly stoppedBy?: 'voice' | 'hand' | 'other' | null;
}): boolean {
  const { endMs = 400, fromMs = 1400, voicedMs = 900, stoppedBy = 'voice' } = change;
  const said = {
    utteranceId: 'say-1',
    fromMs: 1000,
    endedMs: 2000,
    silentMs: 1700,
    stoppedBy,
    stoppedFromMs: stoppedBy === 'voice' ? fromMs : null,
  };
  const stretches = [{ fromMs, toMs: fromMs + voicedMs, voicedMs, over: 'say-1' }];
  return isFalseCutOff({ utteranceId: 'say-1', endMs, firstMs: 1000 }, { said: [said], stretches });
}

test.each([
  ['went on within 1.5 s, for long enough', {}, true],
  ['went on just before the first sound', { fromMs: 950 }, true],
  ['went on too late', { fromMs: 2501 }, false],
  ['ended too long before', { endMs: -1501 }, false],
  ['made a short sound', { voicedMs: 399 }, false],
  ['pressed stop', { stoppedBy: 'hand' as const }, false],
  ['let it speak', { stoppedBy: null }, false],
])('a person who %s: false cut-off %#', (_what, change, counts) => {
  expect(cutOff(change)).toBe(counts);
});

test('a spread lies within its values and knows how many they are', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1 }), (values) => {
      const { n, p50Ms, p95Ms } = spreadOf(values);
      expect(n).toBe(values.length);
      expect(p50Ms).toBeGreaterThanOrEqual(Math.min(...values));
      expect(p95Ms).toBeLessThanOrEqual(Math.max(...values));
      expect(p95Ms).toBeGreaterThanOrEqual(p50Ms ?? 0);
    }),
  );
});
