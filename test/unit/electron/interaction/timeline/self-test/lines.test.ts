import { expect, test } from 'vitest';
import { progressOf } from '../../../../../../electron/interaction/timeline/self-test/lines.ts';
import { LogReader } from '../../../../../../electron/interaction/timeline/self-test/log-reader.ts';
import type { LineProgress, SelfTestLine } from '../../../../../../shared/self-test.ts';
import { ScriptedRoom } from '../../../../../scenarios/support/scripted-room.ts';

/** What the guided test sees of a line, at these times after it was shown. */
function watch(line: SelfTestLine, session: ScriptedRoom, sinceMs: number, lost = false): LineProgress {
  const reader = new LogReader();
  for (const cell of session.loop.log.cells) reader.take(cell);
  return progressOf(line, reader.facts, sinceMs, lost);
}

function begin(): ScriptedRoom {
  const session = new ScriptedRoom({ sentenceMs: 3000 });
  session.gate(true);
  return session.run(1000).say('what was before', 800).run(7000);
}

test('a line is waited for, heard, answered, and done once the answer is over', () => {
  const session = begin();
  const sinceMs = session.nowMs;
  const states: string[] = [];
  session.say('what time is it', 1000, 1000);
  for (let i = 0; i < 8; i++) states.push(watch('question', session.run(800), sinceMs).state);
  expect([...new Set(states)]).toEqual(['waiting', 'heard', 'answering', 'done']);
  expect(watch('question', session, sinceMs).outcome).toBe('answered');
});

test('what was said before the line was shown does not count for it', () => {
  const session = begin();
  expect(watch('question', session, session.nowMs)).toEqual({ state: 'waiting', outcome: null });
});

test('a pause in which Beside is silent is let pass, one that it speaks in is a cut-off', () => {
  for (const [resumedMs, outcome] of [
    [1900, 'let-finish'],
    [2400, 'cut-off'],
  ] as const) {
    const session = begin();
    const sinceMs = session.nowMs;
    // Both pauses are above the half second that the line asks for; only the timeout stands between them.
    session.say('what is seventeen times', 1300).say('twenty three please', 1200, resumedMs).run(12_000);
    expect(watch('pause', session, sinceMs)).toEqual({ state: 'done', outcome });
  }
});

test('a line that was to have a pause and had none is asked for again', () => {
  const session = begin();
  const sinceMs = session.nowMs;
  session.say('what is seventeen times twenty three', 2000).run(8000);
  expect(watch('pause', session, sinceMs)).toEqual({ state: 'again', outcome: 'no-pause' });
});

test('over Beside’s voice, a short sound leaves it speaking, words stop it, and silence tests nothing', () => {
  const over = (ms: number | null): ScriptedRoom => {
    const session = begin().say('tell me a story', 900);
    return ms === null ? session : session.say('no stop that', ms, 3200);
  };
  const seen = [130, 1200, null].map((ms) => {
    const session = over(ms);
    const sinceMs = session.nowMs;
    return watch('interrupt', session.run(12_000), sinceMs);
  });
  expect(seen).toEqual([
    { state: 'done', outcome: 'went-on' },
    { state: 'done', outcome: 'gave-way' },
    { state: 'again', outcome: 'nothing-over' },
  ]);
});

test('a line that was said without the sound over Beside can be said once more', () => {
  const session = begin();
  const sinceMs = session.nowMs;
  session.say('tell me a story', 900).run(7000);
  expect(watch('nod', session, sinceMs).state).toBe('again');
  session.say('tell me a story', 900).say('mm', 130, 3200).run(9000);
  expect(watch('nod', session, sinceMs)).toEqual({ state: 'done', outcome: 'went-on' });
});

test('words that could not be made out are asked for again, until there is an answer to them', () => {
  const session = begin();
  const sinceMs = session.nowMs;
  expect(watch('question', session, sinceMs, true).state).toBe('waiting');
  session.say('what time is it', 900).run(1000);
  expect(watch('question', session, sinceMs, true)).toEqual({ state: 'again', outcome: 'not-made-out' });
  session.run(6000);
  expect(watch('question', session, sinceMs, true)).toEqual({ state: 'done', outcome: 'answered' });
});
