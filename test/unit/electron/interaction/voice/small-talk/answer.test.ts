import { expect, test } from 'vitest';
import { nothingSaid } from '../../../../../../electron/interaction/cues/situation.ts';
import { noAccount } from '../../../../../../electron/interaction/timeline/why/account.ts';
import { answer } from '../../../../../../electron/interaction/voice/small-talk/answer.ts';

const clock = { year: 2026, month: 11, day: 24, hour: 12, minute: 5, second: 0 } as const;

/** Whether the words were taken together with the line before, and what is said. */
function says(unfinished: string | null, text: string): string {
  const situation = { ...nothingSaid(1_795_521_900_000), unfinished };
  const reply = answer(text, situation, clock, { volume: 0.6, pace: 1 }, () => noAccount);
  return `${reply.continues ? 'together' : 'alone'}: ${reply.sentences[0]?.shown}`;
}

test.each([
  ['What is seventeen times?', 'Twenty three.', 'together: Seventeen times twenty three is 391.'],
  ['What is seventeen plus four?', 'Times two.', 'together'],
  ['What is seventeen times?', 'What time is it?', "alone: It's 12:05 PM."],
  ['Sing me', 'A song about rain', "together: I can't answer that yet."],
  ['What time is it?', 'In the city of Paris', "alone: I can't answer that yet."],
  ['Remind me in', 'Ten minutes to stretch.', 'together'],
  ['What is seventeen times?', 'Stop.', 'alone: Okay.'],
  [null, 'Twenty three.', "alone: I can't answer that yet."],
])('after "%s", "%s" is answered %s', (before, text, expected) => {
  expect(says(before, text)).toContain(expected);
});
