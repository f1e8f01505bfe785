import type { Outcome, Spoken } from '../../../../panel/outcome.ts';
import type { Gauge } from '../../../../panel/metrics/observation.ts';
import type { Mark, Scene } from '../../../../panel/scene.ts';

/** Scenes and outcomes by hand: only what a test is about is said. */

export const sceneOf = (
  family: Scene['family'],
  marks: readonly Mark[],
  more: Partial<Scene> = {},
): Scene => ({
  id: 'by-hand',
  family,
  split: 'tune',
  human: false,
  speakers: [],
  prelude: { kind: 'none' },
  durationMs: 60_000,
  marks,
  echoDb: null,
  snrDb: null,
  ...more,
});

/** Beside's voice is where its utterances are, unless told otherwise. */
export const outcomeOf = (spoken: readonly Spoken[] = [], more: Partial<Outcome> = {}): Outcome => ({
  sceneId: 'by-hand',
  voiced: spoken.map(({ fromMs, toMs }) => ({ fromMs, toMs })),
  spoken,
  ducks: [],
  waits: [],
  heard: [],
  decisions: [],
  ...more,
});

export const besideTalks = { prelude: { kind: 'beside-talks' } } as const;

export function utterance(
  because: Spoken['because'],
  fromMs: number,
  toMs: number,
  more: Partial<Spoken> = {},
): Spoken {
  const text = more.text ?? 'One two three four five.';
  return { fromMs, toMs, because, text, heardChars: text.length, cutOff: false, ...more };
}

export const span = (fromMs: number, toMs: number): { fromMs: number; toMs: number } => ({ fromMs, toMs });

export const turn = (fromMs: number, toMs: number, text = 'What is it?', answer: readonly string[] = []) =>
  ({ kind: 'turn', fromMs, toMs, text, answer }) as const;

export const interruption = (
  fromMs: number,
  toMs: number,
  text = 'Hold on.',
  answer: readonly string[] = [],
) => ({ kind: 'interruption', fromMs, toMs, text, answer }) as const;

export const pause = (fromMs: number, toMs: number) => ({ kind: 'pause', fromMs, toMs }) as const;

export const due = (dueMs: number, ...words: readonly string[]) => ({ kind: 'due', dueMs, words }) as const;

/** Values by metric, in order; where something is counted against more or less than one, [value, per]. */
export function read(
  gauge: Gauge,
  scene: Scene,
  outcome: Outcome,
): Record<string, (number | readonly [number, number])[]> {
  const all: Record<string, (number | readonly [number, number])[]> = {};
  for (const { metric, value, per } of gauge.observe(scene, outcome))
    (all[metric] ??= []).push(per === undefined ? value : [value, per]);
  return all;
}
