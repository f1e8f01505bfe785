import { expect, test } from 'vitest';
import { NO_NETWORK, tellOfLanes } from '../../../../electron/shell/lane-notices.ts';
import type { LaneReport } from '../../../../shared/inference.ts';

const lane = (change: Partial<LaneReport>): LaneReport => ({
  lane: 'floor',
  state: 'ready',
  model: 'silero-v6',
  provider: 'cpu',
  loadMs: 1,
  reason: null,
  ...change,
});

function told(lanes: readonly LaneReport[], missing = false): Record<string, string | null> {
  const notices: Record<string, string | null> = {};
  tellOfLanes(lanes, missing, {
    warn: (id, message) => void (notices[id] = message),
    withdraw: (id) => void (notices[id] = null),
  });
  return notices;
}

test('where everything runs, nothing is said', () => {
  expect(told([lane({})])).toEqual({ lanes: null, policy: null });
});

test('a model that does not run is named', () => {
  const broken = lane({ lane: 'hear-fast', state: 'failed', model: 'moonshine-tiny', reason: 'x' });
  expect(told([lane({}), broken])['lanes']).toContain('moonshine-tiny');
});

test('a network that could not be started, or is not there, is said', () => {
  expect(told([lane({ reason: 'Error: no network' })])).toEqual({ lanes: null, policy: NO_NETWORK });
  expect(told([lane({})], true)).toEqual({ lanes: null, policy: NO_NETWORK });
});
