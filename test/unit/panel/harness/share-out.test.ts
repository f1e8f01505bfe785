import path from 'node:path';
import { expect, test } from 'vitest';
import { shareOut } from '../../../panel/harness/share-out.ts';

const script = path.resolve(import.meta.dirname, 'support/doubling-worker.ts');

async function doubled(orders: readonly number[], processes: number): Promise<number[]> {
  const done: number[] = [];
  await shareOut<number, number>({ script, orders, processes, onDone: (one) => void done.push(one) });
  return done;
}

test('every order is done once, by however many processes', async () => {
  expect((await doubled([1, 2, 3, 4, 5], 2)).toSorted((a, b) => a - b)).toEqual([2, 4, 6, 8, 10]);
  expect(await doubled([], 2)).toEqual([]);
});

test('an order that cannot be done ends it, and is named', async () => {
  await expect(doubled([1, -7], 1)).rejects.toThrow('-7: Error: below zero');
});
