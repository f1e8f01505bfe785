import { expect, test } from 'vitest';
import type { LaneCommand } from '../../../../electron/inference/lanes/lane-protocol.ts';
import { VirtualLane } from '../../../panel/harness/virtual-lane.ts';
import { VirtualClock } from '../../../scenarios/support/virtual-clock.ts';

const hear = (requestId: string, voiceActive = false): LaneCommand => ({
  type: 'recognise',
  requestId,
  samples: new Float32Array(16),
  toSample: 0,
  voiceActive,
});

/** A lane whose every piece of work takes 300 ms; tells when what landed. */
function lane(): {
  readonly post: (...commands: LaneCommand[]) => void;
  readonly run: (toMs: number) => Promise<string[]>;
} {
  const clock = new VirtualClock();
  const told: string[] = [];
  let work: Promise<void> = Promise.resolve();
  const virtual = new VirtualLane({
    clock,
    inTurn: (one) => void (work = work.then(one)),
    emit: (event) =>
      told.push(`${clock.nowMs()}: ${event.type} ${'requestId' in event ? event.requestId : ''}`),
    work: async (one) => [
      {
        afterMs: 300,
        event: {
          type: 'recognised',
          requestId: 'requestId' in one ? one.requestId : '',
          text: '',
          toSample: 0,
          audioMs: 1,
          costMs: 300,
        },
      },
    ],
  });
  return {
    post: (...commands) => commands.forEach((command) => virtual.post(command)),
    run: async (toMs) => {
      await work;
      await clock.runTo(toMs, () => work);
      return told;
    },
  };
}

test('work lands one after the other, each after its cost', async () => {
  const { post, run } = lane();
  post(hear('a'), hear('b'));
  expect(await run(1000)).toEqual(['300: recognised a', '600: recognised b']);
});

test('what is called off while it waits is not done; what is being done holds the lane and is not told', async () => {
  const { post, run } = lane();
  post(hear('a'), hear('b'), hear('c'));
  post({ type: 'cancel', requestId: 'a' }, { type: 'cancel', requestId: 'b' });
  expect(await run(1000)).toEqual(['600: recognised c']);
});

test('a newer partial takes the place of one that waits, and an ending goes before it', async () => {
  const { post, run } = lane();
  post(hear('ending 1'), hear('partial 1', true), hear('partial 2', true), hear('ending 2'));
  expect(await run(2000)).toEqual([
    '0: failed partial 1',
    '300: recognised ending 1',
    '600: recognised ending 2',
    '900: recognised partial 2',
  ]);
});
