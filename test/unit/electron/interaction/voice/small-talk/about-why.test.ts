import { expect, test } from 'vitest';
import { noAccount } from '../../../../../../electron/interaction/timeline/why/account.ts';
import {
  decisionWords,
  silenceWords,
  skillWords,
  vetoWords,
} from '../../../../../../electron/interaction/timeline/why/why-words.ts';
import { answerWhy } from '../../../../../../electron/interaction/voice/small-talk/about-why.ts';
import { Talk } from '../../support/talk.ts';

const CLOCK = { wallMs: 0, zoneMs: 0, hour: 0, minute: 0, second: 0 };
const last = (talk: Talk): string => talk.lines.at(-1) ?? '';

test.each([
  'Why did you say that?',
  'Why did you say that just now?',
  'why did you stop',
  'Why did you stop talking?',
  'Why did you interrupt me?',
  'why did you cut me off',
  "Why didn't you answer?",
  'Why were you silent?',
  "Why didn't you say anything?",
  'why are you so quiet',
])('"%s" is understood, and with nothing to tell that is said', (text) => {
  const reply = answerWhy(text, () => noAccount, CLOCK);
  expect(reply?.reason).toBe('why');
  expect(reply?.sentences.length).toBeGreaterThan(0);
});

test.each(['Why is the sky blue?', 'why', 'What did you say?', 'Why did you go there?', 'say why'])(
  '"%s" is something else, and the log is not asked',
  (text) => {
    const never = (): never => {
      throw new Error('asked');
    };
    expect(answerWhy(text, never, CLOCK)).toBeNull();
  },
);

test('"why did you say that" names the words that were heard and what was made of them', () => {
  const talk = new Talk();
  talk.say('What is 2 plus 2?');
  talk.quiet();
  talk.say('Why did you say that?');
  expect(last(talk)).toContain('I heard: What is 2 plus 2? I took it for a sum and worked it out.');
});

test('of a reminder it names when it was asked for', () => {
  const talk = new Talk();
  talk.type('Remind me in 10 seconds to stretch');
  talk.quiet();
  talk.run(12_000);
  talk.quiet();
  talk.type('Why did you say that?');
  expect(last(talk)).toMatch(/You asked me for it 1\d seconds ago\. What is due I say at its time\./);
});

test('"why did you interrupt me" of an answer names the pause', () => {
  const talk = new Talk();
  talk.say('What is 2 plus 2?');
  talk.quiet();
  talk.type('Why did you interrupt me?');
  expect(last(talk)).toMatch(/You had paused for 0\.\d seconds/);
});

test('"why were you silent" names what became of the last sound, not the question itself', () => {
  const talk = new Talk();
  talk.say('', 700);
  talk.run(9000);
  talk.say('Why were you silent?');
  expect(last(talk)).toMatch(/I heard a sound and found no words in it\. That was \d+ seconds ago\./);
});

test('"why didn\'t you say anything" of a silence in which nobody spoke', () => {
  const talk = new Talk();
  talk.run(20_000);
  talk.type("Why didn't you say anything?");
  expect(last(talk)).toContain('nobody said anything that I could hear');
});

test('every reason has words, a sentence or two of them', () => {
  for (const table of [decisionWords, silenceWords, skillWords, vetoWords])
    for (const words of Object.values(table)) expect(words).toMatch(/^[A-Z].{8,120}\.$/);
});
