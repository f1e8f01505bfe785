import {
  acts,
  userStates,
  VOICE_SIZE,
  voiceSpansMs,
} from '../../../electron/interaction/policy/learned/layout.ts';
import { CELL_MS } from '../../../shared/audio.ts';
import { marksOf, voicedToBeside } from '../../../test/panel/metrics/marks.ts';
import { overlapMs, within } from '../../../test/panel/metrics/voice.ts';
import type { Outcome, Voiced } from '../../../test/panel/outcome.ts';
import type { Scene } from '../../../test/panel/scene.ts';
import { edgesOf, ownSpeaks, personVoiced, truthOf, userAt, type Truth } from './truth.ts';

/** What the network is to say in each cell of a session that was played. */

/** Acts, user states, voice of both, weight of the act and of the user state. */
export const LABEL_SIZE = acts.length + userStates.length + VOICE_SIZE + 2;

/** Earlier nobody can have heard that the last word is over. */
const SPEAK_AFTER_MS = 60;
/** A shorter sound over Beside's voice has not taken the floor from it. */
const YIELD_AFTER_MS = 250;
/** Who has not given way by then has not given way to this. */
const YIELD_UNTIL_MS = 2500;
/** What is heard so near to a change may be either. */
const EDGE_MS = 250;
const EDGE_WEIGHT = 0.3;
/** The network knows nothing yet of what came before. */
const COLD_MS = 1000;
/** The share of a horizon that is voiced from which it counts as voiced. */
const VOICED_SHARE = 0.5;
const UNKNOWN = -1;

type NetworkAct = (typeof acts)[number];

/**
 * One vector for each cell that ended at these times of the session. What is said to Beside over its own voice takes the
 * floor from it, an interruption by its mark; and the rest of a turn that Beside broke into, too.
 */
export function labelsOf(
  scene: Scene,
  outcome: Outcome,
  cellEndMs: readonly number[],
): readonly Float32Array<ArrayBuffer>[] {
  const truth = truthOf(scene, outcome);
  const taken = takings(truth);
  const person = truth.open ? null : personVoiced(truth);
  const edges = edgesOf(truth);
  const warmMs = (cellEndMs[0] ?? 0) - CELL_MS + COLD_MS;
  const knownMs = cellEndMs.at(-1) ?? 0;
  return cellEndMs.map((endMs) => {
    const act = actAt(truth, taken, endMs);
    const user = userAt(truth, endMs);
    const weight =
      endMs <= warmMs ? 0 : edges.some((at) => Math.abs(at - endMs) <= EDGE_MS) ? EDGE_WEIGHT : 1;
    return Float32Array.from([
      ...acts.map((one) => (one === act ? 1 : 0)),
      ...userStates.map((one) => (one === user ? 1 : 0)),
      ...voiceSpansMs.map((span) => voiceIn(person, later(span, endMs), knownMs)),
      ...voiceSpansMs.map((span) => voiceIn(outcome.voiced, later(span, endMs), knownMs)),
      act === null ? 0 : weight,
      user === null ? 0 : weight,
    ]);
  });
}

const later = ([fromMs, toMs]: readonly [number, number], byMs: number): Voiced => ({
  fromMs: fromMs + byMs,
  toMs: toMs + byMs,
});

function voiceIn(voiced: readonly Voiced[] | null, span: Voiced, knownMs: number): number {
  if (voiced === null || span.toMs > knownMs) return UNKNOWN;
  const ms = voiced.reduce((sum, one) => sum + Math.max(0, overlapMs(one, span)), 0);
  return ms >= VOICED_SHARE * (span.toMs - span.fromMs) ? 1 : 0;
}

/** When Beside is to give way, in each stretch of its voice that somebody spoke over. */
function takings({ scene, own }: Truth): readonly Voiced[] {
  const turns = voicedToBeside({
    ...scene,
    marks: scene.marks.filter(({ kind }) => kind !== 'interruption'),
  });
  return [...marksOf(scene, 'interruption'), ...turns].flatMap((said) =>
    own.flatMap((stretch) => {
      const overMs = Math.max(said.fromMs, stretch.fromMs);
      if (Math.min(said.toMs, stretch.toMs) - overMs < YIELD_AFTER_MS) return [];
      const toMs = Math.min(stretch.toMs, overMs + YIELD_UNTIL_MS);
      return [{ fromMs: overMs + YIELD_AFTER_MS, toMs }];
    }),
  );
}

/** Null: either is as good. */
function actAt(truth: Truth, taken: readonly Voiced[], atMs: number): NetworkAct | null {
  if (ownSpeaks(truth, atMs)) {
    // Whether somebody spoke to it over its voice is not known either.
    if (truth.open) return null;
    return taken.some((span) => within(atMs, span)) ? 'yield' : 'hold';
  }
  const waited = truth.waits.some(({ fromMs, toMs }) => atMs >= fromMs + SPEAK_AFTER_MS && atMs <= toMs);
  if (waited) return 'speak';
  return truth.open && atMs > truth.scene.durationMs ? null : 'silent';
}
