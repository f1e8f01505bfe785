import { beforeEach } from 'vitest';
import { InferenceHost } from '../../../../../electron/inference/inference-host.ts';
import type {
  LaneCommand,
  LaneEvent,
  LaneSetup,
} from '../../../../../electron/inference/lanes/lane-protocol.ts';
import type { HostCommand, HostEvent, ProviderName } from '../../../../../shared/inference.ts';

/** A lane's thread that does nothing by itself. */
interface FakeLane {
  readonly setup: LaneSetup;
  readonly posted: LaneCommand[];
  stopped: boolean;
  says(event: LaneEvent): void;
  dies(code: number): void;
}

/** A host among fakes: packs, threads, clock and memory are what the test says. */
export class HostStage {
  packs = ['silero-vad', 'moonshine-base', 'moonshine-tiny', 'flite'];
  provider: ProviderName = 'cpu';
  nowMs = 0;
  residentBytes = 100;
  recycled = 0;
  readonly lanes: FakeLane[] = [];
  readonly events: HostEvent[] = [];
  readonly timers: { readonly delayMs: number; readonly callback: () => void }[] = [];
  readonly host = new InferenceHost({
    startLane: (setup, says, dies) => {
      const lane: FakeLane = { setup, posted: [], stopped: false, says, dies };
      this.lanes.push(lane);
      return {
        post: (command) => void lane.posted.push(command),
        stop: async () => {
          lane.stopped = true;
        },
      };
    },
    readPacks: async () => [
      (packId, path) => (this.packs.includes(packId) ? `/packs/${packId}/${path}` : null),
      (model) => (model === 'moonshine-base' ? this.provider : 'cpu'),
    ],
    emit: (event) => void this.events.push(event),
    onnxruntime: '1.2.3',
    backends: ['cpu', 'webgpu'],
    nowMs: () => this.nowMs,
    after: (delayMs, callback) => void this.timers.push({ delayMs, callback }),
    residentBytes: () => this.residentBytes,
    recycle: () => void (this.recycled += 1),
  });

  readonly load = (): Promise<void> =>
    this.host.handle({ type: 'load', packsDir: '', manifestPath: '', providersPath: '' });

  readonly allReady = async (): Promise<void> => {
    await this.load();
    for (const one of this.lanes) one.says({ type: 'ready', loadMs: 7 });
  };

  readonly lane = (name: string): FakeLane => {
    const found = this.lanes.findLast(({ setup }) => setup.lane === name);
    if (!found) throw new Error(`no lane ${name}`);
    return found;
  };

  readonly states = (): Record<string, string> => {
    const report = this.events.findLast((event) => event.type === 'lanes');
    return Object.fromEntries((report?.lanes ?? []).map(({ lane: name, state }) => [name, state]));
  };

  readonly failures = (): string[] =>
    this.events.flatMap((event) => (event.type === 'failed' ? [`${event.requestId} in ${event.lane}`] : []));
}

/** A fresh stage before each test. */
export function freshStage(): { readonly now: HostStage } {
  let now = new HostStage();
  beforeEach(() => {
    now = new HostStage();
  });
  return {
    get now() {
      return now;
    },
  };
}

export const recognise = (requestId: string): Extract<HostCommand, { type: 'recognise' }> => ({
  type: 'recognise',
  requestId,
  lane: 'hear-final',
  voiceActive: false,
  fromSample: 0,
  toSample: 320,
  cutFromSample: null,
});
export const say = (requestId: string): HostCommand => ({
  type: 'synthesise',
  requestId,
  sentences: ['Hello.'],
  voice: 'rms',
  pace: 1,
});
export const recognised = (requestId: string): Extract<LaneEvent, { type: 'recognised' }> => ({
  type: 'recognised',
  requestId,
  text: 'Hi',
  toSample: 320,
  audioMs: 1,
  costMs: 1,
});
