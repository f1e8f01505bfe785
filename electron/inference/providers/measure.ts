import { Moonshine, type MoonshineSize } from '../models/moonshine.ts';
import { SILERO_WINDOW, Silero } from '../models/silero.ts';
import { describeError, type LaneSetup } from '../lanes/lane-protocol.ts';
import type { Measurement } from './choose.ts';

const RUNS = 7;
/** Enough of the output to tell a right kernel from a wrong one. */
const COMPARED = 256;

/** One usual piece of work of a model; gives numbers that every right provider gives alike. */
type Work = () => Promise<readonly number[]>;

/** Loads the model of `setup` on its provider and runs it; a failure is a result, not an error. */
export async function measure(setup: LaneSetup): Promise<Measurement> {
  const base = { model: setup.model, provider: setup.provider };
  const startMs = performance.now();
  try {
    const work = await openWork(setup);
    const loadMs = performance.now() - startMs;
    // The first run compiles shaders and fills arenas.
    const output = [...(await work())].slice(0, COMPARED);
    const runsMs: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const runMs = performance.now();
      await work();
      runsMs.push(performance.now() - runMs);
    }
    return { ...base, failure: null, loadMs, runsMs, output };
  } catch (error) {
    return {
      ...base,
      failure: describeError(error),
      loadMs: performance.now() - startMs,
      runsMs: [],
      output: [],
    };
  }
}

async function openWork(setup: LaneSetup): Promise<Work> {
  switch (setup.lane) {
    case 'floor':
      return voiceActivityWork(await Silero.open(file(setup, 'model'), setup.provider));
    case 'hear-fast':
      return recognitionWork(await openMoonshine('tiny', setup));
    case 'hear-final':
      return recognitionWork(await openMoonshine('base', setup));
    case 'speak':
    case 'speak-natural':
      throw new Error('a voice is measured by its own benchmark');
  }
}

const openMoonshine = (size: MoonshineSize, setup: LaneSetup): Promise<Moonshine> =>
  Moonshine.open(size, { encoder: file(setup, 'encoder'), decoder: file(setup, 'decoder') }, setup.provider);

function file(setup: LaneSetup, name: string): string {
  const path = setup.files[name];
  if (!path) throw new Error(`no file for ${name}`);
  return path;
}

/** One second of windows. */
function voiceActivityWork(silero: Silero): Work {
  const sound = sweep(1);
  return async () => {
    silero.reset();
    const probabilities: number[] = [];
    for (let at = 0; at + SILERO_WINDOW <= sound.length; at += SILERO_WINDOW) {
      probabilities.push(await silero.probability(sound.subarray(at, at + SILERO_WINDOW)));
    }
    return probabilities;
  };
}

/** Two seconds of sound: the encoder's states are compared, the decoder is timed with it. */
function recognitionWork(moonshine: Moonshine): Work {
  const sound = sweep(2);
  return async () => {
    const states = await moonshine.encode(sound);
    await moonshine.transcribe(sound);
    return Array.from(states.values.subarray(0, COMPARED));
  };
}

/** A tone with three formant-like partials, gliding up: the same for everyone, not silence, not noise. */
function sweep(seconds: number): Float32Array {
  const out = new Float32Array(seconds * 16_000);
  let phase = 0;
  for (let i = 0; i < out.length; i++) {
    phase += (2 * Math.PI * (110 + 60 * (i / out.length))) / 16_000;
    out[i] = 0.2 * Math.sin(phase) + 0.1 * Math.sin(5 * phase) + 0.05 * Math.sin(14 * phase);
  }
  return out;
}
