import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decide,
  emptyLedger,
  hostOfAddress,
  hostText,
  noted,
  refusedNote,
  viewOf,
} from '../../../../electron/privacy/egress.ts';
import { egressHostSchema, egressNoteSchema, type EgressGrant } from '../../../../shared/egress.ts';

const grant = (change: Partial<EgressGrant> = {}): EgressGrant => ({
  id: 'g',
  purpose: 'model packs',
  process: 'pack fetcher',
  hosts: ['registry.example:443'],
  fromMs: 100,
  untilMs: 200,
  ...change,
});
const wanted = { host: 'registry.example:443', process: 'pack fetcher' };

describe('a decision', () => {
  test('allows what a grant names, while it lasts', () => {
    expect(decide([grant()], wanted, 100)).toEqual({ allowed: true, grant: grant() });
    expect(decide([grant()], wanted, 199)).toMatchObject({ allowed: true });
  });

  test.each([
    ['no grant at all', [], wanted, 150, 'no-grant'],
    ['another process', [grant()], { ...wanted, process: 'voice engine' }, 150, 'no-grant'],
    ['another host', [grant()], { ...wanted, host: 'elsewhere.example:443' }, 150, 'other-host'],
    ['another port', [grant()], { ...wanted, host: 'registry.example:80' }, 150, 'other-host'],
    ['a name below it', [grant()], { ...wanted, host: 'a.registry.example:443' }, 150, 'other-host'],
    ['before it', [grant()], wanted, 99, 'expired'],
    ['at its end', [grant()], wanted, 200, 'expired'],
    [
      'a host without a name',
      [grant({ hosts: ['unreadable:1'] })],
      { ...wanted, host: 'unreadable:1' },
      150,
      'other-host',
    ],
  ] as const)('refuses %s', (_what, grants, asked, nowMs, reason) => {
    expect(decide(grants, asked, nowMs)).toEqual({ allowed: false, reason });
  });

  test('lets the name of a granted host be looked up, and no other', () => {
    expect(decide([grant()], { ...wanted, host: 'registry.example' }, 150)).toMatchObject({ allowed: true });
    expect(decide([grant()], { ...wanted, host: 'example' }, 150)).toMatchObject({ allowed: false });
  });

  const hosts = fc.constantFrom('a:1', 'a:2', 'b:1', '[::1]:1', 'a', 'b', 'unreadable:1');
  const processes = fc.constantFrom('main process', 'pack fetcher');
  const grants = fc.array(
    fc.record({
      id: fc.string(),
      purpose: fc.string(),
      process: processes,
      hosts: fc.array(hosts, { minLength: 1 }),
      fromMs: fc.nat(50),
      untilMs: fc.nat(50),
    }),
  );

  test('is a refusal unless one grant names this process, this host and this moment', () => {
    fc.assert(
      fc.property(grants, hosts, processes, fc.nat(50), (all, host, process, nowMs) => {
        const decision = decide(all, { host, process }, nowMs);
        if (!decision.allowed) return;
        const { grant: given } = decision;
        expect(all).toContain(given);
        expect(given.process).toBe(process);
        expect(given.hosts.map((each) => each.replace(/:\d+$/, ''))).toContain(host.replace(/:\d+$/, ''));
        if (/:\d+$/.test(host)) expect(given.hosts).toContain(host);
        expect(nowMs).toBeGreaterThanOrEqual(given.fromMs);
        expect(nowMs).toBeLessThan(given.untilMs);
      }),
    );
  });

  test('allows nothing on a grant that is over', () => {
    fc.assert(
      fc.property(grants, hosts, processes, (all, host, process) => {
        expect(decide(all, { host, process }, 51).allowed).toBe(false);
      }),
    );
  });
});

describe('the name of a host', () => {
  test.each([
    ['Example.ORG.', 443, 'example.org:443'],
    ['::1', 80, '[::1]:80'],
    ['[::1]', 80, '[::1]:80'],
    ['127.0.0.1', null, '127.0.0.1'],
    ['a b\nc', 1, 'unreadable:1'],
    ['x'.repeat(300), 1, 'unreadable:1'],
  ])('%j at %j is %s', (name, port, text) => expect(hostText(name, port)).toBe(text));

  test('is of an address the host and the port, and nothing of its path, query or sign-in', () => {
    expect(hostOfAddress('https://me:secret@Example.org/path?query#part')).toBe('example.org:443');
    expect(hostOfAddress('ws://[::1]:9/x')).toBe('[::1]:9');
    expect(hostOfAddress('socks5://proxy')).toBe('proxy:1080');
    expect([hostOfAddress('data:text/plain,x'), hostOfAddress('nonsense')]).toEqual([null, null]);
  });

  test('always fits the ledger, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.option(fc.nat(65_535)), (name, port) => {
        expect(egressHostSchema.safeParse(hostText(name, port)).success).toBe(true);
      }),
    );
  });
});

describe('the ledger', () => {
  const notes = fc.array(
    fc.tuple(
      fc.constantFrom('main process', 'overlay', 'pack fetcher'),
      fc.record({
        host: fc.constantFrom('a:1', 'b:1', 'c:1', 'd:1'),
        purpose: fc.constantFrom(null, 'model packs'),
        firstMs: fc.nat(1000),
        lastMs: fc.nat(1000),
        attempts: fc.nat(9),
        bytesSent: fc.nat(9999),
        bytesReceived: fc.nat(9999),
        refused: fc.boolean(),
      }),
    ),
  );

  test('loses no byte and no refusal by joining lines and dropping them', () => {
    fc.assert(
      fc.property(notes, fc.integer({ min: 1, max: 5 }), (all, most) => {
        const ledger = all.reduce((sum, [process, note]) => noted(sum, process, note, most), emptyLedger);
        expect(ledger.entries.length).toBeLessThanOrEqual(most);
        const sum = (pick: (note: (typeof all)[number][1]) => number): number =>
          all.reduce((so, [, note]) => so + pick(note), 0);
        expect(viewOf([ledger], 50)).toMatchObject({
          bytesSent: sum((note) => note.bytesSent),
          bytesReceived: sum((note) => note.bytesReceived),
          refused: sum((note) => (note.refused ? note.attempts : 0)),
        });
      }),
    );
  });

  test('has one line for repeats of the same, and one each for what differs', () => {
    fc.assert(
      fc.property(notes, (all) => {
        const ledger = all.reduce((sum, [process, note]) => noted(sum, process, note), emptyLedger);
        const key = (
          process: string,
          note: { host: string; purpose: string | null; refused: boolean },
        ): string => [process, note.host, note.purpose, note.refused].join(' ');
        const wantedKeys = new Set(all.map(([process, note]) => key(process, note)));
        expect(ledger.entries.map((entry) => key(entry.process, entry)).toSorted()).toEqual(
          [...wantedKeys].toSorted(),
        );
      }),
    );
  });

  test('spans from the first to the last, and shows the newest first, only so many', () => {
    const at = (host: string, ms: number) => refusedNote(host, ms);
    const ledger = [at('a:1', 5), at('b:1', 6), at('a:1', 9)].reduce(
      (sum, note) => noted(sum, 'x', note),
      emptyLedger,
    );
    const other = noted(emptyLedger, 'command line', at('c:1', 7));
    expect(viewOf([ledger, other], 2).entries).toMatchObject([
      { host: 'a:1', firstMs: 5, lastMs: 9, attempts: 2 },
      { host: 'c:1', process: 'command line' },
    ]);
    expect(viewOf([ledger, other], 2).refused).toBe(4);
  });

  test('takes no path, no query and no words for a host', () => {
    for (const host of ['example.org/path', 'example.org?q', 'my secret', ''])
      expect(egressNoteSchema.safeParse({ ...refusedNote('a:1', 1), host }).success).toBe(false);
  });
});
