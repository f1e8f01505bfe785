import { expect, test } from 'vitest';
import { Talk } from '../../support/talk.ts';

const reasons = (talk: Talk): string[] => talk.account.silence.map(({ reason }) => reason);
const lastLine = (talk: Talk): string | undefined => talk.lines.at(-1);

test('an answer to what was heard: the words, the skill, the pause that gave the floor, and when it was heard', () => {
  const talk = new Talk();
  talk.say('What is 2 plus 2?');
  talk.quiet();
  expect(talk.why).toEqual([
    'heard: “What is 2 plus 2?”',
    'made: I took it for a sum and worked it out.',
    expect.stringMatching(
      /^decided: You had paused for 0\.[5-8] seconds, so I took it that you were done\.$/,
    ),
    expect.stringMatching(/^said: You could hear it, 0\.[5-9] seconds after your last word\.$/),
    'ended: You heard it to its end.',
  ]);
  expect(talk.account.last?.latencyMs).toBeGreaterThan(500);
});

test('an answer to a typed line, shown where there is no voice', () => {
  const talk = new Talk({ speak: false });
  talk.type('What time is it?');
  expect(talk.why).toEqual([
    'typed: “What time is it?”',
    "made: I read the time from this computer's clock.",
    'decided: You typed a line, which I answer at once.',
    'shown: You can read it; it was not spoken.',
  ]);
});

test('what is due: who asked for it, when, and that it was due', () => {
  const talk = new Talk();
  talk.type('Remind me in ten seconds to stretch');
  talk.quiet();
  talk.run(10_000);
  talk.quiet();
  expect(lastLine(talk)).toBe('beside: Reminder: stretch. (final)');
  expect(talk.why).toEqual([
    'asked: You asked me to remember: stretch.',
    'due: The time that you had set.',
    'decided: What is due I say at its time.',
    'said: You could hear it.',
    'ended: You heard it to its end.',
  ]);
  const { cue, decided } = talk.account.last ?? {};
  expect((cue?.dueMs ?? 0) - (cue?.setAtMs ?? 0)).toBe(10_000 - ((cue?.setAtMs ?? 0) % 200 === 0 ? 200 : 0));
  expect((decided?.atMs ?? 0) - (cue?.dueMs ?? 0)).toBeLessThan(200);
});

test('what is due and not said: what forbade it', () => {
  const talk = new Talk();
  talk.type('Remind me in ten seconds to stretch');
  talk.type('Not now');
  talk.quiet();
  talk.run(10_000);
  expect(talk.why).toContain('decided: You had asked for quiet, so I only showed what was due.');
  expect(talk.why).toContain('shown: You can read it; it was not spoken.');
  expect(reasons(talk)).toContain('not-now');
});

test.each([
  ['stop-pressed', (talk: Talk) => talk.tell({ type: 'stop-pressed' }), 'You pressed stop.'],
  [
    'typed-line',
    (talk: Talk) => talk.type('What is 2 plus 2?'),
    'You typed another line, so I went on to that.',
  ],
  [
    'output-gone',
    (talk: Talk) => talk.tell({ type: 'output-gone' }),
    'There was nothing to play sound on any more.',
  ],
  [
    'voice-over-own-voice',
    (talk: Talk) => talk.say('Something else', 2500),
    'You spoke over me, so I let you have the floor.',
  ],
  ['asked-to-stop', (talk: Talk) => talk.say('Stop', 600), 'You asked me to stop.'],
] as const)('an answer that was cut off: %s', (reason, cut, words) => {
  const talk = new Talk();
  talk.type('Check for echo');
  talk.run(200);
  cut(talk);
  talk.quiet();
  expect(talk.account.cut?.cutOff).toMatchObject({ by: reason });
  talk.type('Why did you stop?');
  expect(lastLine(talk)).toContain(words);
});

test('the sound that was lost on its way is no doing of a person', () => {
  const talk = new Talk();
  talk.type('Check for echo');
  talk.run(500);
  const utteranceId = talk.loop.state.own?.utterance.id ?? '';
  talk.tell({ type: 'playback-ended', utteranceId, samples: 9600, cause: 'lost' });
  talk.run(400);
  expect(talk.account.cut?.cutOff).toMatchObject({ by: 'lost' });
});

test('a line that was given in this very moment is not taken for an old one', () => {
  const talk = new Talk();
  talk.tell({ type: 'typed', text: 'What is 2 plus 2?' });
  talk.tell({ type: 'typed', text: 'Why did you say that?' });
  talk.run(1000);
  talk.quiet();
  expect(lastLine(talk)).toContain('You typed: What is 2 plus 2? I took it for a sum and worked it out.');
});

test('a line from before the log is owned up to be too old', () => {
  const talk = new Talk();
  talk.type('What time is it?');
  talk.quiet();
  talk.run(75 * 60_000);
  expect(talk.why).toEqual([]);
  expect(talk.account.last).toMatchObject({ decided: null });
  talk.type('Why did you say that?');
  expect(lastLine(talk)).toContain('longer ago than my log reaches');
});

test('a silence: nobody spoke, a sound without words, words that nobody could make out, the microphone off', () => {
  const talk = new Talk();
  talk.run(5000);
  expect(reasons(talk)).toEqual(['nothing-said']);
  talk.say('', 600);
  talk.run(2000);
  expect(reasons(talk).slice(0, 3)).toEqual(['nothing-said', 'no-words', 'nothing-said']);
  talk.say(null, 1000);
  talk.run(5000);
  expect(reasons(talk).slice(0, 2)).toEqual(['nothing-said', 'not-understood']);
  talk.tell({ type: 'microphone', open: false, echoCancelled: true, atSample: 0 });
  talk.run(1000);
  expect(reasons(talk)[0]).toBe('gate-closed');
});

test('a silence: somebody is speaking; Beside answered; a short word while it spoke; its own voice; asleep', () => {
  const talk = new Talk();
  talk.say('What time is it?');
  expect(reasons(talk)[0]).toBe('speaking');
  talk.quiet();
  expect(reasons(talk)).toEqual(['nothing-said', 'speaking', 'answered', 'person-has-the-floor']);
  talk.type('Check for echo');
  talk.run(300);
  talk.say('mhm', 450);
  expect(reasons(talk)).toContain('backchannel');
  talk.quiet();
  talk.clock.stall(60_000);
  talk.run(1000);
  expect(reasons(talk).slice(0, 2)).toEqual(['nothing-said', 'asleep']);
});

test('a silence: what was heard last was its own voice, come back', () => {
  const talk = new Talk();
  talk.type('Check for echo');
  // Its last moment comes back after it has ended.
  talk.run(2480);
  expect(talk.loop.state.own).not.toBeNull();
  talk.say('that is enough', 280);
  talk.run(4000);
  expect(talk.lines.length).toBe(2);
  expect(reasons(talk).slice(0, 2)).toEqual(['nothing-said', 'own-echo']);
  talk.type("Why didn't you answer?");
  expect(lastLine(talk)).toContain('my own voice, come back through the microphone');
});

test('a silence with nobody there who understands speech', () => {
  const talk = new Talk({ hear: false });
  talk.run(3000);
  expect(reasons(talk)).toEqual(['deaf']);
});

test('stretches are in order, without holes, and few', () => {
  const talk = new Talk();
  for (let i = 0; i < 20; i += 1) {
    talk.say(i % 3 === 0 ? '' : 'What time is it?', 400);
    talk.quiet();
  }
  const { silence } = talk.account;
  expect(silence.length).toBe(12);
  for (const [i, { fromMs, toMs }] of silence.entries()) {
    expect(toMs).toBeGreaterThanOrEqual(fromMs);
    if (i > 0) expect(silence[i - 1]?.fromMs).toBe(toMs);
  }
});
