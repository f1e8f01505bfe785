import { beforeEach, expect, test } from 'vitest';
import {
  cellParts,
  noCellBefore,
  type CellBefore,
} from '../../../../../../electron/interaction/policy/learned/inputs.ts';
import { learned } from '../../../../../../electron/interaction/policy/learned/learned.ts';
import { inputs } from '../../../../../../electron/interaction/policy/learned/layout.ts';
import type { Effect } from '../../../../../../electron/interaction/timeline/events.ts';
import { Driver } from '../../support/driver.ts';

let driver: Driver;
let before: CellBefore;
beforeEach(() => {
  driver = new Driver(learned());
  before = noCellBefore;
});

function parts(): {
  readonly words: number[];
  readonly events: number[];
  readonly utteranceFromSample: number | null;
  readonly cell: number;
} {
  const step = cellParts(driver.state, before);
  ({ before } = step);
  return { ...step.parts, words: [...step.parts.words], events: [...step.parts.events] };
}
const sizeOf = (name: string): number => inputs.find((one) => one.name === name)?.size ?? 0;

/** The newest hearing is answered so. */
function heard(text: string): void {
  const asked = driver.effects.findLast(
    (one): one is Extract<Effect, { type: 'recognise' }> =>
      one.type === 'recognise' && one.lane === 'hear-fast',
  );
  if (!asked) throw new Error('nothing was asked');
  driver.perceive({
    type: 'recognised',
    requestId: asked.requestId,
    text,
    costMs: 10,
    toSample: asked.toSample,
  });
}

test('the parts have the sizes of the layout, and are of the cell that comes', () => {
  driver.cell();
  driver.cell();
  const { words, events, cell, utteranceFromSample } = parts();
  expect([words.length, events.length]).toEqual([sizeOf('words'), sizeOf('events')]);
  expect([cell, utteranceFromSample]).toEqual([2, null]);
  // Microphone open; no voice of its own so far, which is long ago.
  expect(events).toEqual([1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
  expect(words.every((value) => value === 0)).toBe(true);
});

test('voice and the silence after it are measured', () => {
  driver.hear(0.9, 1000);
  expect(parts().utteranceFromSample).toBe(0);
  driver.hear(0.01, 512);
  const { events } = parts();
  expect(events[1]).toBe(1);
  expect(events[7]).toBeCloseTo(512 / 2000, 1);
  expect(events[8]).toBeCloseTo(1000 / 5000, 1);
});

test('words are new in the cell that they come in, and the last of them tells whether more is to come', () => {
  driver.hear(0.9, 1000);
  parts();
  heard('I would like to,');
  const first = parts().words;
  expect(first.slice(0, 4)).toEqual([Math.fround(0.4), 1, 0, 1]);
  expect(parts().words[1]).toBe(0);
  driver.hear(0.9, 600);
  heard('I would like to go home.');
  expect(parts().words.slice(0, 4)).toEqual([Math.fround(0.6), 1, 1, 0]);
});

test('the last three words are in their buckets, the newest most', () => {
  driver.hear(0.9, 1000);
  heard('Two words');
  const buckets = parts().words.slice(4);
  expect(buckets.filter((value) => value !== 0).toSorted((a, b) => a - b)).toEqual([0.5, 1]);
  driver.hear(0.9, 600);
  heard('two words of the');
  const later = parts().words.slice(4);
  expect(later[fnv('the')]).toBeGreaterThanOrEqual(1);
  expect(later[fnv('of')]).toBeGreaterThanOrEqual(0.5);
  expect(later.reduce((sum, value) => sum + value, 0)).toBe(1.75);
});

/** From its definition, in whole numbers. */
function fnv(word: string): number {
  let hash = 0x811c9dc5n;
  for (const letter of word) hash = ((hash ^ BigInt(letter.charCodeAt(0))) * 0x01000193n) % 0x1_0000_0000n;
  return Number(hash % 32n);
}

test('a new utterance begins without words', () => {
  driver.hear(0.9, 1000);
  heard('One two three.');
  parts();
  driver.perceive({ type: 'microphone', open: false, echoCancelled: true, atSample: 40_000 });
  expect(parts().words[0]).toBe(0);
  expect(parts().events[0]).toBe(0);
});

test('a typed line waits, and then Beside speaks; after that its voice has ended not long ago', () => {
  driver.perceive({ type: 'typed', text: 'Hello' });
  expect(parts().events[2]).toBe(1);
  for (let i = 0; i < 12 && !driver.state.own; i++)
    driver.play([
      { do: 'finish', pick: 0 },
      { do: 'cells', count: 1 },
    ]);
  driver.hear(0.01, 1000);
  const { events } = parts();
  expect(events[3]).toBe(1);
  expect(events[5]).toBeCloseTo(0.1, 1);
  expect(events[6]).toBe(0);
  driver.play([{ do: 'end', pick: 0, cause: 'finished' }]);
  driver.hear(0.01, 1000);
  expect(parts().events.slice(3, 7)).toEqual([0, 0, 0, expect.closeTo(0.2, 1)]);
});
