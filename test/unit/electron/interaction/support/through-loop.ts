import { createEngine, type Engine } from '../../../../../electron/interaction/engine.ts';
import { MicroTurnLoop } from '../../../../../electron/interaction/loop.ts';
import type { Policy } from '../../../../../electron/interaction/policy/policy.ts';
import type { EngineState } from '../../../../../electron/interaction/state.ts';
import type { Cell } from '../../../../../electron/interaction/timeline/cell.ts';
import type { Effect } from '../../../../../electron/interaction/timeline/events.ts';
import type { Checkpoint } from '../../../../../electron/interaction/timeline/log.ts';
import { VirtualClock } from '../../../../scenarios/support/virtual-clock.ts';

/** A clock that travels. */
class TravellersClock extends VirtualClock {
  aheadMs = 0;

  override zoneMs(): number {
    return this.aheadMs;
  }
}

/** The engine with the loop and its log around it, to be driven like the engine alone. */
export interface Logged {
  readonly engine: Engine<null>;
  readonly cells: readonly Cell[];
  /** Before the first cell, and after each. */
  readonly checkpoints: readonly Checkpoint<null>[];
}

export function throughLoop(policy: Policy<null>, initial: Partial<EngineState<null>> = {}): Logged {
  const clock = new TravellersClock();
  const cells: Cell[] = [];
  const checkpoints: Checkpoint<null>[] = [];
  const effects: Effect[] = [];
  let events = 0;
  const bare = createEngine(policy);
  const loop = new MicroTurnLoop<null>(
    { ...bare, initial: { ...bare.initial, ...initial } },
    {
      clock,
      perform: (effect) => effects.push(effect),
      cellDone: (state, cell) => {
        cells.push(cell);
        events += cell.events.length;
        checkpoints.push({ cell: state.cell, events, atMs: clock.nowMs(), state });
      },
    },
  );
  if (loop.log.start) checkpoints.push(loop.log.start);
  loop.start();
  const step = () => ({ state: loop.state, effects: effects.splice(0) });
  const engine: Engine<null> = {
    initial: loop.state,
    perceive: (_state, what) => {
      loop.perceive(what);
      return step();
    },
    decide: (_state, nowMs, _wallMs, zoneMs) => {
      clock.aheadMs = zoneMs;
      clock.runToSync(nowMs);
      const decided = cells.at(-1)?.events.find((event) => event.kind === 'decided');
      if (!decided) throw new Error('no cell was run');
      return { ...step(), ruling: decided.ruling };
    },
  };
  return { engine, cells, checkpoints };
}
