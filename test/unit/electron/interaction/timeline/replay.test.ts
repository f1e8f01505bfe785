import { expect, test } from 'vitest';
import { endOfTurn } from '../../../../../electron/interaction/policy/end-of-turn.ts';
import { silenceTimeout } from '../../../../../electron/interaction/policy/silence-timeout.ts';
import type { Cell, TimelineEvent } from '../../../../../electron/interaction/timeline/cell.ts';
import { policyNamed, replay, replayRulings } from '../../../../../electron/interaction/timeline/replay.ts';
import { scriptedSession } from '../../../../scenarios/support/scripted-session.ts';

const { clock, loop } = scriptedSession(1);
clock.runToSync(20_000);
const { cells, start } = loop.log;
if (start === null) throw new Error('no checkpoint');

const changed = (change: (event: TimelineEvent) => TimelineEvent | readonly TimelineEvent[]): Cell[] =>
  cells.map((cell) => ({ ...cell, events: cell.events.flatMap(change) }));
/** Changes the first event that fits, and leaves the rest. */
const once = (
  fits: (event: TimelineEvent) => boolean,
  change: (event: TimelineEvent) => TimelineEvent | readonly TimelineEvent[],
): Cell[] => {
  let done = false;
  return changed((event) => {
    if (done || !fits(event)) return event;
    done = true;
    return change(event);
  });
};

test('a session as it was logged gives the same again, and tells how much was compared', () => {
  const { report } = replay(silenceTimeout(), start, cells);
  const acts = cells.flatMap(({ events }) => events.filter(({ kind }) => kind === 'act'));
  expect(report).toEqual({
    cells: 100,
    events: cells.reduce((sum, { events }) => sum + events.length, 0),
    decisions: 100,
    acts: acts.length,
    differing: 0,
    flawed: 0,
    differences: [],
    flaws: [],
  });
  expect(acts.length).toBeGreaterThan(10);
});

test('a word that was heard differently shows, and only so many differences are kept', () => {
  const tampered = changed((event) =>
    event.kind === 'perceived' && event.what.type === 'recognised'
      ? { ...event, what: { ...event.what, text: 'stop' } }
      : event,
  );
  const { report } = replay(silenceTimeout(), start, tampered);
  expect(report.differing).toBeGreaterThan(0);
  expect(report.differences.length).toBeLessThanOrEqual(10);
  expect(report.flawed).toBe(0);
});

test('a decision that was not made shows, where it stands', () => {
  const tampered = once(
    (event) => event.kind === 'decided' && event.ruling.decision.act === 'speak',
    (event) =>
      event.kind === 'decided'
        ? { ...event, ruling: { ...event.ruling, decision: { ...event.ruling.decision, act: 'silent' } } }
        : event,
  );
  const { report } = replay(silenceTimeout(), start, tampered);
  expect(report.differing).toBe(1);
  expect(report.differences[0]).toMatchObject({
    what: 'ruling',
    logged: { decision: { act: 'silent' } },
    came: { decision: { act: 'speak' } },
  });
});

test('an act that is missing in the log shows, and so does one too many', () => {
  const isPlay = (event: TimelineEvent): boolean => event.kind === 'act' && event.effect.type === 'play';
  const without = replay(
    silenceTimeout(),
    start,
    once(isPlay, () => []),
  ).report;
  expect(without.differences[0]).toMatchObject({ what: 'act', logged: null, came: { type: 'play' } });
  const twice = replay(
    silenceTimeout(),
    start,
    once(isPlay, (event) => [event, event]),
  ).report;
  expect(twice.differences[0]).toMatchObject({ what: 'act', logged: { type: 'play' }, came: null });
});

test('another policy than the one that was there is found out', () => {
  expect(
    replay(silenceTimeout({ timeoutMs: 800, yieldAfterMs: 96, yieldWithinMs: 300 }), start, cells).report,
  ).toMatchObject({ flawed: 0 });
  expect(
    replay(silenceTimeout({ timeoutMs: 800, yieldAfterMs: 96, yieldWithinMs: 300 }), start, cells).report
      .differing,
  ).toBeGreaterThan(0);
});

test('of a log whose words nobody has, the policy is run on what it saw', () => {
  expect(replayRulings(silenceTimeout(), start, cells)).toMatchObject({ decisions: 100, differing: 0 });
  const tampered = once(
    (event) => event.kind === 'decided' && event.ruling.output.act === 'speak',
    (event) =>
      event.kind === 'decided'
        ? { ...event, ruling: { ...event.ruling, output: { ...event.ruling.output, act: 'silent' } } }
        : event,
  );
  // The output is not what the policy makes of it, and what was done is not the output.
  expect(replayRulings(silenceTimeout(), start, tampered).differing).toBe(2);
  expect(replayRulings(null, start, tampered).differing).toBe(1);
});

test.each<[string, (event: TimelineEvent) => TimelineEvent | readonly TimelineEvent[], string]>([
  ['an event is missing', () => [], 'event-out-of-order'],
  ['an event comes before the one before it', (event) => ({ ...event, atMs: -1 }), 'time-runs-back'],
  ['a cause lies ahead', (event) => ({ ...event, cause: event.id }), 'cause-ahead'],
  ['an act has no cause', (event) => ({ ...event, cause: null }), 'cause-missing'],
  ['an act comes from the person', (event) => ({ ...event, provenance: 'user-speech' }), 'wrong-provenance'],
])('a log in which %s is no log', (_what, change, flaw) => {
  const tampered = once((event) => event.kind === 'act' && event.id > 100, change);
  const { flaws } = replay(silenceTimeout(), start, tampered).report;
  expect(flaws.map(({ what }) => what)).toContain(flaw);
});

test('cells that are missing or were decided twice show', () => {
  const gap = replay(silenceTimeout(), start, cells.toSpliced(20, 1)).report;
  expect(gap.flaws[0]).toMatchObject({ cell: 21, event: null, what: 'cell-out-of-order' });
  const twice = once(
    ({ kind }) => kind === 'decided',
    (event) => [event, event],
  );
  expect(replay(silenceTimeout(), start, twice).report.flaws.map(({ what }) => what)).toContain(
    'not-decided-once',
  );
});

test('policies are known by the name that stands in the file', () => {
  expect(policyNamed(silenceTimeout().name)?.name).toBe('silence-timeout-500');
  expect(policyNamed('silence-timeout-800')?.name).toBe('silence-timeout-800');
  expect(policyNamed(endOfTurn().name)).toMatchObject({ name: 'end-of-turn-60', asksEndOfTurn: true });
  expect(policyNamed('unheard-of-3')).toBeNull();
});
