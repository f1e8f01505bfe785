import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Notice } from '../../../../shared/snapshot.ts';
import { isSame, replaySession } from '../../../../electron/replay/replay-session.ts';
import { SessionSaver } from '../../../../electron/shell/session-saver.ts';
import { scriptedSession } from '../../../scenarios/support/scripted-session.ts';
import { about } from '../replay/support/session.ts';

let folder = '';
beforeEach(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-save-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const { clock, loop } = scriptedSession(4);
clock.runToSync(200_000);

interface Stage {
  readonly saver: SessionSaver;
  readonly notices: Notice[];
  /** Work done in one go, ms of the stage's own clock. */
  readonly slicesMs: number[];
  readonly asked: string[];
  cells: number;
}

/** `costMs`: what one look at the clock costs, as if making a line took so long. */
function stage(where: string | null, costMs = 0.02): Stage {
  let nowMs = 0;
  let sliceFromMs = 0;
  const one: Stage = {
    notices: [],
    slicesMs: [],
    asked: [],
    cells: 0,
    saver: new SessionSaver({
      askWhere: (name) => {
        one.asked.push(name);
        return Promise.resolve(where);
      },
      happened: () => ({ about, log: loop.log }),
      afterCell: (callback) => {
        one.cells += 1;
        setImmediate(() => {
          one.slicesMs.push(nowMs - sliceFromMs);
          sliceFromMs = nowMs;
          callback();
        });
      },
      notify: (notice) => one.notices.push(notice),
      nowMs: () => (nowMs += costMs),
      wallMs: () => new Date(2026, 10, 27, 9, 5).getTime(),
    }),
  };
  return one;
}

const told = ({ notices }: Stage): string[] => notices.map(({ level, message }) => `${level}: ${message}`);

test('what happened is saved whole, as a file that gives the same again', async () => {
  const file = path.join(folder, 'a.jsonl');
  const on = stage(file);
  await on.saver.save(true);
  const session = replaySession(fs.readFileSync(file, 'utf8'));
  expect(isSame(session)).toBe(true);
  expect(session).toMatchObject({ kind: 'whole', report: { cells: 1000 } });
  expect(fs.readdirSync(folder)).toEqual(['a.jsonl']);
  expect(on.asked).toEqual(['Beside 2026-11-27 09.05 with words.jsonl']);
  expect(told(on).at(0)).toBe('info: Saving what happened…');
  expect(told(on).at(-1)).toBe(`info: Saved with words: ${file}`);
});

test('nobody else may read it', async () => {
  const file = path.join(folder, 'a.jsonl');
  await stage(file).saver.save(false);
  expect(fs.statSync(file).mode & 0o077).toBe(0);
});

test('it is written in small slices between cells, and says how far it is', async () => {
  const on = stage(path.join(folder, 'a.jsonl'), 0.5);
  await on.saver.save(false);
  // Eight slices of 4 ms, and the look at the clock that ends each.
  expect(Math.max(...on.slicesMs)).toBeLessThanOrEqual(8 * 5.5);
  expect(on.cells).toBeGreaterThan(10);
  expect(told(on)).toEqual([
    'info: Saving what happened…',
    'info: Saving what happened… 25 %',
    'info: Saving what happened… 50 %',
    'info: Saving what happened… 75 %',
    `info: Saved without words: ${path.join(folder, 'a.jsonl')}`,
  ]);
});

test('nothing is written when the person thinks better of it', async () => {
  const on = stage(null);
  await on.saver.save(true);
  expect(fs.readdirSync(folder)).toEqual([]);
  expect(on.notices).toEqual([]);
});

test('a folder that is gone is said to be so, and nothing is left behind', async () => {
  const on = stage(path.join(folder, 'gone', 'a.jsonl'));
  await on.saver.save(true);
  expect(told(on).at(-1)).toBe(
    'error: What happened was not saved. That folder is not there any more. Choose another one.',
  );
  expect(fs.readdirSync(folder)).toEqual([]);
});

test.runIf(fs.existsSync('/dev/full'))(
  'on a full disk it says so, keeps the file that was there, and leaves no half one',
  async () => {
    // What is written to the unfinished file goes to a disk that is full.
    const file = path.join(folder, 'a.jsonl');
    fs.writeFileSync(file, 'before');
    fs.symlinkSync('/dev/full', `${file}.part`);
    const on = stage(file);
    await on.saver.save(true);
    expect(told(on).at(-1)).toBe(
      'error: What happened was not saved. The disk is full. Free some space, or save it on another disk.',
    );
    expect(fs.readdirSync(folder)).toEqual(['a.jsonl']);
    expect(fs.readFileSync(file, 'utf8')).toBe('before');
  },
);

test('what is not whole when Beside goes is removed', async () => {
  const file = path.join(folder, 'a.jsonl');
  const on = stage(file, 1);
  const saving = on.saver.save(true);
  while (!fs.existsSync(`${file}.part`)) await new Promise((resolve) => void setImmediate(resolve));
  on.saver.close();
  expect(fs.readdirSync(folder)).toEqual([]);
  await saving;
});
