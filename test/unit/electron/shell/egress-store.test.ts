import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyLedger, noted, refusedNote, type Ledger } from '../../../../electron/privacy/egress.ts';
import { EgressStore } from '../../../../electron/shell/egress-store.ts';

vi.mock('electron-store', async () => (await import('./support/electron-store.ts')).fakeElectronStore());

let folder: string;
let notices: string[];
beforeEach(() => {
  vi.useFakeTimers();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-egress-store-'));
  notices = [];
});
afterEach(() => {
  vi.useRealTimers();
  fs.rmSync(folder, { recursive: true, force: true });
});
const open = (): EgressStore =>
  new EgressStore({
    folder,
    whenIdle: (write) => write(),
    onNotice: (message) => void notices.push(message),
  });
const file = (): string => path.join(folder, 'egress.json');
const ledgerOf = (...hosts: string[]): Ledger =>
  hosts.reduce((ledger, host) => noted(ledger, 'overlay', refusedNote(host, 1)), emptyLedger);

test('without a file the list is empty, and nothing is said', () => {
  expect(open().atStart).toEqual(emptyLedger);
  expect(notices).toEqual([]);
});

test('what was kept is there again, with the sums of lines that are gone', () => {
  const ledger = { ...ledgerOf('a:1', 'b:1'), dropped: { bytesSent: 1, bytesReceived: 2, refused: 3 } };
  open().keep(ledger);
  vi.advanceTimersByTime(500);
  expect(open().atStart).toEqual(ledger);
});

test('changes without end are written all the same, every half second', () => {
  const store = open();
  for (let at = 0; at < 10; at += 1) {
    store.keep(ledgerOf(`a${at}:1`));
    vi.advanceTimersByTime(100);
  }
  expect(open().atStart).not.toEqual(emptyLedger);
  store.flush();
  expect(open().atStart).toEqual(ledgerOf('a9:1'));
});

test.each([
  ['no JSON', '{"version":'],
  ['another form', '{"version":2,"entries":[],"dropped":{}}'],
  [
    'a path where a host belongs',
    JSON.stringify({ version: 1, ...ledgerOf('a:1'), entries: [{ host: 'a/b' }] }),
  ],
])('%s is put aside and said, and the list is kept again', (_what, text) => {
  fs.writeFileSync(file(), text);
  const store = open();
  expect(store.atStart).toEqual(emptyLedger);
  expect(notices[0]).toMatch(/could not be read.*egress\.damaged-/);
  const aside = fs.readdirSync(folder).find((name) => name.startsWith('egress.damaged-')) ?? '';
  expect(fs.readFileSync(path.join(folder, aside), 'utf8')).toBe(text);
  store.keep(ledgerOf('a:1'));
  store.flush();
  expect(open().atStart).toEqual(ledgerOf('a:1'));
});

test('a list that cannot be written is said', () => {
  const store = open();
  fs.rmSync(folder, { recursive: true });
  fs.writeFileSync(folder, 'no folder');
  store.keep(ledgerOf('a:1'));
  store.flush();
  expect(notices[0]).toContain('could not be saved');
});
