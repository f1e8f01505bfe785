import fs from 'node:fs';
import path from 'node:path';
import { inRoot, testPacksFolder } from '../../../.ci/paths.ts';
import type { HostPorts, LaneThread } from '../../../electron/inference/inference-host.ts';
import { laneNeeds, naturalVoiceNeeds, type Locate } from '../../../electron/inference/lane-plan.ts';
import { FloorLane, networkOf } from '../../../electron/inference/lanes/floor-lane.ts';
import { HearLane } from '../../../electron/inference/lanes/hear-lane.ts';
import type { Emit, Lane, LaneCommand, LaneSetup } from '../../../electron/inference/lanes/lane-protocol.ts';
import type { CellNetwork } from '../../../electron/inference/models/policy-network.ts';
import { openPlainVoice } from '../../../electron/inference/lanes/plain-voice.ts';
import { SpeakLane } from '../../../electron/inference/lanes/speak-lane.ts';

/** As `npm run panel:train-eot` makes it. */
export const endOfTurnHeadFile = inRoot('resources/interaction-model/end-of-turn-head.json');

/** Where a pack's file is in the tests' folder; `without` names packs that count as never fetched. */
export const locateTestPack =
  (without: readonly string[] = []): Locate =>
  (packId, file) => {
    const found = path.join(testPacksFolder(), packId, file);
    return !without.includes(packId) && fs.existsSync(found) ? found : null;
  };

/** Null when the packs are here, else why a test that needs them is skipped. */
export function packsMissing(...packIds: readonly string[]): string | null {
  const needs =
    packIds.length === 0
      ? laneNeeds
      : [...laneNeeds, ...naturalVoiceNeeds].filter(({ packId }) => packIds.includes(packId));
  const here = needs.every(({ packId, files }) =>
    Object.values(files).every((file) => locateTestPack()(packId, file)),
  );
  const names = packIds.length === 0 ? '' : ` ${packIds.join(' ')}`;
  return here
    ? null
    : `model packs are not here; fetch them: npm run packs -- --yes --dir .cache/packs${names}`;
}

interface Opened {
  readonly lane: Lane;
  emit: Emit;
}

/** Real models, opened once a test file: loading them takes longer than a scenario. */
const opened = new Map<string, Promise<Opened>>();

function open(setup: LaneSetup): Promise<Opened> {
  // The same lane may be wanted with a head and without.
  const key = JSON.stringify([setup.lane, setup.files, setup.poolsEncoder]);
  const known = opened.get(key) ?? load(setup);
  opened.set(key, known);
  return known;
}

async function load(setup: LaneSetup): Promise<Opened> {
  const target: { emit: Emit } = { emit: () => undefined };
  const emit: Emit = (event) => target.emit(event);
  const lane = await openLane(setup, emit);
  return Object.assign(target, { lane });
}

/** The lane itself, as the worker thread opens it. */
export function openLane(
  setup: LaneSetup,
  emit: Emit,
  openNetwork: (setup: LaneSetup) => Promise<CellNetwork | null> = networkOf,
): Promise<Lane> {
  if (setup.lane === 'floor') return FloorLane.open(setup, emit, openNetwork);
  if (setup.lane === 'speak') return SpeakLane.open(setup, emit, openPlainVoice);
  return HearLane.open(setup.lane === 'hear-final' ? 'base' : 'tiny', setup, emit);
}

/** Runs lanes in this thread and can say when all of them have done their work. */
export class LanesHere {
  readonly #exits = new Map<string, (code: number) => void>();
  #work: Promise<void> = Promise.resolve();

  readonly start: HostPorts['startLane'] = (setup, onEvent, exited): LaneThread => {
    let alive = true;
    this.#exits.set(setup.lane, (code) => {
      alive = false;
      exited(code);
    });
    const cancelled = new Set<string>();
    const then = (step: (one: Opened) => Promise<void> | void): void => {
      this.#work = this.#work.then(async () => {
        const one = await open(setup);
        one.emit = (event) => alive && onEvent(event);
        if (alive) await step(one);
      });
    };
    then(() => onEvent({ type: 'ready', loadMs: 1 }));
    return {
      post: (command: LaneCommand) => {
        if (command.type === 'cancel') cancelled.add(command.requestId);
        else then(({ lane }) => lane.handle(command, (id) => cancelled.has(id)));
      },
      stop: async () => {
        alive = false;
      },
    };
  };

  /** The lane's thread dies. */
  kill(lane: string): void {
    this.#exits.get(lane)?.(1);
  }

  async idle(): Promise<void> {
    for (let seen = null; seen !== this.#work;) {
      seen = this.#work;
      await seen;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
