import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
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
import { LaneQueue } from './lanes/lane-queue.ts';
import { openNaturalVoice } from './lanes/natural-voice.ts';
import { openPlainVoice } from './lanes/plain-voice.ts';
import { SpeakLane } from './lanes/speak-lane.ts';
import type { Dictionary } from './models/phonemes/pronounce.ts';
import { setThreadPriority, threadCpuMs } from './lanes/thread.ts';

/** Entry of a lane's worker thread: loads the lane's model, then works its queue off, one thing after the other. */

/** Often enough for a meter that a person watches, rare enough to cost nothing. */
const USAGE_EVERY_MS = 5000;

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

class LaneWorker {
  readonly #emit: Emit;
  readonly #queue = new LaneQueue();
  #lane: Lane | null = null;
  #current: string | null = null;
  #cancelled = false;
  #working = false;
  #busyMs = 0;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  async open(setup: LaneSetup): Promise<void> {
    const startMs = performance.now();
    try {
      this.#lane = await openLane(setup, this.#emit);
      this.#emit({ type: 'ready', loadMs: performance.now() - startMs });
      await this.#work();
    } catch (error) {
      this.#emit({ type: 'failed', requestId: null, reason: describeError(error) });
    }
  }

  take(command: LaneCommand): void {
    // Read at once, not in turn: it is meant for what is running or waiting.
    if (command.type === 'cancel') {
      if (this.#current === command.requestId) this.#cancelled = true;
      else this.#queue.cancel(command.requestId);
      return;
    }
    for (const { requestId, reason } of this.#queue.offer(command))
      this.#emit({ type: 'failed', requestId, reason });
    void this.#work();
  }

  reportUsage(): void {
    const { length: queued, dropped } = this.#queue;
    this.#emit({ type: 'usage', cpuMs: threadCpuMs(this.#busyMs), queued, dropped });
  }

  async #work(): Promise<void> {
    if (this.#working || !this.#lane) return;
    this.#working = true;
    for (let work = this.#queue.take(); work; work = this.#queue.take()) await this.#do(this.#lane, work);
    this.#working = false;
  }

  async #do(lane: Lane, work: Exclude<LaneCommand, { type: 'cancel' }>): Promise<void> {
    const requestId = 'requestId' in work ? work.requestId : null;
    this.#current = requestId;
    this.#cancelled = false;
    const startMs = performance.now();
    try {
      await lane.handle(work, () => this.#cancelled);
    } catch (error) {
      this.#emit({ type: 'failed', requestId, reason: describeError(error) });
    }
    this.#busyMs += performance.now() - startMs;
    this.#current = null;
  }
}

function run(setup: LaneSetup, port: MessagePort | null): void {
  if (!port) throw new Error('lane-worker runs as a worker thread only');
  setThreadPriority(setup.lane);
  const worker = new LaneWorker((event, transfer) => port.postMessage(event, transfer));
  port.on('message', (command: LaneCommand) => worker.take(command));
  setInterval(() => worker.reportUsage(), USAGE_EVERY_MS).unref();
  void worker.open(setup);
}

run(workerData as LaneSetup, parentPort);
