/**
 * Finds the marks of the human scenes from the recordings and stores them: `node test/panel/scenes/human/find-marks.ts`.
 * Needs the recordings and the model packs, and about two minutes.
 */
import path from 'node:path';
import { testPacksFolder } from '../../../../.ci/paths.ts';
import { Silero } from '../../../../electron/inference/models/silero.ts';
import type { Split } from '../../scene.ts';
import { entries, type Entry } from './assets.ts';
import * as made from './candidates.ts';
import type { Surveyed } from './candidates.ts';
import { signHearer } from './hear-signs.ts';
import { writeMarks, type Cut, type StoredMarks } from './marks.ts';
import { beds, calls, sourceOf, splitOf, talks, vocal } from './sources.ts';
import type { Span } from './voiced.ts';

/** Scenes of a family in a split. All families together are 120 at most: a scene takes seconds under every policy. */
const most: Readonly<Record<Split, Readonly<Record<Cut['family'], number>>>> = {
  train: { pause: 9, question: 6, backchannel: 3, tic: 6, 'non-directed': 2, noise: 2, echo: 0 },
  tune: { pause: 14, question: 5, backchannel: 0, tic: 0, 'non-directed': 3, noise: 3, echo: 4 },
  'held-out': { pause: 40, question: 4, backchannel: 6, tic: 0, 'non-directed': 4, noise: 3, echo: 4 },
};

const ECHO = 'human/aec_echo_only/';

const openSilero = (): Promise<Silero> =>
  Silero.open(path.join(testPacksFolder(), 'silero-vad', 'silero_vad_v6.onnx'), 'cpu');

/** All that could be a scene, of the recordings that `only` lets through. */
export async function candidates(
  only: (name: string) => boolean,
): Promise<readonly { readonly of: Surveyed; readonly cut: Cut }[]> {
  const silero = await openSilero();
  const heard = new Map<string, Surveyed>();
  for (const entry of (entries() ?? []).filter((one) => only(one.name) && isUsed(one)))
    heard.set(entry.name, await made.survey(entry, silero));
  const out = [...heard.values()].flatMap((of) => ownCuts(of).map((cut) => ({ of, cut })));
  const isSign = await signHearer();
  for (const call of calls) {
    const [agent, caller] = [heard.get(call.agent), heard.get(call.caller)];
    if (!agent || !caller) continue;
    for (const cut of await made.callCuts(agent, caller, isSign)) out.push({ of: agent, cut });
    for (const cut of await made.callCuts(caller, agent, isSign)) out.push({ of: caller, cut });
  }
  return out;
}

const isUsed = ({ name }: Entry): boolean => splitOf(name) !== null && /\.(wav|flac)$/.test(name);

function ownCuts(of: Surveyed): readonly Cut[] {
  const { name } = of.entry;
  const talk = talks.find((one) => one.name === name);
  const bed = beds.find((one) => one.name === name);
  if (talk) return made.talkCuts(of, talk.pieces);
  if (bed) return made.bedCuts(of, 'noise', bed.pieces);
  if (name.startsWith(ECHO)) return made.bedCuts(of, 'echo', 1);
  if (vocal.some((one) => one.name === name)) return made.vocalCuts(of);
  return sourceOf(name) ? made.spokenCuts(of) : [];
}

/** What a scene tells: how many silences and ends. */
const told = ({ pauses, ends }: Cut): number => pauses.length + (ends ? 1 : 0);

/**
 * Ends first: they are rare among what is recorded. Then those with the most pauses, since each scene takes seconds under
 * every policy; a pause's length or place plays no part, so that short and long ones come as people make them.
 */
const byWorth = (one: Cut, other: Cut): number =>
  Number(other.ends) - Number(one.ends) ||
  told(other) - told(one) ||
  one.file.localeCompare(other.file) ||
  one.cut.fromMs - other.cut.fromMs;

const pair = ({ fromMs, toMs }: Span): [number, number] => [fromMs, toMs];

async function findMarks(): Promise<StoredMarks> {
  const all = await candidates(() => true);
  const cuts = (Object.keys(most) as readonly Split[]).flatMap((split) =>
    Object.entries(most[split]).flatMap(([family, count]) =>
      all
        .filter(({ cut }) => cut.family === family && splitOf(cut.file) === split)
        .toSorted((one, other) => byWorth(one.cut, other.cut))
        .slice(0, count),
    ),
  );
  const files = new Map(cuts.map(({ of }) => [of.entry.name, made.recordingOf(of)]));
  return {
    command: 'node test/panel/scenes/human/find-marks.ts',
    recordings: [...files.values()].map((one) => ({ ...one, room: one.room && pair(one.room) })),
    cuts: cuts.map(({ cut }) => ({
      ...cut,
      cut: pair(cut.cut),
      voiced: cut.voiced.map(pair),
      pauses: cut.pauses.map(pair),
    })),
  };
}

if (import.meta.main) writeMarks(await findMarks());
