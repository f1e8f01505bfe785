import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueMs } from '../../../../electron/interaction/cues/cue-book.ts';
import { atClock } from '../../../../electron/interaction/cues/clock-times.ts';
import type { Cue, Timing } from '../../../../electron/interaction/cues/cue.ts';
import { silenceTimeout } from '../../../../electron/interaction/policy/silence-timeout.ts';
import type { Effect } from '../../../../electron/interaction/timeline/events.ts';
import type { EngineState } from '../../../../electron/interaction/state.ts';
import { ANSWER, Driver, erratic, moves, type Move } from './support/driver.ts';

/** Cues in the midst of whatever else happens: each is said when it is due, once, and none that was ended. */

type CueMove =
  | { readonly do: 'keep'; readonly kind: Timing['kind']; readonly inMs: number; readonly lengthMs: number }
  | { readonly do: 'end-cue'; readonly pick: number }
  | { readonly do: 'zone'; readonly zoneMs: number };

const cueMoves: fc.Arbitrary<CueMove> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('keep' as const),
      kind: fc.constantFrom('at' as const, 'every' as const, 'clock' as const, 'after-silence' as const),
      inMs: fc.integer({ min: 0, max: 5000 }),
      lengthMs: fc.integer({ min: 2000, max: 6000 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('end-cue' as const), pick: fc.nat(10) }) },
  // The clocks are changed, or the computer travels.
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('zone' as const),
      zoneMs: fc.constantFrom(0, 3_600_000, 19_800_000),
    }),
  },
);
const story = fc.array(fc.tuple(cueMoves, moves), { maxLength: 8 });
type Story = readonly (readonly [CueMove, readonly Move[]])[];

/** 24 s: longer than any of the cues waits, and than a voice that never ends is waited for. */
const SETTLED_CELLS = 120;

interface Said {
  readonly name: string;
  /** As it stood just before; null where it did not stand any more. */
  readonly cue: Cue | null;
  /** How many things had been seen. */
  readonly at: number;
}

class Tale {
  readonly driver: Driver;
  #named = 0;
  readonly ended = new Map<string, number>();

  constructor(policy: ConstructorParameters<typeof Driver>[0], told: Story) {
    this.driver = new Driver(policy);
    this.driver.cell();
    for (const [cueMove, others] of told) {
      this.#make(cueMove);
      this.driver.play(others);
    }
  }

  /** Nobody speaks, everything asked for is done and everything played is heard out. */
  settle(): this {
    const { driver } = this;
    let answered = 0;
    for (let i = 0; i < SETTLED_CELLS; i += 1) {
      const asked = driver.seen.slice(answered);
      answered = driver.seen.length;
      for (const one of asked) if ('out' in one) this.#answer(one.out);
      driver.hear(0.01, 200);
    }
    return this;
  }

  #answer(effect: Effect): void {
    const { driver } = this;
    switch (effect.type) {
      case 'recognise':
        return driver.perceive({ type: 'recognition-failed', requestId: effect.requestId });
      case 'reply':
        return driver.perceive({ type: 'reply', requestId: effect.requestId, reply: ANSWER });
      case 'synthesise': {
        const { utteranceId, sentences } = effect;
        for (const sentence of sentences.keys()) {
          const last = sentence === sentences.length - 1;
          const made = { utteranceId, sentence, samples: 48_000, sentenceEnd: true, last };
          driver.perceive({ type: 'synthesised', ...made });
        }
        return;
      }
      case 'play': {
        const { utteranceId } = effect;
        return driver.perceive({ type: 'playback-ended', utteranceId, samples: 480_000, cause: 'finished' });
      }
      default:
    }
  }

  #make(move: CueMove): void {
    const { driver } = this;
    const { wallMs, book } = driver.state;
    switch (move.do) {
      case 'keep': {
        const cue = cueOf(`cue ${(this.#named += 1)}`, timingOf(move, driver.state), wallMs);
        return driver.perceive({ type: 'cues-kept', cues: [cue], wallMs });
      }
      case 'end-cue': {
        const cue = book.cues[move.pick % Math.max(1, book.cues.length)];
        if (!cue) return;
        driver.perceive({ type: 'cue-ended', id: cue.id });
        this.ended.set(cue.name, driver.seen.length);
        return;
      }
      case 'zone':
        driver.zoneMs = move.zoneMs;
    }
  }

  /** What was said by itself. */
  get said(): readonly Said[] {
    let before: EngineState<null> | null = null;
    let lines = new Set<string>();
    return this.driver.seen.flatMap((one, at) => {
      if (!('state' in one)) return [];
      const was = before;
      before = one.state;
      if (was === null || was.lines === one.state.lines) return [];
      const known = lines;
      const spoken = one.state.lines.filter(({ via }) => via === 'cue');
      lines = new Set(spoken.map(({ id }) => id));
      return spoken
        .filter(({ id }) => !known.has(id))
        .flatMap(({ text }) => text.match(/cue \d+/g) ?? [])
        .map((name) => ({ name, cue: was.book.cues.find((cue) => cue.name === name) ?? null, at }));
    });
  }
}

const cueOf = (name: string, timing: Timing, setAtMs: number): Cue => ({
  id: name,
  name,
  what: 'phrase',
  words: { shown: `${name}.`, spoken: name },
  timing,
  setAtMs,
});

function timingOf(
  { kind, inMs, lengthMs }: Extract<CueMove, { do: 'keep' }>,
  { wallMs, book }: EngineState<null>,
): Timing {
  switch (kind) {
    case 'at':
      return { kind, dueMs: wallMs + inMs };
    case 'every':
      return { kind, everyMs: lengthMs, nextMs: wallMs + inMs + 1 };
    case 'after-silence':
      return { kind, silentMs: lengthMs };
    case 'clock': {
      // The next whole minute is mostly too far away: its first time comes sooner, every other one a day later.
      const nextLocalMs = wallMs + book.zoneMs + inMs;
      return { ...atClock(0, [0, 1, 2, 3, 4, 5, 6], nextLocalMs), nextLocalMs };
    }
  }
}

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
      fc.property(story, (told) => holds(new Tale(policy, told))),
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
