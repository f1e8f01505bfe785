import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { splitWords, type Words } from '../../electron/interaction/perception/words.ts';
import { resampleWhole } from '../../shared/sound/resample.ts';
import { int16ToFloat32 } from '../../shared/sound/pcm.ts';
import { asset } from '../e2e/support/assets.ts';
import { readSound } from '../e2e/support/wav.ts';
import { listen, type Hearing, type Listened } from './support/listener.ts';
import { music, pinkNoise, typing } from './support/noises.ts';
import { prepare } from './support/prepare.ts';
import {
  figure,
  heading,
  lookAround,
  print,
  progress,
  summaryCells,
  summaryHead,
  table,
} from './support/report.ts';
import { summarise } from './support/statistics.ts';
import { comparable, partialErrors, percent, sum, wordErrors } from './support/word-errors.ts';

/**
 * `npm run bench:recognition`: words while they are said. Recordings with text, heard by the engine and its models on a
 * virtual clock on which a result lands after the time that it took to make.
 */

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
const noiseSeconds = Number(values.seconds);

interface Reading {
  readonly name: string;
  readonly said: Words;
  readonly sound: Float32Array;
  /** End of each word, ms, where it is known. */
  readonly endsMs: readonly number[] | null;
}

function soundOf(name: string): Float32Array {
  const { samples, rateHz } = readSound(asset(name) ?? '');
  return resampleWhole(int16ToFloat32(samples), rateHz, 16_000);
}

const JFK =
  'and so my fellow americans ask not what your country can do for you ask what you can do for your country';

function readings(): Reading[] {
  const all: Reading[] = [];
  const add = (name: string, text: string, endsMs: Reading['endsMs'] = null): void => {
    if (asset(name) !== null) all.push({ name, said: splitWords(text), sound: soundOf(name), endsMs });
  };
  add('speech/jfk.wav', JFK);
  const harvard = JSON.parse(
    fs.readFileSync(asset('speech/harvard/transcripts.json') ?? '', 'utf8'),
  ) as Readonly<Record<string, string>>;
  for (const [name, text] of Object.entries(harvard)) add(`speech/harvard/${name}.wav`, text);
  for (const number of ['0870', '0880', '0890', '0920', '0930']) {
    const timed = asset(`speech/librivox/sense_${number}.words.json`);
    if (timed === null) continue;
    const { w } = JSON.parse(fs.readFileSync(timed, 'utf8')) as {
      readonly w: readonly { readonly b: number; readonly d: number; readonly t: string }[];
    };
    const words = w.filter(({ t }) => !t.startsWith('<'));
    const said = words.map(({ t }) => t.replace(/\(\d+\)$/, ''));
    add(
      `speech/librivox/sense_${number}.wav`,
      said.join(' '),
      words.map(({ b, d }) => 1000 * (b + d)),
    );
  }
  return all;
}

/** Readings of a voice one after the other without a pause between: one utterance of half a minute and more. */
function joined(all: readonly Reading[]): Reading {
  const parts = all.filter(({ name }) => name.includes('librivox'));
  const sound = new Float32Array(parts.reduce((length, one) => length + one.sound.length, 0));
  let at = 0;
  const endsMs: number[] = [];
  for (const one of parts) {
    sound.set(one.sound, at);
    endsMs.push(...(one.endsMs ?? []).map((ms) => ms + at / 16));
    at += one.sound.length;
  }
  return { name: 'librivox, joined', said: parts.flatMap(({ said }) => [...said]), sound, endsMs };
}

/** Time from a word's end to its being committed, for words that were committed as they were said. */
function commitLags({ said, endsMs }: Reading, { shown }: Listened): number[] {
  if (endsMs === null) return [];
  const words = comparable(said);
  if (words.length !== endsMs.length) return [];
  return words.flatMap((_, i) => {
    const upTo = words.slice(0, i + 1);
    const at = shown.find(({ stable }) => {
      const { errors, words: covered } = partialErrors(words, stable);
      return covered >= upTo.length && errors <= covered / 4;
    });
    return at ? [at.atMs - (endsMs[i] ?? 0)] : [];
  });
}

interface Stability {
  readonly shown: number;
  readonly retracted: number;
  readonly committed: number;
  readonly takenBack: number;
  readonly corrected: number;
}

/** Words that were shown and went again; and of the committed ones, those the quick recogniser or the precise one changed. */
function stabilityOf({ shown, lines }: Listened): Stability {
  let [count, retracted, takenBack] = [0, 0, 0];
  let before: readonly string[] = [];
  let stable: readonly string[] = [];
  let runFrom = -1;
  for (const one of shown) {
    const now = comparable([...one.stable, ...one.open]);
    const committed = comparable(one.stable);
    // Another utterance: what stood before it has become a line.
    const same = one.runFrom === runFrom ? commonPrefix(before, now) : commonPrefix(stable, now);
    if (one.runFrom === runFrom) {
      retracted += before.length - same;
      takenBack += stable.length - commonPrefix(stable, committed);
    }
    count += now.length - same;
    [before, stable, runFrom] = [now, committed, one.runFrom];
  }
  const final = comparable(splitWords(lines.join(' ')));
  const { errors } = wordErrors(final, stable);
  return { shown: count, retracted, committed: stable.length, takenBack, corrected: errors };
}

function commonPrefix(a: Words, b: Words): number {
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return same;
}

const lastBeforeEnding = ({ shown }: Listened, endMs: number): Words => {
  const last = shown.findLast(({ atMs }) => atMs <= endMs);
  return last ? [...last.stable, ...last.open] : [];
};

function costRows(hearings: readonly Hearing[]): string[][] {
  const kinds = [
    ['hear-fast, going on', (one: Hearing) => one.lane === 'hear-fast' && one.voiceActive],
    ['hear-fast, endings', (one: Hearing) => one.lane === 'hear-fast' && !one.voiceActive],
    ['hear-final', (one: Hearing) => one.lane === 'hear-final'],
  ] as const;
  return kinds.map(([name, fits]) => {
    const mine = hearings.filter(fits);
    const longest = Math.max(0, ...mine.map(({ windowMs }) => windowMs));
    return [name, ...summaryCells(summarise(mine.map(({ costMs }) => costMs))), figure(longest)];
  });
}

async function speech(): Promise<void> {
  const recordings = readings();
  if (recordings.length === 0)
    throw new Error('recordings missing: point BESIDE_ASSETS to the folder that holds them');
  const heard: { readonly reading: Reading; readonly result: Listened }[] = [];
  for (const reading of [...recordings, joined(recordings)]) {
    progress(`hearing ${reading.name}`);
    heard.push({ reading, result: await listen(reading.sound) });
  }
  const rows = heard.map(({ reading, result }) => {
    const partials = result.shown.map(({ stable, open }) =>
      partialErrors(reading.said, [...stable, ...open]),
    );
    const commits = result.shown.map(({ stable }) => partialErrors(reading.said, stable));
    const atEnd = wordErrors(reading.said, lastBeforeEnding(result, reading.sound.length / 16 + 600));
    const final = wordErrors(reading.said, splitWords(result.lines.join(' ')));
    return { reading, result, partials: sum(partials), commits: sum(commits), atEnd, final };
  });
  const short = rows.slice(0, -1);
  const long = rows.slice(-1);
  const rowOf = (name: string, some: typeof rows): string[] => {
    const said = some.reduce((count, { reading }) => count + comparable(reading.said).length, 0);
    const stable = some.map(({ result }) => stabilityOf(result));
    const total = (of: (one: Stability) => number): number => stable.reduce((all, one) => all + of(one), 0);
    const partials = some.reduce((count, { result }) => count + result.shown.length, 0);
    return [
      name,
      `${said} words, ${partials} partials`,
      percent(sum(some.map((one) => one.partials))),
      percent(sum(some.map((one) => one.commits))),
      percent(sum(some.map((one) => one.final))),
      `${total((one) => one.retracted)} of ${total((one) => one.shown)}`,
      `${total((one) => one.takenBack)} of ${total((one) => one.committed)}`,
      String(total((one) => one.corrected)),
    ];
  };
  print(
    table(
      [
        'recordings',
        'N',
        'WER of partials',
        'WER of commits',
        'WER of finals',
        'shown words retracted',
        'committed words changed later',
        'words that the last correction changed',
      ],
      [rowOf(`${short.length} utterances`, short), rowOf('one utterance without an ending', long)],
    ),
  );
  print();
  print(
    'Partials and commits are compared with the beginning of the text that fits them best. Only the precise recogniser changes committed words.',
  );
  print();
  const lags = rows.flatMap(({ reading, result }) => commitLags(reading, result));
  print(
    table(['ms', ...summaryHead], [["from a word's end to its commit", ...summaryCells(summarise(lags))]]),
  );
  print();
  print(
    table(
      ['cost, ms', ...summaryHead, 'longest window, ms'],
      costRows(rows.flatMap(({ result }) => result.hearings)),
    ),
  );
}

async function noises(): Promise<void> {
  const all = [
    ['typing, recorded', typing(noiseSeconds)],
    ['pink noise, −26 dBFS', pinkNoise(noiseSeconds)],
    ['music, made: melody, chords, bass, drum', music(noiseSeconds)],
    ['digital silence', new Float32Array(noiseSeconds * 16_000)],
  ] as const;
  const rows: string[][] = [];
  for (const [name, sound] of all) {
    if (sound === null) {
      rows.push([name, 'not run: the recording is not here', '', '', '']);
      continue;
    }
    progress(`hearing ${name}`);
    const { shown, hearings, lines, voicedMs } = await listen(sound);
    const shownWords = Math.max(0, ...shown.map(({ stable, open }) => stable.length + open.length));
    const words = lines.reduce((count, line) => count + splitWords(line).length, 0);
    rows.push([
      name,
      `${noiseSeconds} s`,
      figure(voicedMs),
      String(hearings.length),
      String(shownWords),
      String(words),
    ]);
  }
  print();
  print(
    table(
      [
        'sound without words',
        'length',
        'taken for voice, ms',
        'hearings',
        'words shown at most',
        'words in lines',
      ],
      rows,
    ),
  );
}

const start = lookAround();
await prepare();
print(heading('recognition', 'npm run bench:recognition', start, 'Models in Node, no Electron in the loop'));
print();
await speech();
await noises();
