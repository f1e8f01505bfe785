import { createEngine } from '../../../electron/interaction/engine.ts';
import { MicroTurnLoop } from '../../../electron/interaction/loop.ts';
import { silenceTimeout } from '../../../electron/interaction/policy/silence-timeout.ts';
import type { EngineState } from '../../../electron/interaction/state.ts';
import type { Cell } from '../../../electron/interaction/timeline/cell.ts';
import { ScriptedWorld } from './scripted-world.ts';
import { VirtualClock } from './virtual-clock.ts';

type Deed = readonly [atSeconds: number, deed: (world: ScriptedWorld) => void];

const says = (text: string) => (world: ScriptedWorld) => world.say(text);
const types = (text: string) => (world: ScriptedWorld) => world.type(text);

/** Ten minutes that are lived again and again: talk, a typed line, interruptions, cues, and three minutes of silence. */
const TEN_MINUTES_S = 600;
const TEN_MINUTES: readonly Deed[] = [
  [3, says('What is seventeen times twenty three')],
  // Over a real answer: it gives way.
  [6.5, says('No I meant another number')],
  [17, says('What time is it')],
  [24, types('Tell me a story')],
  // Over the answer: it gives way.
  [27, says('Hold on a moment what is six times seven')],
  [40, types('What can you do?')],
  // A sign of listening, and it goes on.
  [42, says('mm')],
  [60, says('Go on')],
  [80, says('Every ten seconds say stretch')],
  [95, says('How many miles are five kilometers')],
  [110, types('What is 84 divided by 4?')],
  [128, says('What is the date today and after that what is twelve plus thirty')],
  [160, says('Remind me in two minutes to drink')],
  [175, says('Stop saying stretch')],
  [200, types('What did I just say?')],
  [240, says('Say that again')],
  [300, says('Remind me in five minutes to look up')],
  [315, types('Tell me a story')],
  [317, says('stop')],
  [330, says('I was going to say')],
  // A pause inside a sentence: half of it is an utterance of its own then.
  [334, says('what is nine times nine')],
  // The rest of a sentence, over what is said to its first half.
  [346, says('What is seventeen times')],
  [349, says('nine')],
  [360, types('Set a timer for one minute')],
];

export interface ScriptedSession {
  readonly clock: VirtualClock;
  readonly loop: MicroTurnLoop<null>;
  readonly world: ScriptedWorld;
}

/** A loop in a scripted world, its person busy for `minutes`; the caller lets the clock run. */
export function scriptedSession(
  minutes: number,
  cellDone: (state: EngineState<null>, cell: Cell) => void = () => undefined,
): ScriptedSession {
  const clock = new VirtualClock();
  const world: ScriptedWorld = new ScriptedWorld(clock, (what) => loop.perceive(what));
  const loop: MicroTurnLoop<null> = new MicroTurnLoop(createEngine(silenceTimeout()), {
    clock,
    perform: (effect) => world.perform(effect),
    cellDone,
  });
  loop.start();
  world.open();
  const live = (fromS: number): void => {
    for (const [atS, deed] of TEN_MINUTES) clock.after(1000 * atS, () => deed(world));
    if (fromS + TEN_MINUTES_S < 60 * minutes)
      clock.after(1000 * TEN_MINUTES_S, () => live(fromS + TEN_MINUTES_S));
  };
  live(0);
  return { clock, loop, world };
}
