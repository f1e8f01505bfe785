import { stagesOf, type Stages, type Steps } from '../../bench/support/stages.ts';
import type { Outcome } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { latenciesOf, turnOf, type Latencies } from './latencies.ts';

/** Where an answer's time went, ms: its stages, and the two ends that no policy has a say in. */
export interface Course extends Stages {
  /** From the turn's last voiced sample to what voice activity took for that. */
  readonly noticed: number | null;
  /** From the player's first report of being audible to the first audible sample. */
  readonly sounded: number | null;
}

/** One side of a scene. */
export interface Timed extends Latencies {
  /** Null without an answer. */
  readonly course: Course | null;
}

/** `exchanges`: those that were spoken, by the times at which main saw them, ms on the scene's clock. */
export function timed(
  scene: Pick<Scene, 'marks'>,
  outcome: Pick<Outcome, 'voiced'>,
  exchanges: readonly Steps[],
): Timed {
  const latencies = latenciesOf(scene, outcome);
  const endedMs = turnOf(scene.marks)?.toMs;
  if (endedMs === undefined || latencies.answerMs === null) return { ...latencies, course: null };
  const answeredMs = endedMs + latencies.answerMs;
  const steps = exchanges.findLast(({ playAtMs }) => playAtMs >= endedMs && playAtMs <= answeredMs);
  return { ...latencies, course: steps ? courseOf(steps, endedMs, answeredMs) : null };
}

function courseOf(steps: Steps, endedMs: number, answeredMs: number): Course {
  const { lastVoicedAtMs, firstAudibleAtMs } = steps;
  return {
    ...stagesOf(steps, endedMs, answeredMs),
    noticed: lastVoicedAtMs === null ? null : lastVoicedAtMs - endedMs,
    sounded: firstAudibleAtMs === null ? null : answeredMs - firstAudibleAtMs,
  };
}
