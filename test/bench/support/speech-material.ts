import { smallTalk } from '../../../electron/interaction/voice/small-talk/small-talk.ts';
import type { VoiceName } from '../../../shared/inference.ts';
import { asset } from '../../e2e/support/assets.ts';
import { synthesise } from '../../e2e/support/synthesiser.ts';
import { readSound, type Sound } from '../../e2e/support/wav.ts';
import { cut, levelled, voicedPart } from './signal.ts';
import { seededRandom } from './statistics.ts';

/** What is said to Beside in the benches: synthetic voices that are not its own, and recorded people. */

/** Where a person's sound counts as voice, against a peak of −6 dBFS. */
export const VOICED_DBFS = -45;
const PEAK_DBFS = -6;

export interface Question {
  readonly name: string;
  readonly who: 'synthetic' | 'human';
  readonly sound: Sound;
  /** Whether this is an answer to it, asked at this time. */
  readonly isRight: (answer: string, understood: string, askedAt: Date) => boolean;
}

const PERSONS = ['slt', 'awb', 'kal16'] as const satisfies readonly VoiceName[];

const sums = [
  ['What is seventeen times twenty three?', 391],
  ['What is twelve plus thirty?', 42],
  ['How much is ninety minus fifteen?', 75],
  ['What is eighty four divided by four?', 21],
  ['What is six times nine?', 54],
  ['What is two hundred plus fifty five?', 255],
] as const;
const clocks = ['What time is it?', 'What is the date today?'] as const;

/** Recorded people whose recordings have a quiet end, so that their last voiced sample is known. */
const recordings = [
  ['human/read/azure_weather.flac', /weather/],
  ['speech/harvard/spk1_snt1.wav', /small dog/],
  ['speech/harvard/spk1_snt2.wav', /figures/],
  ['speech/harvard/spk1_snt3.wav', /air/],
  ['speech/harvard/spk1_snt5.wav', /week/],
  ['human/read/arctic_a0024.flac', /\w+ \w+ \w+/],
] as const;

const CANNOT = /can't answer that yet/;

function local(date: Date): Parameters<typeof smallTalk>[1] {
  return {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    hour: date.getHours(),
    minute: date.getMinutes(),
  };
}

const shownAnswer = (text: string, at: Date): string =>
  smallTalk(text, local(at))
    .sentences.map(({ shown }) => shown)
    .join(' ');

/** Only the voiced part and a little around it: what is silence in a file is silence in the room too. */
function trimmed(sound: Sound): Sound {
  const loud = levelled(sound, PEAK_DBFS);
  const voiced = voicedPart(loud, VOICED_DBFS);
  return voiced ? cut(loud, voiced.firstMs - 60, voiced.lastMs + 60) : loud;
}

async function syntheticQuestions(): Promise<Question[]> {
  const all: Question[] = [];
  for (const voice of PERSONS) {
    for (const [text, value] of sums) {
      all.push({
        name: `${voice}: ${text}`,
        who: 'synthetic',
        sound: trimmed(await synthesise(text, voice)),
        isRight: (answer) => new RegExp(`\\b${value}\\b`).test(answer),
      });
    }
    for (const text of clocks) {
      all.push({
        name: `${voice}: ${text}`,
        who: 'synthetic',
        sound: trimmed(await synthesise(text, voice)),
        // The minute may turn while it is asked.
        isRight: (answer, _understood, askedAt) =>
          [0, 60_000].some((laterMs) => answer === shownAnswer(text, new Date(askedAt.getTime() + laterMs))),
      });
    }
  }
  return all;
}

/** Beside has no answer to these: right is to have understood them and to say so. */
function humanQuestions(): Question[] {
  return recordings.flatMap(([name, words]) => {
    const file = asset(name);
    if (file === null) return [];
    return [
      {
        name,
        who: 'human' as const,
        sound: trimmed(readSound(file)),
        isRight: (answer: string, understood: string) =>
          CANNOT.test(answer) && words.test(understood.toLowerCase()),
      },
    ];
  });
}

/** In an order that mixes voices and kinds, the same each time; more than there are begin again from the first. */
export async function questions(count: number): Promise<Question[]> {
  const [human, synthetic] = [humanQuestions(), await syntheticQuestions()];
  const all = mixed([...human, ...synthetic], 7);
  // A short run has people in it too.
  const [first] = human;
  const ordered = first ? [first, ...all.filter((one) => one !== first)] : all;
  return Array.from({ length: count }, (_, i) => ordered[i % ordered.length] as Question);
}

function mixed<T>(items: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return items
    .map((item) => ({ item, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

export interface Clip {
  readonly name: string;
  readonly who: 'synthetic' | 'human';
  readonly sound: Sound;
  /** Its first voiced sample: the first 10 ms within 30 dB of its peak. */
  readonly voicedFromMs: number;
}

const VOICED_BELOW_PEAK_DB = 30;
/** Kept before the first voiced sample. */
const CLIP_LEAD_MS = 20;

/** A part of a recording as a person says it into the room: peak as wanted, from its first voiced sample on. */
function clipOf(
  whose: Pick<Clip, 'name' | 'who'>,
  sound: Sound,
  peakDbfs: number,
  longestMs = Number.POSITIVE_INFINITY,
): Clip {
  const loud = levelled(sound, peakDbfs);
  const voiced = voicedPart(loud, peakDbfs - VOICED_BELOW_PEAK_DB);
  if (!voiced) throw new Error(`There is no voice in ${whose.name}.`);
  const fromMs = Math.max(0, voiced.firstMs - CLIP_LEAD_MS);
  const toMs = Math.min(voiced.lastMs + 40, fromMs + longestMs);
  return { ...whose, sound: cut(loud, fromMs, toMs), voicedFromMs: voiced.firstMs - fromMs };
}

/** People with something to say, two to four seconds of it: 12 readers of LibriSpeech and the AEC challenge, and others. */
const talkers = [
  'speech/libri_speakers/1688-142285-0001.flac',
  'human/read/pv_leopard.flac',
  'speech/libri_speakers/2033-164914-0002.flac',
  'speech/harvard/spk1_snt4.wav',
  'human/aec_doubletalk/aec_08llw8wwn0yo_2.flac',
  'speech/libri_speakers/2609-156975-0001.flac',
  'human/read/azure_talent.flac',
  'human/aec_doubletalk/aec_2uGePeGN0P4O_10.flac',
  'speech/libri_speakers/1998-15444-0001.flac',
  'human/read/azure_wreck.flac',
  'speech/libri_speakers/3005-163389-0002.flac',
  'human/aec_doubletalk/aec_6Z2gNp93x0OP_17.flac',
  'speech/harvard/spk1_snt6.wav',
  'speech/libri_speakers/2414-128291-0002.flac',
  'human/read/azure_talent_py.flac',
  'human/aec_doubletalk/aec_9qFY1q8Ce0a3_24.flac',
  'speech/libri_speakers/1688-142285-0002.flac',
  'human/read/arctic_a0024.flac',
  'speech/libri_speakers/2033-164914-0000.flac',
  'human/aec_doubletalk/aec_8KYsaTdIdUG5_21.flac',
] as const;

const CLIP_MS = [2000, 2600, 3200, 4000] as const;
const CLIP_PEAKS_DBFS = [-6, -3, -9, -12] as const;

/** Interruptions of different people, lengths and levels. Throws when the recordings are not on this machine. */
export function interruptions(count: number): Clip[] {
  return Array.from({ length: count }, (_, i) => {
    const name = talkers[i % talkers.length] as string;
    const peakDbfs = CLIP_PEAKS_DBFS[i % CLIP_PEAKS_DBFS.length] ?? PEAK_DBFS;
    const lengthMs = CLIP_MS[(i * 3) % CLIP_MS.length] ?? 2600;
    return clipOf({ name, who: 'human' }, readSound(needed(name)), peakDbfs, lengthMs);
  });
}

function needed(name: string): string {
  const file = asset(name);
  if (file === null)
    throw new Error(
      `The recording ${name} is not on this machine. Point BESIDE_ASSETS to the folder that holds the recordings.`,
    );
  return file;
}

/** Parts of two recordings of one person saying "uh-huh", "mm" and "um"; cut by level, not by ear. */
const murmurs = [
  ['human/mfa/mfa_uhuh.flac', 2580, 2830],
  ['human/mfa/mfa_uhuh.flac', 3200, 3550],
  ['human/mfa/mfa_uhum.flac', 5120, 5920],
  ['human/mfa/mfa_um.flac', 6250, 6720],
] as const;
const MURMUR_PEAK_DBFS = -9;
const assents = ['Yeah.', 'Right.', 'Okay.', 'Uh huh.', 'Mm hm.', 'I see.'] as const;

/** Recorded ones; none where the recordings are not on this machine. */
export function humanMurmurs(): Clip[] {
  return murmurs.flatMap(([name, fromMs, toMs]) => {
    const file = asset(name);
    if (file === null) return [];
    const sound = cut(readSound(file), fromMs, toMs);
    return [clipOf({ name: `${name} ${fromMs} ms`, who: 'human' }, sound, MURMUR_PEAK_DBFS)];
  });
}

/** Short signs of listening; none of them wants the floor. */
export async function backchannels(count: number): Promise<Clip[]> {
  for (const [name] of murmurs) needed(name);
  const human = humanMurmurs();
  const synthetic: Clip[] = [];
  for (const [i, text] of assents.entries()) {
    const voice = PERSONS[i % PERSONS.length] ?? 'slt';
    const whose = { name: `${voice}: ${text}`, who: 'synthetic' } as const;
    synthetic.push(clipOf(whose, await synthesise(text, voice), MURMUR_PEAK_DBFS));
  }
  const all = mixed([...human, ...synthetic], 3);
  return Array.from({ length: count }, (_, i) => all[i % all.length] as Clip);
}

/** Typed lines whose answers are long: a sum of large numbers is said in words, both numbers and the result. */
export function longLines(count: number, seed = 5): string[] {
  const random = seededRandom(seed);
  const large = (): number => 100_000_000_000 + Math.floor(random() * 399_999_999_999);
  return Array.from({ length: count }, () => `${large()} + ${large()}`);
}

/** The one sentence that Beside says to such a line. */
export const spokenAnswer = (line: string): string =>
  smallTalk(line, local(new Date()))
    .sentences.map(({ spoken }) => spoken)
    .join(' ');
