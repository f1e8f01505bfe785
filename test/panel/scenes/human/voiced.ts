import { HEARING_RATE_HZ } from '../../../../shared/audio.ts';
import { rmsDbfs } from '../../../../shared/sound/pcm.ts';
import { SILERO_WINDOW, type Silero } from '../../../../electron/inference/models/silero.ts';

/** A stretch of a recording, ms from its start. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Where somebody speaks in a recording, found from the sound itself. */
export interface Voicing {
  /** Mean level of what is voiced, level of the room, and what is between them: dBFS. */
  readonly voiceDbfs: number;
  readonly floorDbfs: number;
  readonly leastDbfs: number;
  readonly voiced: readonly Span[];
  /** Loud, but no voice: a breath, a click, a chair. No silence, and no end of anything either. */
  readonly unclear: readonly Span[];
  /** Those of `voiced` that may be another's voice: what an echo canceller left of one, somebody across the room. */
  readonly weak: readonly Span[];
}

/** Level is measured, and a stretch begins and ends, in steps of this. */
export const STEP_MS = 10;
const STEP = (HEARING_RATE_HZ * STEP_MS) / 1000;
/** What is that much below the mean level of a voice is none of its sounds; a weak /f/ is about 25 dB below. */
const BELOW_VOICE_DB = 30;
const ABOVE_FLOOR_DB = 8;
/** A recording whose voice and room are nearer than this has no silences that could be told from a weak voice. */
const LEAST_CONTRAST_DB = 12;
/** The closure of a stop is up to 100 ms long. */
const BRIDGE_MS = 120;
const SHORTEST_MS = 40;
const VOICE = 0.5;
/** A talker's own phrases are nearer to their mean than this. */
const WEAK_DB = 12;

/** Null when there is no voice in it, or none that stands out from the room. */
export async function voicing(sound: Float32Array, silero: Silero): Promise<Voicing | null> {
  const levels = levelsOf(sound);
  const voices = await voicesOf(sound, silero);
  const isVoice = (step: number): boolean =>
    (voices[Math.floor((step * STEP + STEP / 2) / SILERO_WINDOW)] ?? 0) >= VOICE;
  const spoken = levels.filter((_, step) => isVoice(step));
  if (spoken.length === 0) return null;
  const voiceDbfs = meanDb(spoken);
  const floorDbfs = levels.toSorted((a, b) => a - b)[Math.floor(levels.length / 10)] ?? 0;
  const leastDbfs = Math.max(floorDbfs + ABOVE_FLOOR_DB, voiceDbfs - BELOW_VOICE_DB);
  if (voiceDbfs - leastDbfs < LEAST_CONTRAST_DB) return null;
  const loud = stretches(levels, leastDbfs);
  const hasVoice = ({ fromMs, toMs }: Span): boolean => {
    for (let step = fromMs / STEP_MS; step < toMs / STEP_MS; step++) if (isVoice(step)) return true;
    return false;
  };
  const levelOf = ({ fromMs, toMs }: Span): number => meanDb(levels.slice(fromMs / STEP_MS, toMs / STEP_MS));
  const voiced = loud.filter(hasVoice);
  return {
    voiceDbfs: Math.round(voiceDbfs * 10) / 10,
    floorDbfs: Math.round(floorDbfs * 10) / 10,
    leastDbfs: Math.round(leastDbfs * 10) / 10,
    voiced,
    unclear: loud.filter((span) => !hasVoice(span)),
    weak: voiced.filter((span) => levelOf(span) < voiceDbfs - WEAK_DB),
  };
}

/** Level of each whole step, dBFS. */
export const levelsOf = (sound: Float32Array): readonly number[] =>
  Array.from({ length: Math.floor(sound.length / STEP) }, (_, step) =>
    rmsDbfs(sound.subarray(step * STEP, (step + 1) * STEP)),
  );

export const meanDb = (levels: readonly number[]): number =>
  10 * Math.log10(levels.reduce((sum, db) => sum + 10 ** (db / 10), 0) / Math.max(1, levels.length));

async function voicesOf(sound: Float32Array, silero: Silero): Promise<readonly number[]> {
  silero.reset();
  const out: number[] = [];
  for (let at = 0; at < sound.length; at += SILERO_WINDOW) {
    const window = new Float32Array(SILERO_WINDOW);
    window.set(sound.subarray(at, at + SILERO_WINDOW));
    out.push(await silero.probability(window));
  }
  return out;
}

function stretches(levels: readonly number[], leastDbfs: number): readonly Span[] {
  const spans: Span[] = [];
  for (const [step, db] of levels.entries()) {
    if (db < leastDbfs) continue;
    const [fromMs, toMs] = [step * STEP_MS, (step + 1) * STEP_MS];
    const last = spans.at(-1);
    if (last && fromMs - last.toMs < BRIDGE_MS) spans[spans.length - 1] = { fromMs: last.fromMs, toMs };
    else spans.push({ fromMs, toMs });
  }
  return spans.filter(({ fromMs, toMs }) => toMs - fromMs >= SHORTEST_MS);
}
