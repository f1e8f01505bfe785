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
import { writeMarks, type Cut, type HumanMarks } from './marks.ts';
import { beds, calls, sourceOf, splitOf, talks, vocal } from './sources.ts';

/** What is chosen apart from the rest: a pause is in a turn that ends in the scene, or in one whose end is not known. */
type Choice = Exclude<Cut['family'], 'pause'> | 'pause, ended' | 'pause, open';

/**
 * Scenes of each choice in a split. All together are 120 at most, since each takes seconds under every policy; more than
 * half are held out, so that these hold 150 silences and ends.
 */
const most: Readonly<Record<Split, Readonly<Record<Choice, number>>>> = {
  train: {
    'pause, ended': 4,
    'pause, open': 4,
    question: 5,
    backchannel: 2,
    tic: 4,
    'non-directed': 1,
    noise: 1,
    echo: 0,
  },
  tune: {
    'pause, ended': 3,
    'pause, open': 6,
    question: 4,
    backchannel: 0,
    tic: 0,
    'non-directed': 2,
    noise: 2,
    echo: 2,
  },
  'held-out': {
    'pause, ended': 14,
    'pause, open': 47,
    question: 13,
    backchannel: 5,
    tic: 0,
    'non-directed': 4,
    noise: 2,
    echo: 3,
  },
};

const choiceOf = ({ family, ends }: Cut): Choice =>
  family === 'pause' ? (ends ? 'pause, ended' : 'pause, open') : family;

const ECHO = 'human/aec_echo_only/';

const openSilero = (): Promise<Silero> =>
  Silero.open(path.join(testPacksFolder(), 'silero-vad', 'silero_vad_v6.onnx'), 'cpu');

/** What could be a scene, and the recording that it is of. */
interface Candidate {
  readonly of: Surveyed;
  readonly cut: Cut;
}

/** All that could be a scene, of the recordings that `only` lets through. */
export async function candidates(only: (name: string) => boolean): Promise<readonly Candidate[]> {
  const silero = await openSilero();
  const heard = new Map<string, Surveyed>();
  for (const entry of (entries() ?? []).filter((one) => only(one.name) && isUsed(one)))
    heard.set(entry.name, await made.survey(entry, silero));
  const out = [...heard.values()].flatMap((of) => ownCuts(of).map((cut) => ({ of, cut })));
  const whole = calls.flatMap((call) => {
    const [agent, caller] = [heard.get(call.agent), heard.get(call.caller)];
    return agent && caller ? [[agent, caller] as const, [caller, agent] as const] : [];
  });
  if (whole.length === 0) return out;
  const isSign = await signHearer();
  for (const [one, other] of whole)
    for (const cut of await made.callCuts(one, other, isSign)) out.push({ of: one, cut });
  return out;
}

const isUsed = ({ name }: Entry): boolean => splitOf(name) !== null && /\.(wav|flac)$/.test(name);

function ownCuts(of: Surveyed): readonly Cut[] {
  const { name } = of.entry;
  const talk = talks.find((one) => one.name === name);
  const bed = beds.find((one) => one.name === name);
  if (talk) return made.talkCuts(of, talk.pieces);
  if (bed) return made.bedCuts(of, bed.pieces);
  if (name.startsWith(ECHO)) return made.echoCuts(of);
  if (vocal.some((one) => one.name === name)) return made.vocalCuts(of);
  return sourceOf(name) ? made.spokenCuts(of) : [];
}

/** Each speaker's best before anybody's second: people differ more than what one of them says. */
function chosen(all: readonly Candidate[], split: Split, choice: Choice): readonly Candidate[] {
  const fit = all
    .filter(({ cut }) => choiceOf(cut) === choice && splitOf(cut.file) === split)
    .toSorted(byWorth);
  const ranked = fit.map((one, i) => ({
    one,
    rank: fit.slice(0, i).filter((before) => before.of.speakers.join() === one.of.speakers.join()).length,
  }));
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most[split][choice])
    .map(({ one }) => one);
}

/**
 * Those with the most pauses, since each scene takes seconds under every policy. A pause's length or place plays no part,
 * so that short and long ones come as people make them.
 */
const byWorth = ({ cut: one }: Candidate, { cut: other }: Candidate): number =>
  other.pauses.length - one.pauses.length ||
  one.file.localeCompare(other.file) ||
  one.cut.fromMs - other.cut.fromMs;

async function findMarks(): Promise<HumanMarks> {
  const all = await candidates(() => true);
  const cuts = (Object.keys(most) as readonly Split[]).flatMap((split) =>
    (Object.keys(most[split]) as readonly Choice[]).flatMap((choice) => chosen(all, split, choice)),
  );
  const recordings = new Map(cuts.map(({ of }) => [of.entry.name, made.recordingOf(of)]));
  return {
    command: 'node test/panel/scenes/human/find-marks.ts',
    recordings: [...recordings.values()],
    cuts: cuts.map(({ cut }) => cut),
  };
}

if (import.meta.main) writeMarks(await findMarks());
