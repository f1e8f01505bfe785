import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from '../../../../.ci/paths.ts';
import { replaySession } from '../../../../electron/replay/replay-session.ts';

/**
 * Sessions that happened, on whichever machine: today's engine decides as it did then. When one differs, either something
 * was broken or a change of decisions was meant: `test/fixtures/sessions/README.md` says what to do then.
 */

const folder = inRoot('test/fixtures/sessions');
const files = fs.readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
const contentOf = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');

test('there are sessions of real Electron and of the scenarios’ room', () => {
  expect(files.filter((name) => name.startsWith('electron-')).length).toBeGreaterThanOrEqual(5);
  expect(files.filter((name) => name.startsWith('room-')).length).toBeGreaterThanOrEqual(3);
});

test.each(files)('%s is decided as it was', (name) => {
  const { kind, report } = replaySession(contentOf(name));
  expect({ kind, differences: report.differences, flaws: report.flaws }).toEqual({
    kind: 'whole',
    differences: [],
    flaws: [],
  });
  expect(report.acts).toBeGreaterThan(3);
});

test.each(files)('%s with one perception or one decision of another is found out', (name) => {
  const content = contentOf(name);
  const tampered = [
    // What came back from the first request for a reply never came.
    content
      .replace('"type":"reply","requestId"', '"type":"reply-failed","requestId"')
      .replace(/,"reply":\{[^\n]*?\}\}(?=,"id")/, '}'),
    content.replace('"decision":{"act":"speak"', '"decision":{"act":"silent"'),
    content.replace(
      '"effect":{"type":"play","utteranceId":"say-',
      '"effect":{"type":"play","utteranceId":"say-9',
    ),
  ];
  for (const [i, one] of tampered.entries()) {
    if (one === content) throw new Error(`there was nothing to tamper with (${i})`);
    expect(replaySession(one).report.differing).toBeGreaterThan(0);
  }
});

test.each(files)('%s is small, and names no person and no computer', (name) => {
  const content = contentOf(name);
  expect(Buffer.byteLength(content)).toBeLessThan(300_000);
  const [header = ''] = content.split('\n');
  expect(Object.keys((JSON.parse(header) as { readonly machine: object }).machine)).toEqual([
    'platform',
    'arch',
    'cpu',
    'electron',
    'node',
  ]);
});
