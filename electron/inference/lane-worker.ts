import { parentPort, workerData } from 'node:worker_threads';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { FloorLane } from './lanes/floor-lane.ts';
import { HearLane } from './lanes/hear-lane.ts';
import {
  describeError,
  type Emit,
  type Lane,
  type LaneCommand,
  type LaneSetup,
} from './lanes/lane-protocol.ts';
import { openNaturalVoice } from './lanes/natural-voice.ts';
import { openPlainVoice } from './lanes/plain-voice.ts';
import { SpeakLane } from './lanes/speak-lane.ts';
import type { Dictionary } from './models/phonemes/pronounce.ts';

/** Entry of a lane's worker thread: loads the lane's model, then works its commands off in order. */

function openLane(setup: LaneSetup, emit: Emit): Promise<Lane> {
  switch (setup.lane) {
    case 'floor':
      return FloorLane.open(setup, emit);
    case 'hear-fast':
      return HearLane.open('tiny', setup, emit);
    case 'hear-final':
      return HearLane.open('base', setup, emit);
    case 'speak':
      return SpeakLane.open(setup, emit, openPlainVoice);
    case 'speak-natural':
      return SpeakLane.open(setup, emit, (voice) => openNaturalVoice(voice, readDictionary));
  }
}

/** 134,000 words: a file of its own, read by the one lane that needs it. */
function readDictionary(): Promise<Dictionary> {
  // `require` and not `import`: it takes a plain path on Windows, and reads inside an asar in every Electron.
  const load = createRequire(import.meta.url);
  const { dictionary } = load(join(__dirname, 'pronunciations.cjs')) as { dictionary: Dictionary };
  return Promise.resolve(dictionary);
}

function run(setup: LaneSetup): void {
  const port = parentPort;
  if (!port) throw new Error('lane-worker runs as a worker thread only');
  const emit: Emit = (event, transfer) => port.postMessage(event, transfer);
  const pending = new Set<string>();
  const cancelled = new Set<string>();
  const startMs = performance.now();

  const opened = openLane(setup, emit).then(
    (lane) => {
      emit({ type: 'ready', loadMs: performance.now() - startMs });
      return lane;
    },
    (error: unknown) => {
      emit({ type: 'failed', requestId: null, reason: describeError(error) });
      return null;
    },
  );

  let queue: Promise<void> = Promise.resolve();
  const work = async (command: LaneCommand): Promise<void> => {
    const lane = await opened;
    const requestId = 'requestId' in command ? command.requestId : null;
    try {
      await lane?.handle(command, (id) => cancelled.has(id));
    } catch (error) {
      emit({ type: 'failed', requestId, reason: describeError(error) });
    }
    if (requestId === null) return;
    pending.delete(requestId);
    cancelled.delete(requestId);
  };

  port.on('message', (command: LaneCommand) => {
    // Read at once, not in turn: it is meant for what is running or waiting before it.
    if (command.type === 'cancel') {
      if (pending.has(command.requestId)) cancelled.add(command.requestId);
      return;
    }
    if ('requestId' in command) pending.add(command.requestId);
    queue = queue.then(() => work(command));
  });
}

run(workerData as LaneSetup);
