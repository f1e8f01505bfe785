import type { LaneName, LaneReport } from '../../shared/inference.ts';
import type { LaneSetup } from './lanes/lane-protocol.ts';

export function report(
  setup: LaneSetup,
  state: LaneReport['state'],
  loadMs: number,
  reason: string | null,
): LaneReport {
  return { lane: setup.lane, state, model: setup.model, provider: setup.provider, loadMs, reason };
}

export function absent(lane: LaneName): LaneReport {
  return { lane, state: 'absent', model: null, provider: null, loadMs: 0, reason: null };
}
