import { FRAME_MS, msToSamples, samplesToMs } from '../../../shared/audio.ts';
import type { CompiledScene, Mark, Scene } from '../../../test/panel/scene.ts';
import { sceneSources } from '../../../test/panel/scenes/catalogue.ts';
import { atLevel, inRoom, Track, withBed } from '../../../test/panel/scenes/mix.ts';
import type { Sound } from '../../../test/scenarios/support/sounds.ts';
import { bedNames, trainBed } from './beds.ts';
import { dialogueLines } from './dialogue-lines.ts';
import { Draw } from './draw.ts';
import { sentence } from './grammar.ts';
import { say, speakers, type Manner, type Speaker } from './mouth.ts';
import type { Script } from './script.ts';
import { scripts, shares, type SessionKind } from './scripts.ts';

/** A session to be played, and how Beside behaves in it. */
export interface Session {
  readonly compiled: CompiledScene;
  readonly kind: SessionKind;
  readonly behaviour: string;
}

/** Early and late answers, and speech over Beside that goes on: the network has to know what follows each of them. */
const behaviours = [
  ['silence-300', 25],
  ['silence-500', 25],
  ['silence-900', 20],
  ['fault-late', 15],
  ['fault-ignores-barge-in', 15],
] as const;

export const behaviourOf = (draw: Draw): string => draw.weighted<string>(behaviours);

const LEVEL_DBFS = [-32, -14] as const;
const PACE = [0.85, 1.25] as const;
/** 60 dB of the room's sound are gone then. */
const DECAY_MS = [0, 280] as const;
const SNR_DB = [8, 45] as const;
/** A bed without a voice over it. */
const BED_DBFS = [-55, -28] as const;
const ECHO_DB = [-32, -10] as const;
const SHORTEST_MS = 6000;
const LONGEST_MS = 20_000;
/** After the last sound, for an answer to come, or for none. */
const TAIL_MS = [2400, 4500] as const;
/** As many other draws of the same kind as it takes to get one that is short enough. */
const TRIES = 20;

const peopleIn = (draw: Draw, but: Speaker): readonly [Speaker, Speaker] => {
  const others = speakers.filter((one) => one !== but);
  const first = draw.whole(0, others.length - 1);
  const second = (first + draw.whole(1, others.length - 1)) % others.length;
  return [others[first] ?? speakers[0], others[second] ?? speakers[0]];
};

export const sessionId = (seed: number, index: number): string =>
  `session-${seed}-${String(index + 1).padStart(5, '0')}`;

/** The session of a number: the same for the same seed, whatever others are made. */
export async function sessionOf(seed: number, index: number): Promise<Session> {
  const id = sessionId(seed, index);
  const draw = new Draw(seed, id);
  const human = (await sceneSources('train')).filter(({ scene }) => scene.human);
  const kind = draw.weighted(shares);
  const behaviour = behaviourOf(draw);
  const [first, ...rest] = human;
  if (kind === 'human' && first)
    return { kind, behaviour, compiled: retold(id, draw, await draw.oneOf([first, ...rest]).compile()) };
  const own = kind === 'human' ? 'turn' : kind;
  return { kind: own, behaviour, compiled: await compiled(id, draw, own, dialogueLines()) };
}

interface Cut {
  readonly script: Script;
  readonly durationMs: number;
  readonly manner: Manner;
}

/** Drawn anew while it is too long. */
function cutOf(draw: Draw, kind: keyof typeof scripts, lines: readonly string[]): Cut {
  for (let left = TRIES; left > 0; left--) {
    const manner = {
      speaker: draw.oneOf(speakers),
      pace: draw.between(...PACE),
      levelDbfs: draw.between(...LEVEL_DBFS),
    };
    const script = scripts[kind]({ draw, manner, lines });
    const durationMs = Math.max(SHORTEST_MS, Math.round(script.endMs + draw.between(...TAIL_MS)));
    if (durationMs <= LONGEST_MS) return { script, durationMs, manner };
  }
  throw new Error(`no session of the kind ${kind} is short enough`);
}

async function compiled(
  id: string,
  draw: Draw,
  kind: keyof typeof scripts,
  lines: readonly string[],
): Promise<CompiledScene> {
  const { script, durationMs, manner } = cutOf(draw, kind, lines);
  const track = new Track(durationMs);
  for (const { sound, atMs } of script.placed) track.place(sound, atMs);
  const watched = draw.happens(0.15) ? television(draw, track, manner, durationMs) : [];
  const seed = draw.whole(0, 1_000_000_000);
  const under = await trainBed(draw.oneOf(bedNames), durationMs, seed);
  const snrDb = draw.between(...SNR_DB);
  const spoken = script.placed.length > 0 || watched.length > 0;
  const whole = spoken
    ? withBed(inRoom(track.sound, draw.between(...DECAY_MS), seed), under, manner.levelDbfs, snrDb)
    : atLevel(under, draw.between(...BED_DBFS));
  const scene: Scene = {
    id,
    family: script.family,
    split: 'train',
    human: false,
    speakers: [manner.speaker.id],
    prelude: script.prelude,
    durationMs,
    marks: [
      ...script.marks,
      ...watched,
      ...(spoken ? [] : [{ kind: 'noise', fromMs: 0, toMs: durationMs } satisfies Mark]),
    ],
    echoDb: draw.happens(0.45) ? draw.between(...ECHO_DB) : null,
    snrDb: spoken ? snrDb : null,
  };
  return { scene, sound: withHoles(draw, whole) };
}

/** At either end the room is alone: the harness goes on with what it hears there. */
const ALONE_MS = 300;

/** Two others talk in turns, farther away, for as long as the session lasts. */
function television(draw: Draw, track: Track, manner: Manner, durationMs: number): readonly Mark[] {
  const marks: Mark[] = [];
  const people = peopleIn(draw, manner.speaker);
  const levelDbfs = manner.levelDbfs - draw.between(8, 22);
  for (let atMs = draw.between(ALONE_MS, 1500), turn = 0; ; turn++) {
    const speaker = people[turn % 2] ?? manner.speaker;
    const { sound } = say(sentence(draw, 'television'), { ...manner, speaker, levelDbfs });
    if (atMs + samplesToMs(sound.length) > durationMs - ALONE_MS) return marks;
    const { fromMs, toMs } = track.place(sound, atMs);
    marks.push({ kind: 'non-directed', fromMs, toMs });
    atMs = toMs + draw.between(100, 1200);
  }
}

/** In some sessions frames are lost on the way: up to four holes. */
function withHoles(draw: Draw, sound: Sound): Sound {
  if (!draw.happens(0.12)) return sound;
  const out = sound.slice();
  const frames = Math.floor(samplesToMs(sound.length) / FRAME_MS);
  for (let left = draw.whole(1, 4); left > 0; left--) {
    const from = msToSamples(FRAME_MS * draw.whole(0, frames - 3));
    out.fill(0, from, from + msToSamples(FRAME_MS * draw.whole(1, 3)));
  }
  return out;
}

/** A recorded scene at another level, now and then over a bed. */
function retold(id: string, draw: Draw, { scene, sound }: CompiledScene): CompiledScene {
  const gain = 10 ** (draw.between(-10, 4) / 20);
  const louder = sound.map((sample) => Math.max(-1, Math.min(1, sample * gain)));
  return { scene: { ...scene, id }, sound: withHoles(draw, louder) };
}
