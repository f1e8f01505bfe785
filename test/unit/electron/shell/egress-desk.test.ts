import { beforeEach, expect, test, vi } from 'vitest';
import type { GuardedChild } from '../../../../electron/shell/egress-gate.ts';
import { EgressDesk } from '../../../../electron/shell/egress-desk.ts';
import { emptyLedger, refusedNote, type Ledger } from '../../../../electron/privacy/egress.ts';
import type { EgressAnswer, EgressEntry, EgressView } from '../../../../shared/egress.ts';

vi.mock('electron', () => ({}));

let nowMs: number;
let kept: Ledger[];
let shown: EgressView[];
let notices: { id: string; message: string }[];
let waiting: (() => void)[];
let desk: EgressDesk;

const open = (atStart: Ledger = emptyLedger, fetched: EgressEntry[] = []): EgressDesk =>
  new EgressDesk({
    atStart,
    fetched,
    keep: (ledger) => void kept.push(ledger),
    show: (view) => void shown.push(view),
    warn: (id, message) => void notices.push({ id, message }),
    noticeIds: () => notices.map(({ id }) => id),
    nowMs: () => nowMs,
    after: (_delayMs, callback) => void waiting.push(callback),
  });

beforeEach(() => {
  nowMs = 1000;
  [kept, shown, notices, waiting] = [[], [], [], []];
  desk = open();
});

const HOST = 'registry.example:443';

function child(process = 'pack fetcher'): GuardedChild & { answers: EgressAnswer[] } {
  const answers: EgressAnswer[] = [];
  return { process, answers, answer: (answer) => void answers.push(answer) };
}

test('a process that no click has sent is denied whatever it asks for', () => {
  const uncalled = child();
  desk.asked(uncalled, [HOST]);
  expect(uncalled.answers).toMatchObject([{ type: 'denied' }]);
});

test('one that a click has sent gets its hosts, for itself, for two hours', () => {
  const sent = child();
  desk.permit(sent, 'model packs');
  desk.asked(sent, [HOST]);
  expect(sent.answers).toMatchObject([
    {
      type: 'granted',
      grant: {
        purpose: 'model packs',
        process: 'pack fetcher',
        hosts: [HOST],
        fromMs: 1000,
        untilMs: 1000 + 2 * 3_600_000,
      },
    },
  ]);
});

test('once: what it asks for later, when a server may have told it to, is denied', () => {
  const sent = child();
  desk.permit(sent, 'model packs');
  desk.asked(sent, [HOST]);
  desk.asked(sent, ['evil.example:443']);
  expect(sent.answers.map(({ type }) => type)).toEqual(['granted', 'denied']);
});

test('a click for one process is no leave for another', () => {
  const other = child();
  desk.permit(child(), 'model packs');
  desk.permit(null, 'model packs');
  desk.asked(other, [HOST]);
  expect(other.answers).toMatchObject([{ type: 'denied' }]);
});

test('what happened is kept and shown, many at once as one picture', () => {
  desk.noted('overlay', [refusedNote(HOST, 1), refusedNote(HOST, 2)]);
  desk.noted('overlay', [refusedNote(HOST, 3)]);
  expect({ shown, waiting: waiting.length }).toEqual({ shown: [], waiting: 1 });
  for (const callback of waiting.splice(0)) callback();
  expect(shown).toMatchObject([{ refused: 3, entries: [{ process: 'overlay', attempts: 3 }] }]);
  expect(kept.at(-1)?.entries).toEqual(shown[0]?.entries);
  desk.noted('overlay', [refusedNote(HOST, 4)]);
  expect(waiting.length).toBe(1);
});

test('what was kept, and what the command line fetched, is shown from the start; only the first is kept again', () => {
  const kind = { ...refusedNote(HOST, 5), purpose: 'model packs', refused: false, bytesReceived: 7 };
  const before: Ledger = {
    entries: [{ process: 'pack fetcher', ...kind }],
    dropped: { bytesSent: 1, bytesReceived: 2, refused: 3 },
  };
  desk = open(before, [{ process: 'command line', ...kind, lastMs: 9 }]);
  expect(desk.view).toMatchObject({
    bytesSent: 1,
    bytesReceived: 16,
    refused: 3,
    entries: [{ process: 'command line' }, { process: 'pack fetcher' }],
  });
  desk.noted('overlay', []);
  expect(kept.at(-1)).toEqual(before);
});

test('a refusal is said once for a process and a host, and what was let through never', () => {
  desk.noted('voice engine', [refusedNote('example.org:443', 1)]);
  desk.noted('voice engine', [refusedNote('example.org:443', 2)]);
  desk.noted('voice engine', [{ ...refusedNote('fine.example:443', 2), refused: false }]);
  expect(notices.map(({ message }) => message)).toEqual([
    'The voice engine tried to reach example.org:443 and was refused. Nothing was sent.',
  ]);
  notices = [];
  desk.noted('voice engine', [refusedNote('example.org:443', 3)]);
  expect(notices).toEqual([]);
  desk.noted('overlay', [refusedNote('example.org:443', 3)]);
  expect(notices.length).toBe(1);
});

test('many hosts are three notices, not a wall of them; the list has them all', () => {
  for (let at = 0; at < 20; at += 1) desk.noted('overlay', [refusedNote(`a${at}.example:443`, at)]);
  expect(notices.length).toBe(3);
  expect(desk.view.entries.length).toBe(20);
});
