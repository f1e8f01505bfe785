import fc from 'fast-check';
import { atClock } from '../../../../../electron/interaction/cues/clock-times.ts';
import type { Cue, Timing } from '../../../../../electron/interaction/cues/cue.ts';
import type { Manners } from '../../../../../shared/manners.ts';
import type { EngineState } from '../../../../../electron/interaction/state.ts';
import type { Effect } from '../../../../../electron/interaction/timeline/events.ts';
import { ANSWER, moves, type Driver, type Move } from './driver.ts';

/** Every way in which a person may want Beside to behave. */
const minute = fc.integer({ min: 0, max: 1439 });
/** As plain as what the app makes. */
const plain = { noNullPrototype: true } as const;
const anyManners: fc.Arbitrary<Manners> = fc.record(
  {
    forwardness: fc.constantFrom('reserved' as const, 'balanced' as const, 'forward' as const),
    quietHours: fc.option(fc.record({ fromMinute: minute, toMinute: minute }, plain)),
    audibleNods: fc.boolean(),
  },
  plain,
);

/** What happens to standing instructions, and to what may be said of them. */
type CueMove =
  | { readonly do: 'manners'; readonly manners: Manners }
  | {
      readonly do: 'keep';
      readonly kind: Timing['kind'];
      readonly inMs: number;
      readonly lengthMs: number;
      /** Asked for so long ago: before the quiet hours began, or in them. */
      readonly agoMs: number;
    }
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
      agoMs: fc.constantFrom(0, 24 * 3_600_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('end-cue' as const), pick: fc.nat(10) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('manners' as const), manners: anyManners }) },
  // The clocks are changed, or the computer travels.
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('zone' as const),
      zoneMs: fc.constantFrom(0, 3_600_000, 19_800_000),
    }),
  },
);
/** Standing instructions in the midst of whatever else happens. */
export const story = fc.array(fc.tuple(cueMoves, moves), { maxLength: 8 });
export type Story = readonly (readonly [CueMove, readonly Move[]])[];

/** 24 s: longer than any of the cues waits, and than a voice that never ends is waited for. */
const SETTLED_CELLS = 120;

interface Said {
  readonly name: string;
  /** As it stood just before; null where it did not stand any more. */
  readonly cue: Cue | null;
  /** How many things had been seen. */
  readonly at: number;
}

/** A driver with standing instructions to keep. */
export class Tale {
  readonly driver: Driver;
  #named = 0;
  readonly ended = new Map<string, number>();

  constructor(driver: Driver, told: Story) {
    this.driver = driver;
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
      case 'manners':
        return driver.perceive({ type: 'manners', manners: move.manners });
      case 'keep': {
        const cue = cueOf(`cue ${(this.#named += 1)}`, timingOf(move, driver.state), wallMs - move.agoMs);
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
