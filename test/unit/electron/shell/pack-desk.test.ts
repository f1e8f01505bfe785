import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { PackDesk } from '../../../../electron/shell/pack-desk.ts';
import type { PackReply, PackState } from '../../../../shared/packs.ts';
import type { Snapshot } from '../../../../shared/snapshot.ts';

class FakeChild extends EventEmitter {
  readonly asked: unknown[] = [];
  killed = false;

  postMessage(message: unknown): void {
    this.asked.push(message);
  }

  kill(): void {
    this.killed = true;
    this.emit('exit', 0);
  }
}

const children = vi.hoisted((): unknown[] => []);
vi.mock('electron', () => ({
  utilityProcess: {
    fork: () => {
      const child = new FakeChild();
      children.push(child);
      return child;
    },
  },
}));

const pack = (id: string, state: PackState['state'], fault: PackState['fault'] = null): PackState => ({
  id,
  title: id,
  purpose: id,
  bytes: 1,
  licences: ['MIT'],
  state,
  fault,
});
const FAULT = { kind: 'wrong-hash', packId: 'ears', message: 'Broken.' } as const;

let shown: Snapshot['packs'] | null;
let changes: number;
let sentOut: unknown[];
let desk: PackDesk;
beforeEach(() => {
  children.length = 0;
  [shown, changes, sentOut] = [null, 0, []];
  desk = new PackDesk({
    file: '/fetcher.cjs',
    packsDir: '/packs',
    manifestPath: '/packs.json',
    cwd: '/',
    starter: ['ears', 'voice'],
    show: (packs) => {
      shown = packs;
    },
    changed: () => changes++,
    sentOut: (process) => sentOut.push(process),
  });
});

const child = (): FakeChild => children.at(-1) as FakeChild;
const reply = (message: PackReply): boolean => child().emit('message', message);

test('what is ready, and which starter packs are wanted, is shown after a look', () => {
  desk.inspect();
  reply({
    type: 'state',
    packs: [pack('ears', 'ready'), pack('voice', 'partial'), pack('extra', 'missing')],
  });
  expect({ ready: desk.readyIds, wanted: shown?.wanted, changes }).toEqual({
    ready: ['ears'],
    wanted: ['voice'],
    changes: 1,
  });
  expect(child().killed).toBe(true);
});

test('a fetch shows that it has begun, how it goes, and its end', () => {
  desk.fetch(['ears']);
  expect(shown?.fetching?.label).toBe('Starting');
  reply({ type: 'progress', progress: { doneBytes: 1, totalBytes: 2, label: 'Ears' } });
  expect(shown?.fetching).toEqual({ doneBytes: 1, totalBytes: 2, label: 'Ears' });
  reply({ type: 'done', outcome: 'ready', faults: [], packs: [pack('ears', 'ready')] });
  expect(shown).toMatchObject({ fetching: null, faults: [], wanted: [] });
});

test('only a fetch, which a person clicks, may ask for hosts; a look and an import may not', () => {
  desk.inspect();
  reply({ type: 'state', packs: [pack('ears', 'missing')] });
  desk.importFrom('/folder');
  expect(sentOut).toEqual([]);
  reply({ type: 'done', outcome: 'failed', faults: [FAULT], packs: [] });
  desk.fetch(['ears']);
  expect(sentOut).toEqual([child()]);
});

test('a second request while one runs is refused and changes nothing shown', () => {
  desk.fetch(['ears']);
  reply({ type: 'progress', progress: { doneBytes: 1, totalBytes: 2, label: 'Ears' } });
  desk.fetch(['voice']);
  desk.importFrom('/folder');
  expect({ children: children.length, label: shown?.fetching?.label }).toEqual({
    children: 1,
    label: 'Ears',
  });
});

test('a fetcher that dies leaves what was known and says that nothing is broken', () => {
  desk.inspect();
  reply({ type: 'state', packs: [pack('ears', 'missing')] });
  desk.fetch(['ears']);
  child().emit('exit', 139);
  expect(shown).toMatchObject({
    fetching: null,
    states: [pack('ears', 'missing')],
    faults: [{ kind: 'internal' }],
  });
  desk.fetch(['ears']);
  expect(children.length).toBe(3);
});

test('faults of broken packs are shown after a look, and cleared by a cancelled fetch', () => {
  desk.inspect();
  reply({ type: 'state', packs: [pack('ears', 'broken', FAULT)] });
  expect(shown?.faults).toEqual([FAULT]);
  desk.fetch(['ears']);
  expect(shown?.faults).toEqual([]);
  desk.cancel();
  expect(child().asked).toEqual([{ type: 'fetch', packIds: ['ears'] }, { type: 'cancel' }]);
  reply({ type: 'done', outcome: 'cancelled', faults: [], packs: [pack('ears', 'broken', FAULT)] });
  expect(shown?.faults).toEqual([]);
});

test('a message that is no reply is ignored', () => {
  desk.inspect();
  child().emit('message', { type: 'state', packs: 'all of them' });
  expect({ shown, killed: child().killed }).toEqual({ shown: null, killed: false });
});
