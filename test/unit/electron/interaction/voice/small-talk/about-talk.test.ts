import { expect, test } from 'vitest';
import { nothingSaid } from '../../../../../../electron/interaction/cues/situation.ts';
import { answerAboutTalk } from '../../../../../../electron/interaction/voice/small-talk/about-talk.ts';

const situation = {
  ...nothingSaid(0),
  heardBefore: { text: 'What is 2 plus 2?', atMs: 0 },
  saidBefore: { text: '2 plus 2 is 4. Anything else?', rest: 'Anything else?' },
};
const says = (text: string, before = situation): string | null => {
  const reply = answerAboutTalk(text, before, 0.6);
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
  const orders = answerAboutTalk(text, situation, 0.6)?.orders ?? [];
  expect(orders).toEqual([{ type: 'change-volume', by }]);
});

test.each(['What time is it?', 'go on a trip', 'louder music in the car', 'I said stop', ''])(
  '"%s" is not about the talk',
  (text) => {
    expect(says(text)).toBeNull();
  },
);

test('"stop" in silence is taken as such', () => {
  expect(says('Stop.')).toBe('Okay.');
});

test('at the ends of the volume that is said, and nothing is changed', () => {
  expect(answerAboutTalk('louder', situation, 1)).toMatchObject({ reason: 'volume' });
  expect(answerAboutTalk('louder', situation, 1)?.orders).toBeUndefined();
  expect(answerAboutTalk('softer', situation, 0.2)?.orders).toBeUndefined();
});
