import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LaneCommand } from '../../../../../electron/inference/lanes/lane-protocol.ts';
import { LaneQueue } from '../../../../../electron/inference/lanes/lane-queue.ts';

type Work = Exclude<LaneCommand, { type: 'cancel' }>;

const hear = (requestId: string, voiceActive: boolean): Work => ({
  type: 'recognise',
  requestId,
  samples: new Float32Array(1),
  toSample: 1,
  voiceActive,
});
const partial = (id: string): Work => hear(id, true);
const ending = (id: string): Work => hear(id, false);
const say = (requestId: string): Work => ({
  type: 'synthesise',
  requestId,
  sentences: ['Hi.'],
  voice: 'rms',
  pace: 1,
});
const sound = (atSample: number): Work => ({ type: 'sound', atSample, pcm: new Int16Array(320) });

const drain = (queue: LaneQueue): string[] => {
  const all: string[] = [];
  for (let work = queue.take(); work; work = queue.take())
    all.push('requestId' in work ? work.requestId : 'atSample' in work ? `${work.atSample}` : work.type);
  return all;
};

test('endings go before partials, each in their order', () => {
  const queue = new LaneQueue();
  for (const work of [ending('a'), partial('b'), ending('c')]) queue.offer(work);
  expect(drain(queue)).toEqual(['a', 'c', 'b']);
});

test('a newer partial takes the place of one that still waits', () => {
  const queue = new LaneQueue();
  queue.offer(partial('a'));
  expect(queue.offer(partial('b'))).toEqual([{ requestId: 'a', reason: 'superseded' }]);
  expect(drain(queue)).toEqual(['b']);
  expect(queue.dropped).toBe(1);
});

test('of sound that piles up the oldest is let go, and 3 s are kept in order', () => {
  const queue = new LaneQueue();
  for (let frame = 0; frame < 400; frame++) expect(queue.offer(sound(frame * 320))).toEqual([]);
  const left = drain(queue);
  expect(left).toEqual(Array.from({ length: 150 }, (_, i) => `${(250 + i) * 320}`));
  expect(queue.dropped).toBe(250);
});

test('a request too many is refused by name', () => {
  const queue = new LaneQueue();
  const refused = ['a', 'b', 'c', 'd', 'e'].flatMap((id) => queue.offer(say(id)));
  expect(refused).toEqual([{ requestId: 'e', reason: 'queue full' }]);
});

test('a hearing too many costs a partial or the oldest closed stretch, never the ending just asked for', () => {
  const queue = new LaneQueue();
  for (const work of [ending('a'), ending('b'), partial('c')]) queue.offer(work);
  expect(queue.offer(ending('d'))).toEqual([{ requestId: 'c', reason: 'queue full' }]);
  expect(queue.offer(ending('e'))).toEqual([{ requestId: 'a', reason: 'queue full' }]);
  expect(drain(queue)).toEqual(['b', 'd', 'e']);
});

test('what is cancelled while it waits is never worked on', () => {
  const queue = new LaneQueue();
  queue.offer(say('a'));
  queue.offer(say('b'));
  expect([queue.cancel('a'), queue.cancel('a'), queue.cancel('z')]).toEqual([true, false, false]);
  expect(drain(queue)).toEqual(['b']);
});

test('whatever comes, memory is bounded and every request is worked on, refused or cancelled exactly once', () => {
  const moves = fc.array(
    fc.tuple(fc.constantFrom('partial', 'ending', 'say', 'sound', 'take', 'cancel'), fc.nat(60)),
  );
  fc.assert(
    fc.property(moves, (all) => {
      const queue = new LaneQueue();
      const ended: string[] = [];
      const offered: string[] = [];
      for (const [i, [move, pick]] of all.entries()) {
        const id = `${move}-${i}`;
        const work = { partial, ending, say }[move as 'partial' | 'ending' | 'say'];
        if (work) {
          offered.push(id);
          ended.push(...queue.offer(work(id)).map(({ requestId }) => requestId));
        } else if (move === 'sound') queue.offer(sound(i * 320));
        else if (move === 'take') {
          const taken = queue.take();
          if (taken && 'requestId' in taken) ended.push(taken.requestId);
        } else if (queue.cancel(offered[pick] ?? '')) ended.push(offered[pick] ?? '');
        expect(queue.length).toBeLessThanOrEqual(150 + 3 + 4);
      }
      ended.push(...drain(queue).filter((id) => offered.includes(id)));
      expect(ended.toSorted()).toEqual(offered.toSorted());
    }),
  );
});
