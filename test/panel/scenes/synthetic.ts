import type { CompiledScene, Family, Scene, Split } from '../scene.ts';
import { bed } from './beds.ts';
import { drafts, type Draft } from './families.ts';
import { draw, type Drawn } from './generator.ts';
import { atLevel, inRoom, Track, withBed } from './mix.ts';
import type { SceneSource } from './scene-source.ts';
import { talkersOf } from './talkers.ts';
import { templates, type Templates } from './templates.ts';

/** How many scenes of each family a split has. With the recorded ones they are 300 at most. */
const counts: Readonly<Record<Split, Readonly<Record<Family, number>>>> = {
  train: {
    question: 10,
    pause: 14,
    interruption: 4,
    backchannel: 4,
    tic: 4,
    'non-directed': 4,
    noise: 2,
    echo: 1,
    time: 1,
  },
  tune: {
    question: 8,
    pause: 10,
    interruption: 4,
    backchannel: 4,
    tic: 4,
    'non-directed': 4,
    noise: 2,
    echo: 2,
    time: 2,
  },
  'held-out': {
    question: 16,
    pause: 24,
    interruption: 12,
    backchannel: 12,
    tic: 8,
    'non-directed': 8,
    noise: 6,
    echo: 4,
    time: 6,
  },
};

const families = Object.keys(drafts) as readonly Family[];

/** The panel's synthetic scenes of a split. `times`: so many times as many, of which the first are the panel's. */
export function syntheticScenes(split: Split, times = 1): readonly SceneSource[] {
  return families.flatMap((family) =>
    Array.from({ length: counts[split][family] * times }, (_, turn) => source(split, family, turn)),
  );
}

/** Scenes of a split with other lines, none of them the panel's: its talkers, rooms and beds. */
export function scenesWith(
  split: Split,
  family: Family,
  lines: Partial<Templates>,
  count: number,
): readonly SceneSource[] {
  const said = { ...templates[split], ...lines };
  return Array.from({ length: count }, (_, turn) => source(split, family, turn, 'more-', said));
}

function source(
  split: Split,
  family: Family,
  turn: number,
  prefix = '',
  lines = templates[split],
): SceneSource {
  const id = `${split}-${prefix}${family}-${String(turn + 1).padStart(2, '0')}`;
  const about = { id, family, split, human: false, speakers: [draw(id, split, turn).talker.id] };
  return {
    scene: about,
    compile: async () => {
      const drawn = draw(id, split, turn);
      const draft = await drafts[family]({ drawn, templates: lines, turn });
      return compiled({ ...about, speakers: draft.speakers }, draft, drawn);
    },
  };
}

/** A bed without a voice over it: what a quiet room has, and a loud one. */
const BED_DBFS = [-48, -30] as const;

async function compiled(
  about: Pick<Scene, 'id' | 'family' | 'split' | 'human' | 'speakers'>,
  draft: Draft,
  drawn: Drawn,
): Promise<CompiledScene> {
  const { prelude, durationMs, marks, placed } = draft;
  const track = new Track(durationMs);
  for (const { sound, atMs } of placed) track.place(sound, atMs);
  const under = await bed(drawn.bed, durationMs, drawn.seed, talkersOf(about.split));
  const scene: Scene = {
    ...about,
    prelude,
    durationMs,
    marks,
    echoDb: draft.echo ? drawn.echoDb : null,
    snrDb: placed.length === 0 ? null : drawn.snrDb,
  };
  if (placed.length === 0) return { scene, sound: atLevel(under, drawn.between(...BED_DBFS)) };
  const room = inRoom(track.sound, drawn.decayMs, drawn.seed);
  return { scene, sound: withBed(room, under, drawn.levelDbfs, drawn.snrDb) };
}
