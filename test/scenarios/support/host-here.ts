import { InferenceHost } from '../../../electron/inference/inference-host.ts';
import type { Clock } from '../../../electron/interaction/loop.ts';
import type { HostEvent } from '../../../shared/inference.ts';
import { locateTestPack } from './lanes.ts';
import type { RoomLanes, RoomOptions } from './room-options.ts';

/** The inference host in this process, on the room's clock. */
export function hostHere(
  { without }: Pick<RoomOptions, 'without'>,
  clock: Pick<Clock, 'after' | 'nowMs'>,
  lanes: RoomLanes,
  emit: (event: HostEvent) => void,
): InferenceHost {
  return new InferenceHost({
    startLane: lanes.start,
    readPacks: async () => [locateTestPack(without), () => 'cpu'],
    emit,
    onnxruntime: 'here',
    backends: ['cpu'],
    nowMs: () => clock.nowMs(),
    after: (delayMs, callback) => void clock.after(delayMs, callback),
    residentBytes: () => 0,
    recycle: () => undefined,
  });
}
