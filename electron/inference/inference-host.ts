import { HEARING_RATE_HZ, PLAYBACK_RATE_HZ, samplesToMs } from '../../shared/audio.ts';
import {
  FALLBACK_VOICE,
  isNatural,
  laneNames,
  type HostCommand,
  type HostEvent,
  type LaneName,
  type LaneReport,
} from '../../shared/inference.ts';
import { afterDeath, noDeaths, type RestartState } from '../../shared/restart-policy.ts';
import { isSame, planLanes, type ChosenProvider, type Locate } from './lane-plan.ts';
import { absent, report } from './lane-reports.ts';
import { LaneUsage } from './lane-usage.ts';
import type { LaneCommand, LaneEvent, LaneSetup } from './lanes/lane-protocol.ts';
import { PooledHearings } from './pooled-hearings.ts';
import { mayRecycle } from './recycling.ts';
import { quietestPoint } from './quiet-cuts.ts';
import { SoundRing } from '../../shared/sound/sound-ring.ts';

/** Two minutes, 3.8 MB: longer than anyone speaks without an ending. */
const RING_SAMPLES = 120 * HEARING_RATE_HZ;

/** Probability from which a window counts as voice; Silero's own. */
const VOICE = 0.5;

/** A lane's worker thread as the host sees it. */
export interface LaneThread {
  post(command: LaneCommand, transfer?: readonly ArrayBuffer[]): void;
  stop(): Promise<void>;
}

export interface HostPorts {
  /** Starts a lane; `exited` is called once when its thread is gone without `stop`. */
  startLane(
    setup: LaneSetup,
    onEvent: (event: LaneEvent) => void,
    exited: (code: number) => void,
  ): LaneThread;
  /** Which packs are ready, and which provider each model runs on. Read anew at each load. */
  readPacks(command: Extract<HostCommand, { type: 'load' }>): Promise<readonly [Locate, ChosenProvider]>;
  emit(event: HostEvent): void;
  /** Monotonic, ms. */
  nowMs(): number;
  /** Calls back once after `delayMs`. */
  after(delayMs: number, callback: () => void): void;
  residentBytes(): number;
  /** Ends this process, to be started again at once. */
  recycle(): void;
  readonly onnxruntime: string;
  readonly backends: readonly string[];
}

interface RunningLane {
  readonly setup: LaneSetup;
  readonly thread: LaneThread;
  report: LaneReport;
}

/**
 * Routes commands to lanes and their events back. It owns the recent sound, so that a request names a stretch
 * of the microphone's clock and no sound crosses a process twice.
 */
export class InferenceHost {
  readonly #ports: HostPorts;
  readonly #lanes = new Map<LaneName, RunningLane>();
  readonly #sound = new SoundRing(RING_SAMPLES);
  /** Which lane works on a request, so that a cancellation or a dead lane finds it. */
  readonly #requests = new Map<string, LaneName>();
  readonly #deaths = new Map<LaneName, RestartState>();
  readonly #usage = new LaneUsage();
  readonly #pooled = new PooledHearings();
  readonly #startedMs: number;
  #lastVoiceMs: number;
  /** Until when what was synthesised so far plays, if each answer plays as soon as it is made. */
  #playsUntilMs = 0;
  /** Loads run one after the other: two at once would start a lane twice. */
  #loading: Promise<void> = Promise.resolve();

  constructor(ports: HostPorts) {
    this.#ports = ports;
    this.#startedMs = ports.nowMs();
    this.#lastVoiceMs = this.#startedMs;
  }

  /** Once every few seconds: says what the lanes cost, and gives memory back when nobody would notice. */
  reportUsage(): void {
    const residentBytes = this.#ports.residentBytes();
    this.#ports.emit({ type: 'usage', residentBytes, lanes: this.#usage.perLane });
    const nowMs = this.#ports.nowMs();
    const view = {
      residentBytes,
      upMs: nowMs - this.#startedMs,
      silentMs: nowMs - Math.max(this.#lastVoiceMs, this.#playsUntilMs),
      naturalVoice: this.#lanes.has('speak-natural'),
      openRequests: this.#requests.size,
    };
    if (mayRecycle(view)) this.#ports.recycle();
  }

  async handle(command: HostCommand): Promise<void> {
    switch (command.type) {
      case 'load':
        this.#loading = this.#loading.then(() => this.#load(command));
        return this.#loading;
      case 'sound':
        this.#sound.append(command.atSample, command.pcm);
        this.#lanes.get('floor')?.thread.post(command);
        return;
      case 'forget':
        this.#sound.forget();
        this.#pooled.forget();
        this.#lanes.get('floor')?.thread.post(command);
        return;
      case 'decide':
        return this.#decide(command);
      case 'recognise':
        return this.#recognise(command);
      case 'synthesise':
        return this.#synthesise(command);
      case 'cancel': {
        const lane = this.#requests.get(command.requestId);
        if (lane) this.#lanes.get(lane)?.thread.post(command);
        this.#requests.delete(command.requestId);
      }
    }
  }

  async #load(command: Extract<HostCommand, { type: 'load' }>): Promise<void> {
    const [locate, chosen] = await this.#ports.readPacks(command);
    const plan = planLanes(locate, chosen, command);
    for (const lane of this.#lanes.values()) {
      const wanted = plan.find((setup) => setup.lane === lane.setup.lane);
      if (wanted && isSame(wanted, lane.setup) && lane.report.state !== 'failed') continue;
      this.#lanes.delete(lane.setup.lane);
      this.#usage.threadGone(lane.setup.lane);
      this.#endRequests(lane.setup.lane, 'the lane was started anew');
      await lane.thread.stop();
    }
    for (const setup of plan) if (!this.#lanes.has(setup.lane)) this.#start(setup);
    this.#reportLanes();
  }

  #start(setup: LaneSetup): void {
    const thread = this.#ports.startLane(
      setup,
      (event) => this.#onLaneEvent(setup, event),
      (code) => this.#died(setup, `its thread ended with code ${code}`),
    );
    this.#lanes.set(setup.lane, { setup, thread, report: report(setup, 'loading', 0, null) });
  }

  #recognise(command: Extract<HostCommand, { type: 'recognise' }>): void {
    const { requestId, voiceActive } = command;
    const other = command.lane === 'hear-fast' ? 'hear-final' : 'hear-fast';
    const lane = this.#isReady(command.lane) ? command.lane : other;
    const { samples, toSample } = stretchOf(this.#sound, command);
    this.#request(lane, { type: 'recognise', requestId, samples, toSample, voiceActive }, [
      samples.buffer as ArrayBuffer,
    ]);
  }

  #decide({ utteranceFromSample, ...command }: Extract<HostCommand, { type: 'decide' }>): void {
    const encoder = this.#pooled.of(utteranceFromSample);
    this.#lanes.get('floor')?.thread.post({ ...command, encoder });
  }

  /** A natural voice that is not ready, or no more, leaves the words to a plain one. */
  #synthesise(command: Extract<HostCommand, { type: 'synthesise' }>): void {
    if (!isNatural(command.voice)) this.#request('speak', command);
    else if (this.#isReady('speak-natural')) this.#request('speak-natural', command);
    else this.#request('speak', { ...command, voice: FALLBACK_VOICE });
  }

  #request(
    lane: LaneName,
    command: Extract<LaneCommand, { type: 'recognise' | 'synthesise' }>,
    transfer: readonly ArrayBuffer[] = [],
  ): void {
    const running = this.#lanes.get(lane);
    if (!running || !this.#isReady(lane)) {
      this.#ports.emit({
        type: 'failed',
        requestId: command.requestId,
        lane,
        reason: 'the lane is not running',
      });
      return;
    }
    this.#requests.set(command.requestId, lane);
    running.thread.post(command, transfer);
  }

  #isReady(lane: LaneName): boolean {
    return this.#lanes.get(lane)?.report.state === 'ready';
  }

  /** The lane that was started with this very setup, unless another has taken its place since. */
  #running(setup: LaneSetup): RunningLane | null {
    const running = this.#lanes.get(setup.lane);
    return running?.setup === setup ? running : null;
  }

  #onLaneEvent(setup: LaneSetup, event: LaneEvent): void {
    const running = this.#running(setup);
    if (!running) return;
    switch (event.type) {
      case 'ready':
        running.report = report(running.setup, 'ready', event.loadMs, running.report.reason);
        return this.#reportLanes();
      case 'lacks':
        running.report = { ...running.report, reason: event.reason };
        return this.#reportLanes();
      case 'decided':
        return this.#ports.emit(event);
      case 'voice-activity':
        if (event.probability >= VOICE) this.#lastVoiceMs = this.#ports.nowMs();
        return this.#ports.emit(event);
      case 'usage':
        return this.#usage.note(setup.lane, event);
      case 'recognised': {
        if (!this.#requests.delete(event.requestId)) return;
        const { encoder, ...heard } = event;
        if (encoder) this.#pooled.heard(heard, encoder);
        return this.#ports.emit({ ...heard, model: running.setup.model });
      }
      case 'synthesised':
        if (!this.#requests.has(event.requestId)) return;
        if (event.last) this.#requests.delete(event.requestId);
        this.#playsUntilMs = Math.max(this.#playsUntilMs, this.#ports.nowMs());
        this.#playsUntilMs += samplesToMs(event.pcm.length, PLAYBACK_RATE_HZ);
        return this.#ports.emit(event);
      case 'failed':
        if (event.requestId === null) return this.#fail(setup, event.reason);
        if (!this.#requests.delete(event.requestId)) return;
        return this.#ports.emit({
          type: 'failed',
          requestId: event.requestId,
          lane: setup.lane,
          reason: event.reason,
        });
    }
  }

  /** A lane whose thread died: its requests end, the others go on, and it is started again unless that is hopeless. */
  #died(setup: LaneSetup, reason: string): void {
    if (!this.#running(setup)) return;
    this.#usage.threadGone(setup.lane);
    const deaths = this.#deaths.get(setup.lane) ?? noDeaths;
    const { state, decision } = afterDeath(deaths, this.#ports.nowMs());
    this.#deaths.set(setup.lane, state);
    this.#fail(setup, reason);
    if (!decision.restart) return;
    this.#ports.after(decision.delayMs, () => {
      if (!this.#running(setup)) return;
      this.#start({ ...setup });
      this.#reportLanes();
    });
  }

  /** A lane that could not load or died: it is said, its requests end, the other lanes go on. */
  #fail(setup: LaneSetup, reason: string): void {
    const running = this.#running(setup);
    if (!running) return;
    running.report = report(setup, 'failed', 0, reason);
    this.#endRequests(setup.lane, reason);
    this.#reportLanes();
  }

  #endRequests(lane: LaneName, reason: string): void {
    for (const [requestId, owner] of this.#requests) {
      if (owner !== lane) continue;
      this.#requests.delete(requestId);
      this.#ports.emit({ type: 'failed', requestId, lane, reason });
    }
  }

  #reportLanes(): void {
    const lanes = laneNames.map((lane) => this.#lanes.get(lane)?.report ?? absent(lane));
    const { onnxruntime, backends } = this.#ports;
    this.#ports.emit({ type: 'lanes', lanes, onnxruntime, backends: [...backends] });
  }
}

/** The sound a request names, as far as it is still held, cut at its quietest place where that is asked for. */
function stretchOf(
  sound: SoundRing,
  { fromSample, toSample, cutFromSample }: Extract<HostCommand, { type: 'recognise' }>,
): { readonly samples: Float32Array; readonly toSample: number } {
  const endSample = Math.min(toSample, sound.endSample);
  const held = sound.slice(fromSample, endSample);
  if (cutFromSample === null) return { samples: held, toSample: endSample };
  const startSample = endSample - held.length;
  const cut = quietestPoint(held, Math.max(0, cutFromSample - startSample), held.length);
  return { samples: held.slice(0, cut), toSample: startSample + cut };
}
