import { createEngine, type Engine } from '../../../electron/interaction/engine.ts';
import { silenceTimeout } from '../../../electron/interaction/policy/silence-timeout.ts';
import type { EngineState } from '../../../electron/interaction/state.ts';
import type { Perception } from '../../../electron/interaction/timeline/events.ts';
import { CHECKPOINT_CELLS } from '../../../electron/interaction/timeline/log.ts';
import { ScriptedRoom } from '../../scenarios/support/scripted-room.ts';

/** A long session of a person and Beside, and what can go on in one minute of it. */

export interface TapedCell {
  readonly perceived: readonly Perception[];
  readonly atMs: number;
  readonly wallMs: number;
  readonly zoneMs: number;
}

/** A minute as it came to the engine, and the state that it began in. */
export interface Tape {
  readonly engine: Engine<null>;
  readonly state: EngineState<null>;
  readonly cells: readonly TapedCell[];
  /** What each of these cells cost the loop, µs. */
  readonly loopUs: readonly number[];
}

export interface Situation {
  readonly name: string;
  /** Sets it up; the minute begins after that. */
  readonly enter: (session: ScriptedRoom) => void;
  /** Undoes what would last. */
  readonly leave?: (session: ScriptedRoom) => void;
}

const TAPE_MS = 60_000;
const STORY = 'and then we went on and looked for the house that my sister had told us about last year';
const CUES = 50;

const cuesKept = (wallMs: number): Perception => ({
  type: 'cues-kept',
  wallMs,
  cues: Array.from({ length: CUES }, (_, i) => ({
    id: `kept-${i}`,
    name: `thing ${i}`,
    what: 'reminder' as const,
    words: { shown: `Thing ${i}.`, spoken: `Thing ${i}.` },
    timing: { kind: 'at' as const, dueMs: wallMs + 20 * 3_600_000 + i * 60_000 },
    setAtMs: wallMs,
  })),
});

/** Questions and answers in turn, with pauses. */
function talk(session: ScriptedRoom, ms: number): void {
  for (let atMs = 0; atMs < ms; atMs += 10_000) {
    session.say('what is seventeen times twenty three', 2500, atMs);
    // One in two answers is talked over.
    if (atMs % 20_000 === 0) session.say('no wait stop', 1000, atMs + 4500);
  }
}

export const situations: readonly Situation[] = [
  {
    name: 'gate closed, nothing happens',
    enter: (session) => session.gate(false),
    leave: (session) => session.gate(true),
  },
  { name: 'listening, nobody speaks', enter: () => undefined },
  {
    name: 'a person talks for a minute',
    enter: (session) => {
      const words = Array.from({ length: 10 }, () => STORY).join(' ');
      session.say(words, TAPE_MS + 2000);
      session.run(1000);
    },
  },
  {
    name: 'Beside talks for a minute',
    enter: (session) => {
      session.type('tell me a long story');
      session.run(1500);
    },
  },
  { name: 'questions and answers', enter: (session) => talk(session, TAPE_MS) },
  {
    name: `listening, ${CUES} cues standing`,
    enter: (session) => session.perceive(cuesKept(session.clock.wallMs())),
    leave: (session) => {
      for (const { id } of session.loop.state.book.cues) session.perceive({ type: 'cue-ended', id });
    },
  },
];

const LONG_SENTENCES = 30;

/** The real loop on a virtual clock. The script's own work is not in what is measured. */
class AgedSession {
  readonly checkpointCells = CHECKPOINT_CELLS;
  readonly policy: string;
  readonly #engine: Engine<null>;
  readonly #session: ScriptedRoom;
  #taping = false;
  #perceived: Perception[] = [];
  #cells: TapedCell[] = [];
  #loopUs: number[] = [];

  constructor() {
    const policy = silenceTimeout();
    this.policy = policy.name;
    this.#engine = createEngine(policy);
    this.#session = new ScriptedRoom({
      policy,
      reply: (text) => ({
        reason: 'no-skill',
        sentences: Array.from({ length: text.includes('long story') ? LONG_SENTENCES : 1 }, (_, i) => ({
          shown: `And this is sentence ${i} of what there is to say.`,
          spoken: `And this is sentence ${i} of what there is to say.`,
        })),
      }),
      sentenceMs: 2500,
      onPerceived: (what) => void (this.#taping && this.#perceived.push(what)),
      onCell: ({ atMs, wallMs, zoneMs }) => {
        if (!this.#taping) return;
        this.#cells.push({ perceived: this.#perceived, atMs, wallMs, zoneMs });
        this.#perceived = [];
      },
      onCost: (us) => void (this.#taping && this.#loopUs.push(us)),
    });
    this.#session.gate(true);
  }

  get cells(): number {
    return this.#session.loop.state.cell;
  }

  get loggedCells(): number {
    return this.#session.loop.log.cells.length;
  }

  get lines(): number {
    return this.#session.loop.state.lines.length;
  }

  growTo(minutes: number): void {
    while (this.#session.nowMs < minutes * 60_000) {
      talk(this.#session, 60_000);
      this.#session.run(60_000);
    }
  }

  enter(situation: Situation): Tape {
    situation.enter(this.#session);
    // From a cell on, so that no perception of before is missing from the first.
    this.#session.run(200 - (this.#session.nowMs % 200));
    const { state } = this.#session.loop;
    [this.#perceived, this.#cells, this.#loopUs] = [[], [], []];
    this.#taping = true;
    this.#session.run(TAPE_MS);
    this.#taping = false;
    const tape = { engine: this.#engine, state, cells: this.#cells, loopUs: this.#loopUs };
    situation.leave?.(this.#session);
    this.#session.perceive({ type: 'stop-pressed' });
    this.#session.run(8000);
    return tape;
  }
}

export type Aged = AgedSession;
export const aged = (): Aged => new AgedSession();
