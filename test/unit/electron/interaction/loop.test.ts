import { expect, test } from 'vitest';
import { createEngine } from '../../../../electron/interaction/engine.ts';
import { MicroTurnLoop } from '../../../../electron/interaction/loop.ts';
import { learned } from '../../../../electron/interaction/policy/learned/learned.ts';
import { silenceTimeout } from '../../../../electron/interaction/policy/silence-timeout.ts';
import { effectsOf, rulingOf, type Cell } from '../../../../electron/interaction/timeline/cell.ts';
import type { Effect } from '../../../../electron/interaction/timeline/events.ts';
import { VirtualClock } from '../../../scenarios/support/virtual-clock.ts';

interface Run {
  readonly clock: VirtualClock;
  readonly loop: MicroTurnLoop<null>;
  readonly cells: Cell[];
  readonly effects: Effect[];
}

/** `busyMs` is how long each cell holds the thread. */
function start(busyMs: (index: number) => number = () => 0): Run {
  const clock = new VirtualClock();
  const cells: Cell[] = [];
  const effects: Effect[] = [];
  const loop = new MicroTurnLoop(createEngine(silenceTimeout()), {
    clock,
    perform: (effect) => effects.push(effect),
    cellDone: (_state, cell) => {
      cells.push(cell);
      clock.stall(busyMs(cell.index));
    },
  });
  loop.start();
  return { clock, loop, cells, effects };
}

const latenessMs = (cells: readonly Cell[]): number[] => cells.map(({ atMs }) => atMs % 200);

test('ten thousand cells with jitter do not drift: each is on the grid, within its jitter', () => {
  const { clock, loop, cells } = start((index) => (index * 7919) % 190);
  clock.runToSync(10_000 * 200);
  expect(cells.length).toBe(10_000);
  expect(Math.max(...latenessMs(cells))).toBe(0);
  expect(cells.at(-1)?.atMs).toBe(10_000 * 200);
  expect(loop.missedCells).toBe(0);
});

test('a cell that runs over its deadline is run once, late; those it ran over are counted, and the grid stays', () => {
  const { clock, loop, cells } = start((index) => (index === 9 ? 650 : 0));
  clock.runToSync(10_000);
  expect(loop.missedCells).toBe(2);
  expect(cells.slice(8, 13).map(({ atMs }) => atMs)).toEqual([1800, 2000, 2650, 2800, 3000]);
  expect(cells.map(({ index }) => index)).toEqual(cells.map((_, i) => i));
});

test('a computer that slept has missed no cells, and goes on every 200 ms from where it woke', () => {
  const { clock, loop, cells } = start((index) => (index === 4 ? 3_600_000 : 0));
  clock.runToSync(3_600_000 + 3000);
  expect(loop.missedCells).toBe(0);
  expect(cells.slice(4, 8).map(({ atMs }) => atMs)).toEqual([1000, 3_601_000, 3_601_200, 3_601_400]);
});

test('what is perceived between cells is in the next one, with where it came from', () => {
  const { clock, loop, cells, effects } = start();
  clock.runToSync(450);
  loop.perceive({ type: 'typed', text: 'Hello' });
  loop.perceive({ type: 'abilities', hearFast: true, hearFinal: true, speak: true });
  expect(effects.map(({ type }) => type)).toEqual(['reply']);
  clock.runToSync(600);
  expect(
    cells.map(({ events }) =>
      events.flatMap((one) => (one.kind === 'perceived' ? [`${one.what.type} by ${one.provenance}`] : [])),
    ),
  ).toEqual([[], [], ['typed by user-typing', 'abilities by device']]);
  expect(cells.flatMap(effectsOf)).toEqual(effects);
  expect(loop.log.cells).toEqual(cells);
});

test('every event has its time, and what it follows from: an outcome its act, an act its perception or decision', () => {
  const { clock, loop, cells } = start();
  clock.runToSync(450);
  loop.perceive({ type: 'typed', text: 'Hello' });
  clock.runToSync(500);
  loop.perceive({ type: 'abilities', hearFast: true, hearFinal: true, speak: true });
  loop.perceive({
    type: 'reply',
    requestId: 'reply-2',
    reply: { sentences: [{ shown: 'Hi.', spoken: 'Hi.' }], reason: 'greeting' },
  });
  clock.runToSync(600);
  const told = cells[2]?.events.map((one) => {
    const what = one.kind === 'perceived' ? one.what.type : one.kind === 'act' ? one.effect.type : one.kind;
    return `${one.id} at ${one.atMs}: ${what} because of ${one.cause}`;
  });
  expect(told).toEqual([
    '2 at 450: typed because of null',
    '3 at 450: reply because of 2',
    '4 at 500: abilities because of null',
    '5 at 500: reply because of 3',
    '6 at 500: synthesise because of 5',
    '7 at 600: decided because of null',
  ]);
});

test('cells in which nothing changes hold one view of it', () => {
  const { clock, cells } = start();
  clock.runToSync(1000);
  expect(new Set(cells.map((cell) => rulingOf(cell).view)).size).toBe(1);
});

test('a checkpoint is taken every five minutes, from which its cells go on without a gap', () => {
  const { clock, loop } = start();
  clock.runToSync(75 * 60_000);
  const { start: first, cells } = loop.log;
  expect(first).toMatchObject({ cell: 4500, events: 4500, atMs: 15 * 60_000 });
  expect(first?.state.cell).toBe(4500);
  expect(cells[0]?.index).toBe(4500);
  expect(cells.length).toBe(5 * 3600);
});

test('a loop that was stopped runs no cell, and started twice it runs each once', () => {
  const { clock, loop, cells } = start();
  loop.start();
  clock.runToSync(1000);
  loop.stop();
  clock.runToSync(2000);
  expect(cells.length).toBe(5);
  loop.start();
  clock.runToSync(3000);
  expect(cells.length).toBe(10);
});

test('an observer is told of everything in order, perceived before its effects and decided before them', () => {
  const clock = new VirtualClock();
  const told: string[] = [];
  const loop = new MicroTurnLoop(createEngine(silenceTimeout()), {
    clock,
    perform: (effect) => told.push(`done ${effect.type}`),
    cellDone: () => told.push('cell done'),
    observe: (event, nowMs) => {
      const what = { perceived: 'what', effect: 'effect', decided: 'decision' } as const;
      const seen = event as unknown as Record<string, { readonly type?: string }>;
      told.push(`${nowMs} ${event.type} ${seen[what[event.type]]?.type ?? ''}`.trim());
    },
  });
  loop.start();
  loop.perceive({ type: 'typed', text: 'What time is it?' });
  clock.runToSync(200);
  expect(told).toEqual(['0 perceived typed', '0 effect reply', 'done reply', '200 decided', 'cell done']);
});

test('a network is asked about each cell 30 ms before it ends, and what it tells in time is of that cell', () => {
  const clock = new VirtualClock();
  const asked: { readonly atMs: number; readonly cell: number }[] = [];
  const ages: (number | undefined)[] = [];
  const costMs = [10, 10, 50, 10, 2000, 10, 10];
  const loop = new MicroTurnLoop(createEngine(learned()), {
    clock,
    perform: () => undefined,
    ask: ({ cell }) => {
      asked.push({ atMs: clock.nowMs(), cell });
      clock.after(costMs[cell] ?? 0, () =>
        loop.perceive({ type: 'policy-output', cell, act: [1, 0, 0, 0, 0], user: [1], voice: [0] }),
      );
    },
    cellDone: (_state, cell) => void ages.push(rulingOf(cell).view.learned?.ageMs),
  });
  loop.start();
  clock.runToSync(1400);
  expect(asked.slice(0, 3)).toEqual([
    { atMs: 170, cell: 0 },
    { atMs: 370, cell: 1 },
    { atMs: 570, cell: 2 },
  ]);
  // A late one is used by the next cell, and older ones until there is another.
  expect(ages).toEqual([0, 0, 200, 0, 200, 0, 0]);
  loop.stop();
  clock.runToSync(3000);
  expect(asked).toHaveLength(7);
});

test('without anybody to ask there is no perception, view or state of it', () => {
  const { clock, loop, cells } = start();
  clock.runToSync(2000);
  expect(cells.some((cell) => 'learned' in rulingOf(cell).view)).toBe(false);
  expect('network' in loop.state).toBe(false);
});
