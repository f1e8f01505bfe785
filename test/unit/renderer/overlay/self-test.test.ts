import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asText, shownFigures } from '../../../../renderer/overlay/self-test-phrases.ts';
import { advance, begin, skip, type SelfTestRun } from '../../../../renderer/overlay/self-test-run.ts';
import { lineOutcomes, selfTestLines, type SelfTestFigures } from '../../../../shared/self-test.ts';

const nothing: SelfTestFigures = {
  coveredMs: 0,
  answers: 0,
  latency: { n: 0, p50Ms: null, p95Ms: null },
  falseCutOffs: 0,
  said: 0,
  saidMs: 0,
  stopped: { byVoice: 0, byHand: 0 },
  silence: { n: 0, p50Ms: null, p95Ms: null },
  ducks: { count: 0, undoneMs: 0 },
  notMadeOut: 0,
  cells: { ran: 0, missed: 0 },
};

const figure = (figures: SelfTestFigures, id: string) => shownFigures(figures).find((one) => one.id === id);

test('where nothing was measured it says so, and judges nothing', () => {
  for (const { value, note, judged, verdict } of shownFigures(nothing))
    expect({ value, note, judged, verdict }).toEqual({
      value: 'nothing measured yet',
      note: '',
      judged: 'unknown',
      verdict: '',
    });
});

test('nine answers are too few to judge, ten are judged against the aim', () => {
  const answered = (n: number, p50Ms: number): SelfTestFigures => ({
    ...nothing,
    answers: n,
    latency: { n, p50Ms, p95Ms: 2 * p50Ms },
  });
  expect(figure(answered(9, 400), 'latency')).toMatchObject({
    value: '0.40 s',
    judged: 'unknown',
    note: expect.stringContaining('9 answers, too few to judge') as string,
  });
  expect(figure(answered(10, 1000), 'latency')).toMatchObject({ judged: 'good', verdict: 'good' });
  expect(figure(answered(10, 1001), 'latency')).toMatchObject({
    judged: 'not-good',
    verdict: 'slower than aimed',
  });
});

test('no figure is judged below ten, whatever it is', () => {
  fc.assert(
    fc.property(fc.nat(9), fc.nat(9), fc.nat(5000), (n, part, ms) => {
      const count = Math.min(n, part);
      const figures: SelfTestFigures = {
        ...nothing,
        answers: n,
        said: n,
        saidMs: 1000 * n,
        falseCutOffs: count,
        latency: { n, p50Ms: n === 0 ? null : ms, p95Ms: n === 0 ? null : ms },
        silence: { n: count, p50Ms: count === 0 ? null : ms, p95Ms: count === 0 ? null : ms },
      };
      for (const { judged } of shownFigures(figures)) expect(judged).toBe('unknown');
    }),
  );
});

test('the test goes through its lines in their order, done or skipped, and ends after the last', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...lineOutcomes, null), {
        minLength: selfTestLines.length,
        maxLength: selfTestLines.length,
      }),
      (outcomes) => {
        let run: SelfTestRun = begin(1000);
        const lines: string[] = [];
        for (const [i, outcome] of outcomes.entries()) {
          if (run.phase === 'line') lines.push(run.line);
          const nowMs = 2000 + i;
          run =
            outcome === null
              ? skip(run, nowMs)
              : advance(run, { line: { state: 'done', outcome }, nowMs }, true);
        }
        expect(lines).toEqual(selfTestLines);
        expect(run).toEqual({
          phase: 'over',
          sinceMs: 1000,
          results: outcomes.map((outcome, i) => ({ line: selfTestLines[i], outcome })),
        });
      },
    ),
  );
});

test('the next line waits until nobody speaks, and a line that has to be said again stays', () => {
  const run = begin(1000);
  const done = { line: { state: 'done', outcome: 'answered' }, nowMs: 3000 } as const;
  expect(advance(run, done, false)).toBe(run);
  expect(advance(run, { line: { state: 'again', outcome: 'no-pause' }, nowMs: 3000 }, true)).toBe(run);
  expect(advance(run, done, true)).toMatchObject({ line: 'pause', lineSinceMs: 3000 });
});

test('the text to copy names what it was measured with', () => {
  const text = asText({
    version: '0.1.0',
    figures: { ...nothing, coveredMs: 3_600_000 },
    setup: [['Microphone', 'Built-in']],
    results: [['An ordinary question', 'answered']],
  });
  expect(text.split('\n').slice(0, 3)).toEqual([
    'Beside 0.1.0, self-test over 60 min',
    '',
    'Until it answers: nothing measured yet',
  ]);
  expect(text).toContain('An ordinary question: answered\n\nMicrophone: Built-in');
});
