import { float32ToInt16, int16ToFloat32 } from '../../../shared/sound/pcm.ts';
import { until, wait, type BenchDesk } from '../../bench/support/desk.ts';
import { findIn, voicedPart } from '../../bench/support/signal.ts';
import { onClock, type Steps } from '../../bench/support/stages.ts';
import type { Sound } from '../../e2e/support/wav.ts';
import type { Outcome, Voiced } from '../outcome.ts';
import type { CompiledScene } from '../scene.ts';
import { audibleStretches } from '../harness/audible-stretches.ts';
import { AFTER_MS, LONG_ORDER } from '../harness/scene-times.ts';

const RATE_HZ = 16_000;
/** Above the room's own noise; where a scene has a bed, it begins with that, and the bed is as good a pattern. */
const VOICED_DBFS = -50;
const PATTERN_MS = 1500;
/** The player’s own latency and a process’s start, on a busy machine too. */
const START_WITHIN_MS = 2500;
/** The room has nothing but the scene in the microphone: what is less alike is something else. */
const LEAST_LIKENESS = 0.7;
/** The recorder's fragment and the speaker's buffers. */
const ON_ITS_WAY_MS = 300;

/** What is known of a scene in real Electron, on the scene's own clock. */
export interface ElectronTake extends Pick<Outcome, 'sceneId' | 'voiced'> {
  /** Answers to what was spoken, in this scene and before it. */
  readonly exchanges: readonly Steps[];
}

/** One scene in real Electron, what could be heard of Beside from the room's recordings. */
export async function takeInElectron(
  desk: BenchDesk,
  { scene, sound }: CompiledScene,
): Promise<ElectronTake> {
  if (!(await desk.quiet(1500))) throw new Error('Beside did not come to rest');
  if (scene.prelude.kind === 'beside-talks') await letTalk(desk);
  const person = { rateHz: RATE_HZ, samples: float32ToInt16(sound) };
  const playing = desk.say(person);
  await playing.ended;
  const startMs = placeOf(desk, person, playing.startedAtMs);
  const endMs = startMs + scene.durationMs + AFTER_MS;
  await wait(Math.max(0, endMs + ON_ITS_WAY_MS - performance.now()));
  const { exchanges } = await desk.timings();
  return {
    sceneId: scene.id,
    voiced: voicedBetween(desk, startMs, endMs),
    exchanges: exchanges
      .filter(({ via }) => via === 'voice')
      .map((one) => onClock(one, (ms) => desk.fromMain(ms) - startMs)),
  };
}

/** As the panel sets it: Beside can be heard, and then the scene begins. */
async function letTalk(desk: BenchDesk): Promise<void> {
  const askedMs = performance.now();
  await desk.type(LONG_ORDER);
  const heard = async (): Promise<true | null> =>
    voicedPart(desk.speaker.slice(askedMs, performance.now()), VOICED_DBFS) ? true : null;
  if ((await until(heard, 15_000, 20)) === null)
    throw new Error('Beside did not begin to answer a typed line');
}

/** When the scene's first sample was in the room: a player takes its time to start. */
function placeOf(desk: BenchDesk, { rateHz, samples }: Sound, startedMs: number): number {
  const { firstMs } = voicedPart({ rateHz, samples }, VOICED_DBFS) ?? { firstMs: 0 };
  const pattern = samples.subarray((firstMs * rateHz) / 1000);
  const patternMs = Math.min(PATTERN_MS, (1000 * pattern.length) / rateHz);
  const fromMs = startedMs + firstMs;
  const around = desk.microphone.slice(fromMs, fromMs + patternMs + START_WITHIN_MS);
  const { at, likeness } = findIn(around.samples, pattern, (patternMs * rateHz) / 1000);
  if (likeness < LEAST_LIKENESS)
    throw new Error(
      `the scene was not found in the microphone's recording (likeness ${likeness.toFixed(2)})`,
    );
  return around.fromMs + (1000 * at) / rateHz - firstMs;
}

/** Voice that began before the scene counts from when it did, as on the panel. */
const BEFORE_MS = 1000;

function voicedBetween(desk: BenchDesk, startMs: number, endMs: number): readonly Voiced[] {
  const { fromMs, rateHz, samples } = desk.speaker.slice(startMs - BEFORE_MS, endMs);
  const spans = audibleStretches(int16ToFloat32(samples), rateHz, fromMs - startMs);
  return spans.filter(({ toMs }) => toMs >= 0);
}
