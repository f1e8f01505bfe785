import type { Outcome } from '../outcome.ts';
import type { CompiledScene } from '../scene.ts';
import type { Contestant } from './contestants.ts';
import { outcomeOf, watchScene, type Harness } from './play-scene.ts';

/** What a policy's network would have been given in each cell of a scene, and what came of the scene. */
export interface RecordedInputs {
  /** A vector a cell, in the order of `policy/learned/layout.ts`. */
  readonly inputs: readonly Float32Array[];
  /** When each of these cells ended, ms from the scene's start: below 0 while the scene was being set. */
  readonly cellEndMs: readonly number[];
  readonly outcome: Outcome;
}

/**
 * Plays a scene as `playScene` does and writes down what the network is given, whether there is one or not: what it
 * learns from is what it will see.
 */
export async function recordInputs(
  compiled: CompiledScene,
  contestant: Contestant,
  harness: Harness,
): Promise<RecordedInputs> {
  const given = new Map<number, Float32Array>();
  // Endings are heard as soon as they would be for a policy that has a network.
  const policy = { ...contestant.policy, asksNetwork: true as const };
  const watched = await watchScene(compiled, { ...contestant, policy }, harness, (cell, input) =>
    given.set(cell, input),
  );
  const recorded = watched.room.loop.log.cells.flatMap(({ index, atMs }) => {
    const input = given.get(index);
    return input ? [{ input, endMs: atMs - watched.startMs }] : [];
  });
  return {
    inputs: recorded.map(({ input }) => input),
    cellEndMs: recorded.map(({ endMs }) => endMs),
    outcome: outcomeOf(compiled, watched, harness),
  };
}
