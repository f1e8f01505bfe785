import crypto from 'node:crypto';
import path from 'node:path';
import type { Split } from '../../scene.ts';

/** How it is known that a turn is over where a recording's last word is. */
export type Ending =
  /** It is a whole sentence or answer, recorded for itself: its last word is the end however close the file's end is. */
  | 'sentence'
  /** Recorded until the speaker had nothing more to say: there is room tone after the last word. */
  | 'tail'
  /** Cut out of running speech, or by the clock in mid-speech: where it ends, no turn ends. */
  | 'never';

/** Recordings of one kind, by the start of their name. */
export interface Source {
  readonly names: string;
  readonly split: Split;
  readonly ending: Ending;
  /** Taken from one recording at most. */
  readonly pieces: number;
}

/**
 * Who is in which split. A speaker is in one only, so that what was trained or tuned has not heard the held-out ones.
 * Recordings of one series count as one speaker's, because its people may be the same under other names. The first
 * that fits counts.
 *
 * - The echo challenge's clips are for evaluation, by their terms: never in `train`. One id is one speaker; see `splitOf`.
 *   Their people read sentences one after another until the clock stops them: many of the pauses are between whole
 *   sentences, where only what follows tells that the turn was not over.
 * - Both calls are held out, with the mono one of the same shop: only there another person takes the turn over, so only
 *   there the end of a turn in conversation is certain. The demo agents are left out: their voices may be synthetic.
 * - What the benches have set their constants by (readers, `mfa`, Azure's samples, `pv`) is not held out.
 * - `mfa` is one person. Laughs and breaths of others are not known by name, so there are some in `train` only.
 * - An advert with effects (`google_gnome`) and joined digits are left out: they are no one's speech to anyone.
 *   So is `pv_falcon`, in which is what is in `pv_diar`.
 */
export const sources: readonly Source[] = [
  { names: 'human/mfa/multilingual_ipa', split: 'train', ending: 'never', pieces: 0 },
  { names: 'human/mfa/61-', split: 'train', ending: 'never', pieces: 0 },
  { names: 'human/mfa/mfa_laughter', split: 'train', ending: 'never', pieces: 0 },
  { names: 'human/mfa/mfa_breaths', split: 'train', ending: 'never', pieces: 0 },
  { names: 'human/mfa/falsetto', split: 'train', ending: 'never', pieces: 0 },
  { names: 'human/mfa/mfa_uhu', split: 'train', ending: 'never', pieces: 0 },
  { names: 'human/mfa/', split: 'train', ending: 'tail', pieces: 1 },
  { names: 'speech/harvard/', split: 'train', ending: 'sentence', pieces: 1 },
  { names: 'speech/jfk', split: 'train', ending: 'never', pieces: 1 },
  { names: 'speech/libri', split: 'train', ending: 'never', pieces: 1 },
  { names: 'human/read/azure_', split: 'train', ending: 'tail', pieces: 1 },
  { names: 'human/read/arctic_', split: 'train', ending: 'sentence', pieces: 1 },
  { names: 'human/spontaneous/azure_', split: 'train', ending: 'tail', pieces: 2 },
  { names: 'human/read/pv_', split: 'tune', ending: 'tail', pieces: 1 },
  { names: 'human/read/', split: 'tune', ending: 'sentence', pieces: 1 },
  { names: 'human/cv/', split: 'tune', ending: 'sentence', pieces: 1 },
  { names: 'human/spontaneous/', split: 'tune', ending: 'tail', pieces: 3 },
  { names: 'human/aec_doubletalk/', split: 'held-out', ending: 'never', pieces: 1 },
];

/** Interruptions of the floor bench, whose constants they have set. */
const benched = new Set([
  '08llw8wwn0yo_2',
  '2uGePeGN0P4O_10',
  '6Z2gNp93x0OP_17',
  '8KYsaTdIdUG5_21',
  '9qFY1q8Ce0a3_24',
]);
/** One in so many of the challenge's speakers is for tuning. */
const TUNE_ONE_IN = 5;

/** Of a recording of the echo challenge: by its id alone, so that no other recording, come or gone, moves it. */
function splitOfClip(id: string): Split {
  const digest = crypto.createHash('sha256').update(id).digest();
  return benched.has(id) || digest.readUInt32BE() % TUNE_ONE_IN === 0 ? 'tune' : 'held-out';
}

/** The one place that says which split a recording's speakers are in; null: nothing of it is used. */
export function splitOf(name: string): Split | null {
  const clip = /^aec_(.+?)(?:_echo)?\.flac$/.exec(path.basename(name))?.[1];
  if (clip !== undefined) return splitOfClip(clip);
  if (calls.some(({ agent, caller }) => [agent, caller].includes(name))) return 'held-out';
  return [...talks, ...beds].find((one) => one.name === name)?.split ?? sourceOf(name)?.split ?? null;
}

export const sourceOf = (name: string): Source | null =>
  sources.find(({ names }) => name.startsWith(names)) ?? null;

/** Meetings and talks between others, and how an agent opens a call. Nothing of it is meant for Beside. */
export const talks: readonly { readonly name: string; readonly split: Split; readonly pieces: number }[] = [
  { name: 'human/dialogue/azure_katiesteve.flac', split: 'train', pieces: 2 },
  { name: 'human/dialogue/pv_diar.flac', split: 'tune', pieces: 2 },
  { name: 'dialogue/ami_tst00.wav', split: 'held-out', pieces: 1 },
  { name: 'human/calls/aws_pca_auto0.flac', split: 'held-out', pieces: 2 },
  { name: 'human/calls/aws_auto_40_agent.flac', split: 'held-out', pieces: 1 },
];

/** Beds by themselves; each is in one split only, as a voice is. `pieces` of 6 s. */
export const beds: readonly { readonly name: string; readonly split: Split; readonly pieces: number }[] = [
  { name: 'human/noise/keyboard1.flac', split: 'train', pieces: 1 },
  { name: 'human/noise/engine_idling.flac', split: 'train', pieces: 1 },
  { name: 'human/noise/people_talking.flac', split: 'tune', pieces: 2 },
  { name: 'human/noise/car_horn.flac', split: 'tune', pieces: 1 },
  { name: 'human/noise/callcenter.flac', split: 'held-out', pieces: 3 },
  { name: 'human/noise/dog_bark.flac', split: 'held-out', pieces: 1 },
];

/**
 * Sounds that are no words, of the one who recorded them under these names. Found as the stretches in which no
 * recogniser heard a word; which of them are the sound of the name was told from that, not by ear.
 */
export const vocal = [
  { name: 'human/mfa/mfa_uhuh.flac', family: 'backchannel', fromMs: 2600, toMs: 2810 },
  { name: 'human/mfa/mfa_uhuh.flac', family: 'backchannel', fromMs: 3220, toMs: 3520 },
  { name: 'human/mfa/mfa_uhum.flac', family: 'backchannel', fromMs: 5090, toMs: 5930 },
  { name: 'human/mfa/mfa_breaths.flac', family: 'tic', fromMs: 1160, toMs: 1510 },
  { name: 'human/mfa/mfa_breaths.flac', family: 'tic', fromMs: 2300, toMs: 3260 },
  { name: 'human/mfa/mfa_breaths.flac', family: 'tic', fromMs: 5910, toMs: 6250 },
  { name: 'human/mfa/mfa_breaths.flac', family: 'tic', fromMs: 10_310, toMs: 10_630 },
  { name: 'human/mfa/mfa_laughter.flac', family: 'tic', fromMs: 3610, toMs: 5190 },
  { name: 'human/mfa/mfa_laughter.flac', family: 'tic', fromMs: 6390, toMs: 7390 },
] as const;

/** Both sides of a call, on one clock. */
export const calls: readonly { readonly agent: string; readonly caller: string }[] = [40, 49].map((call) => ({
  agent: `human/calls/aws_auto_${call}_agent.flac`,
  caller: `human/calls/aws_auto_${call}_caller.flac`,
}));
