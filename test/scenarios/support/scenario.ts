import { test } from 'vitest';
import { packsMissing } from './lanes.ts';
import type { Room } from './room.ts';

/** A scenario needs the model packs; without them it is skipped, and says how to get them. */
export function scenario(
  name: string,
  body: (skip: (reason: string) => never) => Promise<void>,
  timeoutMs?: number,
): void {
  const missing = packsMissing();
  test(
    name,
    async (context) => {
      if (missing !== null) context.skip(missing);
      await body((reason) => context.skip(reason));
    },
    timeoutMs,
  );
}

/** Words as a listener would write them down. */
export const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9']+/g, ' ')
    .trim();

/** Who said what, and whether it was said to its end. */
export const heardLines = (room: Room): readonly string[] =>
  room.lines.map(({ who, text, state }) => `${who}: ${plain(text)} (${state})`);

/** Beside has answered `count` times, each to its end. */
export const answered =
  (room: Room, count = 1) =>
  (): boolean =>
    room.lines.filter(({ who, state }) => who === 'beside' && (state === 'final' || state === 'shown'))
      .length >= count;

export const speaking = (room: Room) => (): boolean => room.floor === 'speaking';
