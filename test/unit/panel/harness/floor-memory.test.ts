import { expect, test } from 'vitest';
import type { LaneCommand, LaneEvent } from '../../../../electron/inference/lanes/lane-protocol.ts';
import { FloorMemory } from '../../../panel/harness/floor-memory.ts';

type SoundCommand = Extract<LaneCommand, { type: 'sound' }>;

const sound = (at: number, value: number): SoundCommand => ({
  type: 'sound',
  atSample: at * 320,
  pcm: new Int16Array(320).fill(value),
});

/** A lane whose answer depends on all that it has heard. */
function lane() {
  const heard: number[] = [];
  return {
    heard,
    run: async ({ pcm }: SoundCommand): Promise<readonly LaneEvent[]> => {
      heard.push(pcm[0] ?? 0);
      const probability = heard.reduce((sum, value) => sum + value, 0);
      return [{ type: 'voice-activity', endSample: heard.length, probability, levelDbfs: 0 }];
    },
  };
}

async function told(memory: FloorMemory, values: readonly number[]): Promise<readonly unknown[]> {
  const all = [];
  for (const [at, value] of values.entries()) all.push(...(await memory.listen(sound(at, value))));
  return all;
}

test('the same sound gives the same without the model', async () => {
  const [first, second] = [lane(), lane()];
  const one = await told(new FloorMemory(first.run), [101, 102, 103]);
  expect(await told(new FloorMemory(second.run), [101, 102, 103])).toEqual(one);
  expect([first.heard.length, second.heard.length]).toEqual([3, 0]);
});

test('where the sound becomes another one the model is told everything before it first', async () => {
  const whole = await told(new FloorMemory(lane().run), [201, 202, 209, 204]);
  await told(new FloorMemory(lane().run), [201, 202, 203]);
  const other = lane();
  expect(await told(new FloorMemory(other.run), [201, 202, 209, 204, 205])).toEqual([
    ...whole,
    { type: 'voice-activity', endSample: 5, probability: 1021, levelDbfs: 0 },
  ]);
  expect(other.heard).toEqual([201, 202, 209, 204, 205]);
});
