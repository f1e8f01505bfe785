import path from 'node:path';
import { msToSamples } from '../../../../shared/audio.ts';
import type { Sound } from '../../../scenarios/support/sounds.ts';
import { noRecording, recording } from '../../../scenarios/support/sounds.ts';
import type { CompiledScene, Mark, Scene, Split } from '../../scene.ts';
import type { SceneSource } from '../scene-source.ts';
import { isHere, soundOf } from './assets.ts';
import { readMarks, type Cut, type MarkedRecording } from './marks.ts';
import { crossfaded, FADE_MS, roomTone } from './room-tone.ts';
import { splitOf } from './sources.ts';
import type { Span } from './voiced.ts';

/** A scene of a recording: all of it is known before its sound is read. */
export interface HumanSource extends SceneSource {
  readonly scene: Scene;
}

/** The room before anybody speaks. */
const LEAD_MS = 400;
/** Beside has been heard for so long before somebody makes a sound over it. */
const LEAD_OVER_MS = 1200;
/** After a turn, for an answer to come; after other sounds, for one that must not. */
const TAIL_MS = 3000;
/**
 * After a pause scene whose last word is no known end. It was cut out of running speech: the melody says that more
 * comes, nothing comes, and whether Beside answers then is neither right nor wrong. So the scene is over before it can.
 */
const OPEN_TAIL_MS = 200;
/** What an automatic gain makes of a voice, near or far; what is beside the voice moves with it. */
const VOICE_DBFS = -24;
const LOUDEST = 0.98;

const marks = readMarks();

/** Null when all recordings are here, else why the scenes are missing. */
export function humanMissing(): string | null {
  const missing = marks.recordings.find(({ file }) => !isHere(file));
  if (missing) return noRecording(missing.file);
  const [shortest] = marks.recordings
    .filter(({ file }) => file.endsWith('.flac'))
    .toSorted((one, other) => one.lengthMs - other.lengthMs);
  // Whether the flac command is here, too.
  return !shortest || recording(shortest.file) ? null : noRecording(shortest.file);
}

/** The recorded scenes of a split, always in the same order; none when the recordings are not here. */
export function humanScenes(split: Split): readonly HumanSource[] {
  if (humanMissing() !== null) return [];
  return marks.cuts
    .filter(({ file }) => splitOf(file) === split)
    .map((cut) => sourceOfCut(cut, split, recordingOf(cut)));
}

/** The scene that a cut of a recording makes, among the panel's or not. */
export function sourceOfCut(cut: Cut, split: Split, of: MarkedRecording): HumanSource {
  const scene = sceneOf(cut, split, of);
  return { scene, compile: async () => compiled(scene, cut, of) };
}

/** By its sound alone: the recording and the place in it. */
const idOf = ({ family, file, cut }: Cut): string =>
  `human-${family}-${path.basename(file).replace(/\.\w+$/, '')}-${cut.fromMs}`;

const leadOf = ({ prelude }: Cut): number => (prelude === 'none' ? LEAD_MS : LEAD_OVER_MS);

/** From the recording's time to the scene's. */
function placed(cut: Cut, { fromMs, toMs }: Span): Span {
  const firstMs = cut.voiced[0]?.fromMs ?? cut.cut.fromMs;
  const byMs = leadOf(cut) - firstMs;
  return { fromMs: fromMs + byMs, toMs: toMs + byMs };
}

const wholeOf = (cut: Cut): Span => ({
  fromMs: cut.voiced[0]?.fromMs ?? cut.cut.fromMs,
  toMs: cut.voiced.at(-1)?.toMs ?? cut.cut.toMs,
});

/** A bed is all there is, from the first sample to the last. */
const isBed = ({ family }: Cut): boolean => family === 'noise' || family === 'echo';

function marksOf(cut: Cut): readonly Mark[] {
  const whole = placed(cut, wholeOf(cut));
  const { family, pauses, ends, text } = cut;
  if (isBed(cut)) return [{ kind: 'noise', fromMs: 0, toMs: cut.cut.toMs - cut.cut.fromMs }];
  if (family === 'backchannel' || family === 'tic' || family === 'non-directed')
    return [{ kind: family, ...whole }];
  const turn: Mark = { kind: 'turn', ...whole, text, answer: [] };
  return [
    ends ? turn : { kind: 'open', ...whole },
    ...pauses.map((pause): Mark => ({ kind: 'pause', ...placed(cut, pause) })),
  ];
}

function durationOf(cut: Cut): number {
  if (isBed(cut)) return cut.cut.toMs - cut.cut.fromMs;
  return placed(cut, wholeOf(cut)).toMs + (cut.family === 'pause' && !cut.ends ? OPEN_TAIL_MS : TAIL_MS);
}

function recordingOf({ file }: Cut): MarkedRecording {
  const found = marks.recordings.find((one) => one.file === file);
  if (!found) throw new Error(`There are no marks of the recording ${file}.`);
  return found;
}

const sceneOf = (cut: Cut, split: Split, { speakers }: MarkedRecording): Scene => ({
  id: idOf(cut),
  family: cut.family,
  split,
  human: true,
  speakers,
  prelude: { kind: cut.prelude },
  durationMs: durationOf(cut),
  marks: marksOf(cut),
  // What comes back of a voice, and the bed under it, are in the recording; nothing is added to either.
  echoDb: null,
  snrDb: null,
});

const part = (sound: Sound, { fromMs, toMs }: Span): Sound =>
  sound.slice(msToSamples(fromMs), msToSamples(toMs));

function compiled(scene: Scene, cut: Cut, { room, floorDbfs, voiceDbfs }: MarkedRecording): CompiledScene {
  const sound = soundOf(cut.file);
  const piece = part(sound, cut.cut);
  if (isBed(cut) || voiceDbfs === null) return { scene, sound: filled(piece, scene.durationMs) };
  const tone = (ms: number): Sound => roomTone(ms, room && part(sound, room), floorDbfs ?? 0);
  const beforeMs = placed(cut, cut.cut).fromMs;
  const inPlace = crossfaded(tone(beforeMs + FADE_MS), piece, tone(scene.durationMs));
  return { scene, sound: filled(atVoiceLevel(inPlace, voiceDbfs), scene.durationMs) };
}

function atVoiceLevel(sound: Sound, voiceDbfs: number): Sound {
  const peak = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const factor = Math.min(10 ** ((VOICE_DBFS - voiceDbfs) / 20), LOUDEST / Math.max(peak, 1e-6));
  return sound.map((sample) => sample * factor);
}

/** Exactly as long as the scene. */
function filled(sound: Sound, durationMs: number): Sound {
  const out = new Float32Array(msToSamples(durationMs));
  out.set(sound.subarray(0, out.length));
  return out;
}
