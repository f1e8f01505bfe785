import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whyFrom } from '../../../../../../electron/interaction/timeline/why/account.ts';
import { accountOfLine } from '../../../../../../electron/interaction/timeline/why/line-account.ts';
import { Talk } from '../../support/talk.ts';

type Turn = (talk: Talk) => void;

const ms = fc.integer({ min: 50, max: 3000 });
const words = fc.constantFrom(
  'What time is it?',
  'stop',
  'Not now',
  'Why did you say that?',
  'Why were you silent?',
  'Every 5 seconds say hello',
  'Remind me in 4 seconds to stretch',
  '',
  null,
);
const turn: fc.Arbitrary<Turn> = fc.oneof(
  fc.tuple(words, ms).map(
    ([said, length]): Turn =>
      (talk) =>
        talk.say(said, length),
  ),
  words.map(
    (said): Turn =>
      (talk) =>
        talk.type(said ?? 'Go on'),
  ),
  ms.map(
    (length): Turn =>
      (talk) =>
        talk.run(length),
  ),
  fc.constant<Turn>((talk) => talk.tell({ type: 'stop-pressed' })),
  fc.constant<Turn>((talk) => talk.tell({ type: 'output-gone' })),
  fc.constant<Turn>((talk) => talk.clock.stall(90_000)),
  fc.boolean().map(
    (open): Turn =>
      (talk) =>
        talk.tell({ type: 'microphone', open, echoCancelled: true, atSample: 0 }),
  ),
);

test("of every line of Beside's in the log it can be told who decided it and why, and of every silence what it was", () => {
  fc.assert(
    fc.property(fc.array(turn, { minLength: 3, maxLength: 14 }), (turns) => {
      const talk = new Talk();
      for (const one of turns) one(talk);
      talk.run(1000);
      const { lines } = talk.loop.state;
      for (const line of lines.filter(({ who }) => who === 'beside')) {
        const account = accountOfLine(talk.loop.log.cells, lines, line.id);
        expect(account?.decided, line.text).not.toBeNull();
        if (line.via === 'cue') expect(account?.cue?.name, line.text).toBeTruthy();
        else if (line.state !== 'shown') expect(account?.made, line.text).not.toBeNull();
        if (line.state === 'cut-off') expect(account?.cutOff, line.text).not.toBeNull();
        const why = whyFrom(talk.loop.log, lines, { about: 'line', lineId: line.id });
        if (why.about === 'line') for (const { text } of why.steps) expect(text).not.toBe('');
      }
      const { silence } = talk.account;
      for (const [i, { fromMs, toMs }] of silence.entries()) {
        expect(toMs).toBeGreaterThanOrEqual(fromMs);
        if (i > 0) expect(silence[i - 1]?.fromMs).toBe(toMs);
      }
    }),
    { numRuns: 150 },
  );
});
