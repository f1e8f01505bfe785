import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runReplayCommand } from '../../../../electron/replay/command.ts';
import { sessionFile } from './support/session.ts';

let folder = '';
beforeEach(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-replay-'))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

function put(name: string, content: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
}

function run(...files: readonly string[]): {
  readonly code: number;
  readonly out: string;
  readonly err: string;
} {
  let [out, err] = ['', ''];
  const code = runReplayCommand(files, { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out: out.replaceAll(folder, ''), err: err.replaceAll(folder, '') };
}

const full = sessionFile();

test('a session that gives the same again ends with 0 and says how much was compared', () => {
  const { code, out, err } = run(put('a.jsonl', full));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^\/a\.jsonl: same\n {2}run again from its first state/);
  expect(out).toMatch(/200 cells, \d+ events; compared 200 decisions and \d+ acts, 0 differ/);
  expect(out).toContain(
    'policy silence-timeout-500; saved 2027-01-15T08:00:00.000Z by Beside 0.1.0 on linux x64, a processor, Node 24.0.0',
  );
});

test('a session that differs ends with 1, says where and how, and tells no word', () => {
  const tampered = full.replaceAll(
    /("type":"recognised","requestId":"[^"]+","text":")What is seventeen times twenty three"/g,
    '$1Stop telling secrets to everybody"',
  );
  expect(tampered).not.toBe(full);
  const { code, out } = run(put('a.jsonl', tampered));
  expect(code).toBe(1);
  expect(out).toMatch(/^\/a\.jsonl: DIFFERENT/);
  expect(out).toMatch(/\n {2}cell \d+, event \d+: the act differs: .*text/);
  expect(out).not.toMatch(/secret|seventeen|everybody|391/);
});

test('a decision that was tampered with is named', () => {
  const tampered = full.replace('"decision":{"act":"speak"', '"decision":{"act":"silent"');
  const { code, out } = run(put('a.jsonl', tampered));
  expect(code).toBe(1);
  expect(out).toMatch(/the decision differs: decision\.act was \{"act":"silent"\}, is \{"act":"speak"\}\n/);
});

test('a session without words has its decisions compared and says that this is less', () => {
  const { code, out } = run(put('a.jsonl', sessionFile({ words: false })));
  expect(code).toBe(0);
  expect(out).toContain('saved without words, so it cannot be run again whole');
  expect(out).toContain('compared 200 decisions and 0 acts, 0 differ');
});

test('a policy that is not known is said to be so, and its outputs are used', () => {
  const { code, out } = run(put('a.jsonl', sessionFile({ policy: 'unheard-of-7' })));
  expect(code).toBe(0);
  expect(out).toContain('its policy is not known here');
  expect(run(put('b.jsonl', sessionFile({ policy: 'unheard-of-7', words: false }))).out).toContain(
    'nothing but its form',
  );
});

test('what cannot be read ends with 2, says why, and keeps no other file from being replayed', () => {
  const { code, out, err } = run(
    put('cut.jsonl', full.slice(0, 9000)),
    path.join(folder, 'nowhere.jsonl'),
    folder,
    put('good.jsonl', full),
  );
  expect(code).toBe(2);
  expect(out).toContain('/good.jsonl: same');
  expect(err).toMatch(/^\/cut\.jsonl: line \d+: the file breaks off here/);
  expect(err).toContain('/nowhere.jsonl: there is no such file.');
  expect(err).toContain(': this is a folder.');
  expect(err).not.toMatch(/\bat .*\.ts/);
});

test('without a file it says how it is used', () => {
  expect(run()).toMatchObject({ code: 2, err: expect.stringContaining('Usage: npm run replay') as string });
  expect(run('--help')).toMatchObject({
    code: 0,
    out: expect.stringContaining('Usage: npm run replay') as string,
  });
});
