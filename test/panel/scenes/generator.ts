import { seededRandom } from '../../bench/support/statistics.ts';
import type { Split } from '../scene.ts';
import type { BedName } from './beds.ts';
import { talkersOf, type Talker } from './talkers.ts';

type Range = readonly [least: number, most: number];

/** What a split's scenes are drawn from. No two splits share a bed; ranges overlap, as people's do. */
interface Parameters {
  readonly pace: Range;
  readonly pitch: Range;
  /** Of the voice, over its loud parts, dBFS. */
  readonly levelDbfs: Range;
  /** Time in which 60 dB of the room's sound are gone. */
  readonly decayMs: Range;
  readonly beds: readonly BedName[];
  readonly snrDb: Range;
  /** Drawn so that short ones are as frequent as long ones are, by their logarithm. */
  readonly pauseMs: Range;
  readonly echoDb: Range;
}

const parameters: Readonly<Record<Split, Parameters>> = {
  train: {
    pace: [0.9, 1.1],
    pitch: [0.95, 1.05],
    levelDbfs: [-24, -18],
    decayMs: [0, 120],
    beds: ['hiss', 'hum'],
    snrDb: [20, 35],
    pauseMs: [300, 1500],
    echoDb: [-30, -22],
  },
  tune: {
    pace: [0.95, 1.2],
    pitch: [0.9, 1.1],
    levelDbfs: [-26, -20],
    decayMs: [60, 180],
    beds: ['fan'],
    snrDb: [18, 30],
    pauseMs: [350, 1300],
    echoDb: [-26, -18],
  },
  'held-out': {
    pace: [0.85, 1.25],
    pitch: [0.85, 1.15],
    levelDbfs: [-30, -16],
    decayMs: [0, 300],
    beds: ['rain', 'keys', 'babble'],
    snrDb: [12, 30],
    pauseMs: [300, 2000],
    echoDb: [-30, -12],
  },
};

/** What is drawn for one scene. The same for the same id, whatever else there is. */
export interface Drawn {
  readonly talker: Talker;
  readonly manner: { readonly pace: number; readonly pitch: number };
  readonly levelDbfs: number;
  readonly decayMs: number;
  readonly bed: BedName;
  readonly snrDb: number;
  readonly pauseMs: number;
  readonly echoDb: number;
  /** For whatever else is random in it. */
  readonly seed: number;
  between(least: number, most: number): number;
  oneOf<T>(list: readonly [T, ...T[]]): T;
}

/** FNV-1a. */
function seedOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** `turn` counts a family's scenes: talkers and beds take turns, out of step with what is said and when. */
export function draw(id: string, split: Split, turn: number): Drawn {
  const seed = seedOf(id);
  const random = seededRandom(seed);
  const between = (least: number, most: number): number => least + (most - least) * random();
  const within = ([least, most]: Range): number => between(least, most);
  const from = parameters[split];
  const talkers = talkersOf(split);
  const talker = talkers[(turn + (turn >> 2)) % talkers.length];
  if (!talker) throw new Error(`nobody talks in ${split}`);
  return {
    talker,
    manner: { pace: within(from.pace), pitch: within(from.pitch) },
    levelDbfs: within(from.levelDbfs),
    decayMs: within(from.decayMs),
    bed: from.beds[turn % from.beds.length] ?? 'hiss',
    snrDb: within(from.snrDb),
    pauseMs: Math.round(Math.exp(between(Math.log(from.pauseMs[0]), Math.log(from.pauseMs[1])))),
    echoDb: within(from.echoDb),
    seed,
    between,
    oneOf: (list) => list[Math.floor(random() * list.length)] ?? list[0],
  };
}
