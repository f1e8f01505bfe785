import type { ExchangeTiming } from '../../../shared/timings.ts';

/** Stages of an answer, ms, that add up to the whole: each from where the one before was over. */
export interface Stages {
  /** Waiting for the person to have finished: until words were looked for, and until the floor was free. */
  readonly endpointing: number;
  readonly recognition: number;
  readonly reply: number;
  readonly synthesis: number;
  /** From the order to play to the first sample in the room. */
  readonly playback: number;
}

export const stageNames = [
  'endpointing',
  'recognition',
  'reply',
  'synthesis',
  'playback',
] as const satisfies readonly (keyof Stages)[];

/** When each step was, on the clock of the two ends. */
export type Steps = Pick<
  ExchangeTiming,
  | 'lastVoicedAtMs'
  | 'candidateAtMs'
  | 'recognisedAtMs'
  | 'repliedAtMs'
  | 'synthesisedAtMs'
  | 'playAtMs'
  | 'firstAudibleAtMs'
>;

/** What was done ahead, before the person had ended, takes no time of the answer's. */
export function stagesOf(steps: Steps, endedMs: number, answeredMs: number): Stages {
  const inOrder = [
    steps.candidateAtMs,
    steps.recognisedAtMs,
    steps.repliedAtMs,
    steps.synthesisedAtMs,
    steps.playAtMs,
  ];
  let reachedMs = endedMs;
  const tookMs = inOrder.map((stepMs) => {
    const atMs = Math.min(answeredMs, Math.max(reachedMs, stepMs ?? reachedMs));
    const stageMs = atMs - reachedMs;
    reachedMs = atMs;
    return stageMs;
  });
  const [looked = 0, recognition = 0, reply = 0, synthesis = 0, floor = 0] = tookMs;
  return { endpointing: looked + floor, recognition, reply, synthesis, playback: answeredMs - reachedMs };
}

/** The same steps on another clock. */
export function onClock(steps: Steps, toClock: (ms: number) => number): Steps {
  const moved = (ms: number | null): number | null => (ms === null ? null : toClock(ms));
  return {
    lastVoicedAtMs: moved(steps.lastVoicedAtMs),
    candidateAtMs: moved(steps.candidateAtMs),
    recognisedAtMs: moved(steps.recognisedAtMs),
    repliedAtMs: toClock(steps.repliedAtMs),
    synthesisedAtMs: moved(steps.synthesisedAtMs),
    playAtMs: toClock(steps.playAtMs),
    firstAudibleAtMs: moved(steps.firstAudibleAtMs),
  };
}
