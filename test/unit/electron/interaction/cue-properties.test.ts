import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueMs } from '../../../../electron/interaction/cues/cue-book.ts';
import type { Cue } from '../../../../electron/interaction/cues/cue.ts';
import { silenceTimeout } from '../../../../electron/interaction/policy/silence-timeout.ts';
import { Driver, erratic } from './support/driver.ts';
import { story, Tale } from './support/tale.ts';

/** Cues in the midst of whatever else happens: each is said when it is due, once, and none that was ended. */

const nextOf = ({ timing }: Cue): number | null => {
  switch (timing.kind) {
    case 'at':
      return timing.dueMs;
    case 'every':
      return timing.nextMs;
    case 'clock':
      return timing.nextLocalMs;
    case 'after-silence':
      return null;
  }
};

const always = (name: string, holds: (tale: Tale) => void): void =>
  test.each([
    ['the silence timeout', silenceTimeout()],
    ['an erratic policy', erratic],
  ])(`${name}, under %s`, (_policy, policy) => {
    fc.assert(
      fc.property(story, (told) => holds(new Tale(new Driver(policy), told))),
      { numRuns: 100 },
    );
  });

always('no time of a cue is said twice, nor before it has come', (tale) => {
  const { said } = tale.settle();
  const keys = said.map(({ name, cue }) => `${name} ${cue && nextOf(cue)}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { cue, at } of said) {
    const after = tale.driver.seen[at];
    if (!cue || !after || !('state' in after)) throw new Error('a line came without its cue or a state');
    expect(dueMs(cue, after.state.book)).toBeLessThanOrEqual(after.state.wallMs);
  }
});

always('what was ended is not said any more', (tale) => {
  const { said, ended } = tale.settle();
  for (const { name, at } of said) expect(at).toBeLessThan(ended.get(name) ?? Number.POSITIVE_INFINITY);
});

always('once the world is sane again, everything that was due and was not ended has been said', (tale) => {
  const before = tale.driver.state.book.cues;
  const { said, driver, ended } = tale.settle();
  const { book, wallMs } = driver.state;
  for (const { name, timing } of before) {
    if (timing.kind === 'clock' || ended.has(name)) continue;
    expect(said.filter((one) => one.name === name).length).toBeGreaterThan(0);
  }
  expect(book.zoneMs).toBe(driver.zoneMs);
  // What is still to come was not passed over: it is not due, or only just.
  for (const cue of book.cues) expect(wallMs - dueMs(cue, book)).toBeLessThan(5000);
});

always('what is kept is what stands', ({ driver }) => {
  const kept = driver.effects.findLast((effect) => effect.type === 'keep-cues');
  expect(kept?.type === 'keep-cues' ? kept.cues : []).toEqual(driver.state.book.cues);
});
