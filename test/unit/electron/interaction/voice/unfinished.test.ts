import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reply } from '../../../../../electron/interaction/timeline/events.ts';
import { joinedLine } from '../../../../../electron/interaction/voice/unfinished.ts';
import { ANSWER } from '../support/driver.ts';
import { stageOf } from '../support/stage.ts';

const stage = stageOf({ hearFast: false });
const { lines, newest, quiet, recognised, synthesised, voice } = stage;

/** The person says it, and Beside begins to say its answer. */
function exchange(text: string, reply: Partial<Reply> = {}): void {
  voice(1000);
  quiet(250);
  recognised(text);
  const { requestId } = newest('reply');
  stage.driver.perceive({ type: 'reply', requestId, reply: { ...ANSWER, ...reply } });
  synthesised(0);
  quiet(450);
}
/** Beside's voice gives way to the person's, who has spoken for a second by then. */
function cut(): void {
  voice(1000);
  ended('stopped', 9600);
}
function ended(cause: 'finished' | 'stopped', samples: number): void {
  const { utteranceId } = newest('play');
  stage.driver.perceive({ type: 'playback-ended', utteranceId, samples, cause });
}
/** What the words being said may go on with, as the reply port is told. */
function unfinished(text: string): string | null {
  quiet(250);
  recognised(text);
  const { situation, text: asked } = newest('reply');
  expect(asked).toBe(text);
  return situation.unfinished;
}
function answered(reply: Partial<Reply> = {}): void {
  const { requestId } = newest('reply');
  stage.driver.perceive({ type: 'reply', requestId, reply: { ...ANSWER, ...reply } });
  synthesised(0);
  quiet(450);
}

test('half a sentence that goes on while its answer begins is one line', () => {
  exchange('What is seventeen times?', { aside: true });
  quiet(500);
  cut();
  expect(unfinished('Twenty three.')).toBe('What is seventeen times?');
  answered({ continues: true });
  expect(lines()).toEqual([
    'user: What is seventeen times twenty three. (final)',
    'beside: It is 12:05. Anything else? (cut-off)',
    'beside: It is 12:05. Anything else? (waiting)',
  ]);
});

test('a sentence may be gone on with more than once', () => {
  exchange('What is seventeen');
  cut();
  expect(unfinished('times')).toBe('What is seventeen');
  answered({ continues: true });
  cut();
  expect(unfinished('Twenty three?')).toBe('What is seventeen times');
  answered({ continues: true });
  expect(lines()[0]).toBe('user: What is seventeen times twenty three? (final)');
});

test('words that stand for themselves are a line of their own', () => {
  exchange('What is seventeen times?');
  cut();
  expect(unfinished('What time is it?')).not.toBeNull();
  answered();
  expect(lines().filter((line) => line.startsWith('user'))).toEqual([
    'user: What is seventeen times? (final)',
    'user: What time is it? (final)',
  ]);
});

test('what comes after an answer that was heard to its end goes on with nothing', () => {
  exchange('What time is it?');
  synthesised(1);
  ended('finished', 96_000);
  voice(600);
  expect(unfinished('Twenty three.')).toBeNull();
});

test('what comes later than two and a half seconds goes on with nothing', () => {
  exchange('What is seventeen times?');
  quiet(2500);
  cut();
  expect(unfinished('Twenty three.')).toBeNull();
});

test('a line whose orders were carried out is not gone on with: they would be carried out twice', () => {
  exchange('Slower.', { orders: [{ type: 'set-pace', pace: 0.85 }] });
  cut();
  expect(unfinished('And louder.')).toBeNull();
});

test('after a typed line nothing is gone on with', () => {
  exchange('What is seventeen times?');
  stage.driver.perceive({ type: 'typed', text: 'Hello' });
  stage.driver.cell();
  ended('stopped', 9600);
  answered();
  cut();
  expect(unfinished('Twenty three.')).toBeNull();
});

test('after the gate was closed nothing is gone on with', () => {
  exchange('What is seventeen times?');
  const atSample = stage.driver.state.voice.nowSample;
  stage.driver.perceive({ type: 'microphone', open: false, echoCancelled: true, atSample });
  stage.driver.perceive({ type: 'microphone', open: true, echoCancelled: true, atSample });
  cut();
  expect(unfinished('Twenty three.')).toBeNull();
});

test('one word is enough to go on with what Beside had no answer to, when there is one with it', () => {
  const quick = stageOfQuick;
  quick.begins({ aside: true });
  quick.says('Four', { continues: true });
  expect(quick.stage.newest('reply')).toMatchObject({
    text: 'Four',
    situation: { unfinished: 'What is seventeen times?' },
  });
  expect(quick.stage.names()).toContain('stop');
  expect(quick.stage.names().filter((name) => name === 'synthesise').length).toBe(1);
});

test.each([
  ['a word with which there is no answer either', { aside: true }, { continues: true, aside: true }],
  ['a word that stands for itself', { aside: true }, {}],
  ['a word over a real answer', {}, { continues: true }],
] as const)('%s does not cut an answer short', (_what, reply, over) => {
  const quick = stageOfQuick;
  quick.begins(reply);
  quick.says('Four', over);
  expect(quick.stage.names()).not.toContain('stop');
});

const stageOfQuick = (() => {
  const quickStage = stageOf();
  return {
    stage: quickStage,
    begins: (reply: Partial<Reply>): void => {
      quickStage.voice(1000);
      quickStage.quiet(250);
      quickStage.answer(quickStage.fast(), 'What is seventeen times?');
      quickStage.answer(quickStage.final(), 'What is seventeen times?');
      const { requestId } = quickStage.newest('reply');
      quickStage.driver.perceive({ type: 'reply', requestId, reply: { ...ANSWER, ...reply } });
      quickStage.synthesised(0);
      quickStage.quiet(1000);
    },
    /** A short word over it, and what there would be to say to it. */
    says: (text: string, reply: Partial<Reply>): void => {
      quickStage.voice(420);
      quickStage.answer(quickStage.fast(), text);
      const { requestId } = quickStage.newest('reply');
      quickStage.driver.perceive({ type: 'reply', requestId, reply: { ...ANSWER, ...reply } });
      quickStage.quiet(100);
      quickStage.driver.cell();
    },
  };
})();

test('the precise words of the rest come to its end of the line, and those of the first half not any more', () => {
  const { driver, answer, fast, final, quiet: silent, voice: speaks } = stageOfQuick.stage;
  speaks(1000);
  silent(250);
  answer(fast(), 'What is seven teen times');
  stageOfQuick.stage.replied();
  stageOfQuick.stage.synthesised(0);
  const first = final();
  silent(1300);
  expect(driver.state.lines[0]?.text).toBe('What is seven teen times');
  speaks(1000);
  const { utteranceId } = stageOfQuick.stage.newest('play');
  driver.perceive({ type: 'playback-ended', utteranceId, samples: 9600, cause: 'stopped' });
  silent(250);
  answer(fast(), 'Twenty free.');
  const { requestId } = stageOfQuick.stage.newest('reply');
  driver.perceive({ type: 'reply', requestId, reply: { ...ANSWER, continues: true } });
  stageOfQuick.stage.synthesised(0);
  const second = final();
  silent(1300);
  answer(first, 'What is seventeen times?');
  answer(second, 'Twenty three.');
  expect(driver.state.lines[0]?.text).toBe('What is seven teen times twenty three.');
});

test.each([
  ['What is seventeen times?', 'Twenty three.', 'What is seventeen times twenty three.'],
  ['I was thinking.', 'I could go there', 'I was thinking I could go there'],
  ["It's", "I'm sure, late", "It's I'm sure, late"],
  ['What is 17 *', '23', 'What is 17 * 23'],
  ['Call', 'NASA now', 'Call NASA now'],
])('"%s" and "%s" are one sentence', (lead, text, expected) => {
  expect(joinedLine(lead, text)).toBe(expected);
});

test('no word is lost where two halves are joined', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9']{1,8}[,.?!]?$/);
  const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
  const plain = (text: string): string[] => text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
  fc.assert(
    fc.property(line, line, (lead, text) => {
      expect(plain(joinedLine(lead, text))).toEqual([...plain(lead), ...plain(text)]);
    }),
  );
});
