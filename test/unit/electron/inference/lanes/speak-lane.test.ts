import { expect, test } from 'vitest';
import type { LaneEvent } from '../../../../../electron/inference/lanes/lane-protocol.ts';
import { SpeakLane, type SpeakingVoice } from '../../../../../electron/inference/lanes/speak-lane.ts';

/** Speaks a text in as many pieces as it has words. */
const wordByWord: SpeakingVoice = {
  async *speak(sentence) {
    const words = sentence.split(' ');
    for (const i of words.keys()) yield { pcm: new Float32Array(1), end: i === words.length - 1 };
  },
};

async function said(
  sentences: readonly string[],
  cancelled: (events: readonly LaneEvent[]) => boolean = () => false,
): Promise<string[]> {
  const events: LaneEvent[] = [];
  const lane = new SpeakLane(wordByWord, (event) => void events.push(event));
  await lane.handle({ type: 'synthesise', requestId: 'say-1', sentences, voice: 'rms', pace: 1 }, () =>
    cancelled(events),
  );
  return events.flatMap((event) =>
    event.type === 'synthesised'
      ? [`${event.sentence}${event.sentenceEnd ? ' end' : ''}${event.last ? ' last' : ''}`]
      : [],
  );
}

test('each piece goes out as it is made, and the ends of sentences and of all are marked', async () => {
  expect(await said(['One two', 'three', 'four five six'])).toEqual([
    '0',
    '0 end',
    '1 end',
    '2',
    '2',
    '2 end last',
  ]);
});

test('a cancellation is obeyed between two pieces of a sentence', async () => {
  expect(await said(['One two three four'], (events) => events.length === 2)).toEqual(['0', '0']);
});

test('nothing is made of what was cancelled before its turn', async () => {
  expect(await said(['One'], () => true)).toEqual([]);
});

test('the first sentence begins at once, and the silence before a later one is a pause that stays', async () => {
  const pcm = new Float32Array(48_000);
  pcm.fill(0.5, 9600);
  const lane: LaneEvent[] = [];
  const slow: SpeakingVoice = {
    async *speak() {
      yield { pcm, end: true };
    },
  };
  const command = {
    type: 'synthesise',
    requestId: 'say-1',
    sentences: ['One.', 'Two.'],
    voice: 'rms',
    pace: 1,
  } as const;
  await new SpeakLane(slow, (event) => void lane.push(event)).handle(command, () => false);
  const lengths = lane.map((event) => (event.type === 'synthesised' ? event.pcm.length : 0));
  // 20 ms before its first sound.
  expect(lengths).toEqual([48_000 - 9600 + 960, 48_000]);
});

test('the voice is told how fast to speak', async () => {
  const asked: unknown[] = [];
  const voice: SpeakingVoice = {
    async *speak(sentence, name, pace) {
      asked.push([sentence, name, pace]);
      yield { pcm: new Float32Array(1), end: true };
    },
  };
  const command = {
    type: 'synthesise',
    requestId: 'say-1',
    sentences: ['One.', 'Two.'],
    voice: 'slt',
  } as const;
  await new SpeakLane(voice, () => undefined).handle({ ...command, pace: 0.85 }, () => false);
  expect(asked).toEqual([
    ['One.', 'slt', 0.85],
    ['Two.', 'slt', 0.85],
  ]);
});
