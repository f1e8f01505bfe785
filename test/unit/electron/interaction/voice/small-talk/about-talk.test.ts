import { expect, test } from 'vitest';
import { nothingSaid } from '../../../../../../electron/interaction/cues/situation.ts';
import { answerAboutTalk } from '../../../../../../electron/interaction/voice/small-talk/about-talk.ts';

const situation = {
  ...nothingSaid(0),
  heardBefore: { text: 'What is 2 plus 2?', atMs: 0 },
  saidBefore: { text: '2 plus 2 is 4. Anything else?', rest: 'Anything else?' },
};
const voice = { volume: 0.6, pace: 1 };
const says = (text: string, before = situation): string | null => {
  const reply = answerAboutTalk(text, before, voice);
  return reply && reply.sentences.map(({ shown }) => shown).join(' ');
};

test.each(['Say that again.', 'repeat that please', 'What did you say?', 'Pardon?', 'come again'])(
  '"%s" brings the last answer again, whole',
  (text) => {
    expect(says(text)).toBe('2 plus 2 is 4. Anything else?');
  },
);

test.each(['Go on.', 'continue', 'okay, carry on', 'keep going'])(
  '"%s" brings what was not heard',
  (text) => {
    expect(says(text)).toBe('Anything else?');
  },
);

test('there is nothing to go on with after an answer that was heard', () => {
  expect(says('go on', { ...situation, saidBefore: { text: 'Four.', rest: '' } })).toBe('That was all.');
});

test('the words of the person are said back', () => {
  expect(says('What did I just say?')).toBe('You said: What is 2 plus 2?');
});

test('with nothing said before that is said', () => {
  const nothing = { ...situation, heardBefore: null, saidBefore: null } as unknown as typeof situation;
  expect(says('say that again', nothing)).toBe("I haven't said anything yet.");
  expect(says('what did I say', nothing)).toBe("You haven't said anything before.");
});

test.each([
  ['Louder.', 0.2],
  ['speak up please', 0.2],
  ['turn it up', 0.2],
  ['a bit quieter', -0.2],
  ['turn down the volume', -0.2],
  ["You're too loud", -0.2],
] as const)('"%s" changes the volume by %s', (text, by) => {
  const orders = answerAboutTalk(text, situation, voice)?.orders ?? [];
  expect(orders).toEqual([{ type: 'change-volume', by }]);
});

test.each([
  'What time is it?',
  'go on a trip',
  'faster than light',
  'speed up the car',
  'louder music in the car',
  'I said stop',
  '',
])('"%s" is not about the talk', (text) => {
  expect(says(text)).toBeNull();
});

test('"stop" in silence is taken as such', () => {
  expect(says('Stop.')).toBe('Okay.');
});

test.each([
  ['Slower.', 0.85],
  ['Slow down, please.', 0.85],
  ['Could you speak a bit more slowly?', 0.85],
  ['not so fast', 0.85],
  ["You're talking too fast.", 0.85],
  ['faster', 1.15],
  ['speak faster please', 1.15],
  ['Speed up a little.', 1.15],
  ['You speak too slowly', 1.15],
] as const)('"%s" makes the pace %s', (text, pace) => {
  const orders = answerAboutTalk(text, situation, voice)?.orders ?? [];
  expect(orders).toEqual([{ type: 'set-pace', pace }]);
});

test.each([
  'Speak at normal speed.',
  'at your normal pace',
  'Talk normally again',
  'go back to your usual speed',
  'normal speed',
])('"%s" brings the normal pace back, once', (text) => {
  const fast = { ...voice, pace: 1.3 };
  expect(answerAboutTalk(text, situation, fast)?.orders).toEqual([{ type: 'set-pace', pace: 1 }]);
  expect(answerAboutTalk(text, situation, voice)?.orders).toBeUndefined();
  expect(says(text)).toBe('This is my normal speed.');
});

/** What comes of an order that is given until nothing more comes of it. */
function until(text: string, pace: number): number[] {
  const order = answerAboutTalk(text, situation, { ...voice, pace })?.orders?.[0];
  return order?.type === 'set-pace' ? [order.pace, ...until(text, order.pace)] : [];
}

test('from either end the pace goes to the other in few steps, by way of the normal one', () => {
  expect(until('faster', 0.7)).toEqual([0.85, 1, 1.15, 1.3, 1.4]);
  expect(until('slower', 1.4)).toEqual([1.3, 1.15, 1, 0.85, 0.7]);
  // A pace that somebody wrote into the file by hand.
  expect(until('slower', 0.9)).toEqual([0.85, 0.7]);
});

test('at the ends of the pace that is said, and nothing is changed', () => {
  expect(answerAboutTalk('slower', situation, { ...voice, pace: 0.7 })).toEqual({
    reason: 'pace',
    aside: true,
    sentences: [{ shown: 'This is as slow as I go.', spoken: 'This is as slow as I go.' }],
  });
  expect(answerAboutTalk('faster', situation, { ...voice, pace: 1.4 })?.orders).toBeUndefined();
});

test('at the ends of the volume that is said, and nothing is changed', () => {
  expect(answerAboutTalk('louder', situation, { ...voice, volume: 1 })).toMatchObject({ reason: 'volume' });
  expect(answerAboutTalk('louder', situation, { ...voice, volume: 1 })?.orders).toBeUndefined();
  expect(answerAboutTalk('softer', situation, { ...voice, volume: 0.2 })?.orders).toBeUndefined();
});
