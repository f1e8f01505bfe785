import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hush } from '../../../../shared/manners.ts';
import { endOfTurn } from '../../../../electron/interaction/policy/end-of-turn.ts';
import { learned } from '../../../../electron/interaction/policy/learned/learned.ts';
import { silenceTimeout } from '../../../../electron/interaction/policy/silence-timeout.ts';
import { canonical } from '../../../../electron/interaction/timeline/canonical.ts';
import { rulingOf } from '../../../../electron/interaction/timeline/cell.ts';
import { replay } from '../../../../electron/interaction/timeline/replay.ts';
import { Integrity } from '../../../../electron/interaction/timeline/integrity.ts';
import { fromExactJson, toExactJson } from '../../../../electron/replay/exact-json.ts';
import { Driver, erratic } from './support/driver.ts';
import { story, Tale, type Story } from './support/tale.ts';
import { throughLoop, type Logged } from './support/through-loop.ts';

/** Whatever happens in whatever order, its log tells the truth, and gives the same again. */

const policies = [
  ['the silence timeout', silenceTimeout()],
  ['the end of a turn', endOfTurn()],
  ['the learned policy', learned()],
  ['an erratic policy', erratic],
] as const;
type AnyPolicy = (typeof policies)[number][1];

/** The person has said "not now", before, just now or for long. */
const anyHush: fc.Arbitrary<Hush | null> = fc.option(
  fc.record(
    {
      fromMs: fc.integer({ min: 1_799_990_000_000, max: 1_800_000_010_000 }),
      untilMs: fc.integer({ min: 1_800_000_000_000, max: 1_800_000_100_000 }),
    },
    { noNullPrototype: true },
  ),
);

function logged(policy: AnyPolicy, told: Story, hush: Hush | null = null): Logged {
  const body = throughLoop(policy, { hush });
  new Tale(new Driver(policy, {}, body.engine), told).settle();
  return body;
}

const again = <T>(value: T): T => fromExactJson(toExactJson(value)) as T;

test.each(policies)('cells, events and causes are in order, under %s', (_name, policy) => {
  fc.assert(
    fc.property(story, (told) => {
      const { cells, checkpoints } = logged(policy, told);
      const [start] = checkpoints;
      if (!start) throw new Error('no checkpoint');
      const integrity = new Integrity(start);
      expect(cells.flatMap((cell) => integrity.check(cell))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test.each(policies)(
  'a session gives the same again, byte for byte, from whichever checkpoint, under %s',
  (_name, policy) => {
    fc.assert(
      fc.property(story, fc.nat(), anyHush, (told, pick, hush) => {
        const { cells, checkpoints } = logged(policy, told, hush);
        const start = checkpoints[pick % checkpoints.length];
        if (!start) throw new Error('no checkpoint');
        const since = cells.filter(({ index }) => index >= start.cell);
        const { report, state } = replay(policy, again(start), again(since));
        expect(report).toMatchObject({ cells: since.length, differing: 0, flawed: 0 });
        expect(canonical(state)).toBe(canonical(checkpoints.at(-1)?.state));
      }),
      { numRuns: 60 },
    );
  },
);

test('what the policy put out stands in for a policy that is not known', () => {
  fc.assert(
    fc.property(story, (told) => {
      const { cells, checkpoints } = logged(erratic, told);
      const [start] = checkpoints;
      if (!start) throw new Error('no checkpoint');
      expect(replay(null, start, cells).report).toMatchObject({ differing: 0, flawed: 0 });
    }),
    { numRuns: 20 },
  );
});

test('nothing is lost of a state or a cell that is written down and read', () => {
  fc.assert(
    fc.property(story, anyHush, (told, hush) => {
      const { cells, checkpoints } = logged(silenceTimeout(), told, hush);
      expect(again(checkpoints)).toStrictEqual(checkpoints);
      expect(again(cells)).toStrictEqual(cells);
    }),
    { numRuns: 10 },
  );
});

test.each(policies)('nothing is played that was forbidden to be said, under %s', (_name, policy) => {
  let vetoes = 0;
  fc.assert(
    fc.property(story, anyHush, (told, hush) => {
      for (const cell of logged(policy, told, hush).cells) {
        if (rulingOf(cell).veto === null) continue;
        vetoes += 1;
        const decided = cell.events.find(({ kind }) => kind === 'decided')?.id;
        const acts = cell.events.filter((event) => event.kind === 'act' && event.cause === decided);
        expect(acts.filter((event) => event.kind === 'act' && event.effect.type === 'play')).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
  // Else this test would say nothing.
  expect(vetoes).toBeGreaterThan(0);
});

test.each(policies)(
  'an utterance is played once, and a due cue is told of once, under %s',
  (_name, policy) => {
    fc.assert(
      fc.property(story, anyHush, (told, hush) => {
        const body = throughLoop(policy, { hush });
        const tale = new Tale(new Driver(policy, {}, body.engine), told).settle();
        const played = tale.driver.effects.flatMap((effect) =>
          effect.type === 'play' ? [effect.utteranceId] : [],
        );
        expect(new Set(played).size).toBe(played.length);
        const once = tale.said.filter(({ cue }) => cue?.timing.kind === 'at').map(({ name }) => name);
        expect(new Set(once).size).toBe(once.length);
      }),
      { numRuns: 60 },
    );
  },
);
