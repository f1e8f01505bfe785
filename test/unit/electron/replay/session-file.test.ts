import fc from 'fast-check';
import { expect, test } from 'vitest';
import { silenceTimeout } from '../../../../electron/interaction/policy/silence-timeout.ts';
import { readSession, sessionLines, SessionFault } from '../../../../electron/replay/session-file.ts';
import { Driver } from '../interaction/support/driver.ts';
import { story, Tale } from '../interaction/support/tale.ts';
import { throughLoop } from '../interaction/support/through-loop.ts';
import { about, sessionFile } from './support/session.ts';

test('whatever was on the timeline is read as it was written, from whichever checkpoint', () => {
  fc.assert(
    fc.property(story, fc.nat(), (told, pick) => {
      const body = throughLoop(silenceTimeout());
      new Tale(new Driver(silenceTimeout(), {}, body.engine), told).settle();
      const start = body.checkpoints[pick % body.checkpoints.length];
      if (!start) throw new Error('no checkpoint');
      const cells = body.cells.filter(({ index }) => index >= start.cell);
      const session = readSession([...sessionLines(about, { start, cells })].join(''));
      expect(session.start).toStrictEqual(start);
      expect([...session.cells]).toStrictEqual(cells);
    }),
    { numRuns: 12 },
  );
});

/** What reading it all says, or nothing. */
function fault(content: string): string {
  try {
    const read = [...readSession(content).cells].length;
    return `${read} cells`;
  } catch (error) {
    if (!(error instanceof SessionFault)) throw error;
    return error.message;
  }
}

const file = sessionFile({}, 10);
const lines = file.split('\n');
const withLine = (at: number, change: (line: string) => string): string =>
  lines.with(at - 1, change(lines[at - 1] ?? '')).join('\n');

test('a whole file can be read', () => {
  expect(fault(file)).toBe('50 cells');
});

test.each([
  ['an empty file', '', /^line 1: this is no session/],
  ['another file', 'Dear diary,\n', /^line 1: this is no session/],
  ['another JSON file', '{"version":1}\n', /^line 1: this is no session/],
  ['a list', '[]\n', /^line 1: this is no session/],
  [
    'a file of a newer format',
    withLine(1, (line) => line.replace('"version":1', '"version":2')),
    /^line 1: the file is of format 2, which a newer Beside has made; .* Replay it with the newer one\.$/,
  ],
  [
    'a header that lacks something',
    withLine(1, (line) => line.replace('"words":true,', '')),
    /^line 1 at words: /,
  ],
  ['a header alone', `${lines[0]}\n`, /^line 2: the file breaks off here/],
  ['a file that was cut off', file.slice(0, -40), /^line 52: the file breaks off here/],
  ['a line that is torn', withLine(9, (line) => line.slice(0, 30)), /^line 9: this is no JSON/],
  [
    'a field that nobody knows',
    withLine(9, (line) => line.replace('"zoneMs"', '"mood":1,"zoneMs"')),
    /^line 9: .*mood.* replay it with the one that made it\.$/,
  ],
  [
    'a number that is none',
    withLine(9, (line) => line.replace(/"wallMs":\d+/, '"wallMs":"soon"')),
    /^line 9 at wallMs: expected a number/,
  ],
  [
    'a state that lacks something',
    withLine(2, (line) => line.replace('"couldHear":false,', '')),
    /^line 2 at state\.couldHear: /,
  ],
])('%s is told from a session, with where and what to do', (_what, content, message) => {
  expect(fault(content)).toMatch(message);
});

test('no text makes the reader crash', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (junk, at) => {
      const place = at % file.length;
      expect(typeof fault(file.slice(0, place) + junk + file.slice(place))).toBe('string');
    }),
    { numRuns: 60 },
  );
});
