import type { Clock } from '../../../electron/interaction/loop.ts';
import { FRAME_MS, FRAME_SAMPLES, msToSamples } from '../../../shared/audio.ts';
import type { PolicyFiles } from '../../../shared/inference.ts';
import { Room } from '../../scenarios/support/room.ts';
import type { Outcome } from '../outcome.ts';
import type { CompiledScene, Prelude } from '../scene.ts';
import type { Contestant } from './contestants.ts';
import { echoPath, measuredEcho } from './echo-path.ts';
import { decisionsOf, givenWay, heardOf, spokenOf, voicedOf, type Watched } from './outcome-of.ts';
import type { PanelLanes, PanelLanesOptions } from './panel-lanes.ts';
import { roomSound } from './room-sound.ts';
import { AFTER_MS, LONG_ORDER } from './scene-times.ts';

/** The room alone before a scene, in which the models come up and voice activity gets used to it. */
const BEFORE_MS = 1600;
/** A chatterbox says the next thing so long after the last one, or keeps trying to. */
const CHATTERS_AFTER_MS = 800;
/** Who says nothing even when asked to is played without. */
const BEGINS_WITHIN_MS = 3000;

type IsLost = PanelLanesOptions['isLost'];
type OnCell = NonNullable<PanelLanesOptions['onCell']>;

export interface Harness {
  readonly lanes: (
    clock: Pick<Clock, 'after'>,
    turnEnds: Contestant['turnEnds'],
    isLost: IsLost,
    onCell?: OnCell,
  ) => PanelLanes;
  /** The network of a policy that has one; null: there is none yet. */
  readonly policyFiles: PolicyFiles | null;
  /** Hearings that were made so far, and not kept from before. */
  made(): number;
  /** From a sample's leaving the player to the ear, and from the microphone to main, ms. */
  readonly outputMs: number;
  readonly inputMs: number;
}

/** Plays one scene into the real engine under a policy, on the virtual clock. */
export async function playScene(
  compiled: CompiledScene,
  contestant: Contestant,
  harness: Harness,
): Promise<Outcome> {
  return outcomeOf(compiled, await watchScene(compiled, contestant, harness), harness);
}

/** What became of a scene that was watched. */
export function outcomeOf({ scene }: CompiledScene, watched: Watched, { outputMs }: Harness): Outcome {
  return {
    sceneId: scene.id,
    voiced: voicedOf(watched, outputMs),
    spoken: spokenOf(watched, outputMs),
    ...givenWay(watched),
    heard: heardOf(watched),
    decisions: decisionsOf(watched),
  };
}

/**
 * The room in which a scene was played, for whoever wants to know more of it than its outcome. `onCell` is given what the
 * policy's network is given.
 */
export async function watchScene(
  { scene, sound }: CompiledScene,
  { policy, forgets, chatters, turnEnds }: Contestant,
  harness: Harness,
  onCell?: OnCell,
): Promise<Watched> {
  if (policy.asksNetwork && !harness.policyFiles && !onCell)
    throw new Error(`${policy.name}: there is no network in resources/interaction-model`);
  /** Until when Beside's voice was there, ms. */
  let ownUntilMs = Number.NEGATIVE_INFINITY;
  const room = await Room.open({
    policy,
    lanes: (clock) => harness.lanes(clock, turnEnds, (fromMs) => forgets && fromMs < ownUntilMs, onCell),
    policyFiles: policy.asksNetwork ? harness.policyFiles : null,
    recogniseMs: 0,
    synthesiseMs: 0,
    outputMs: harness.outputMs,
    inputMs: harness.inputMs,
    ...(scene.echoDb === null ? {} : { echo: echoPath({ echoDb: scene.echoDb, ...measuredEcho }) }),
  });
  const frame = inTheRoom(room, sound);
  while (room.nowMs < BEFORE_MS) await frame();
  await begin(room, scene.prelude, frame);
  const startMs = room.nowMs;
  if (scene.prelude.kind === 'typed') {
    const { text, atMs } = scene.prelude;
    room.clock.after(atMs, () => room.type(text));
  }
  room.say(sound);
  room.say(roomSound(sound, 'after')(0, msToSamples(AFTER_MS)), scene.durationMs);
  const watched: Watched = { room, startMs, lines: new Map() };
  const endMs = startMs + scene.durationMs + AFTER_MS;
  while (room.nowMs < endMs) {
    await room.run(FRAME_MS);
    const { own } = room.loop.state;
    if (chatters && !own && room.nowMs - ownUntilMs >= CHATTERS_AFTER_MS) {
      room.type(LONG_ORDER);
      ownUntilMs = room.nowMs;
    }
    if (!own) continue;
    watched.lines.set(own.utterance.id, own.lineId);
    ownUntilMs = room.nowMs;
  }
  room.loop.stop();
  return watched;
}

/** Sets the scene: its time 0 is when Beside's voice can first be heard, where it is to talk. */
async function begin(room: Room, prelude: Prelude, frame: () => Promise<void>): Promise<void> {
  if (prelude.kind !== 'beside-talks') return;
  room.type(LONG_ORDER);
  const endMs = room.nowMs + BEGINS_WITHIN_MS;
  const heard = (): boolean => room.perceived.some((what) => what.type === 'audible' && what.samples > 0);
  while (!heard() && room.nowMs < endMs) await frame();
}

/** Lets 20 ms go by in which the room of the scene is heard. */
function inTheRoom(room: Room, sound: CompiledScene['sound']): () => Promise<void> {
  const alone = roomSound(sound, 'before');
  let at = 0;
  return async () => {
    room.say(alone(at, FRAME_SAMPLES));
    at += FRAME_SAMPLES;
    await room.run(FRAME_MS);
  };
}
