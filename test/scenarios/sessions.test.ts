import fs from 'node:fs';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { thisMachine } from '../../electron/replay/machine.ts';
import { isSame, replaySession } from '../../electron/replay/replay-session.ts';
import { sessionLines } from '../../electron/replay/session-file.ts';
import { Room } from './support/room.ts';
import { answered, heardLines, scenario, speaking } from './support/scenario.ts';
import { speech } from './support/sounds.ts';

vi.mock('electron', () => import('./support/electron.ts'));

/**
 * What happened with real models gives the same again from its file. With BESIDE_RECORD_SESSIONS these files are kept in
 * that folder: `npm run record:sessions`. BESIDE_RECORD_LABEL is part of their names where they lie beside those of
 * another machine; BESIDE_RECORD_CPU names the processor where what the process sees is not the whole truth (emulation).
 */

function replayed(room: Room, name: string): void {
  const { start, cells } = room.loop.log;
  if (start === null) throw new Error('no checkpoint');
  const about = {
    beside: '0.1.0',
    policy: 'silence-timeout-500',
    words: true,
    savedAtMs: room.clock.wallMs(),
    machine: { ...thisMachine(), ...cpuAsTold() },
  };
  const content = [...sessionLines(about, { start, cells })].join('');
  const session = replaySession(content);
  expect(isSame(session)).toBe(true);
  expect(session.report.acts).toBeGreaterThan(5);
  const folder = process.env['BESIDE_RECORD_SESSIONS'];
  if (folder !== undefined) fs.writeFileSync(path.join(folder, `room-${name}${label()}.jsonl`), content);
}

const label = (): string => {
  const told = process.env['BESIDE_RECORD_LABEL'];
  return told === undefined ? '' : `.${told}`;
};

function cpuAsTold(): { readonly cpu?: string } {
  const cpu = process.env['BESIDE_RECORD_CPU'];
  return cpu === undefined ? {} : { cpu };
}

scenario('a spoken question gives the same answer again', async () => {
  const room = await Room.open();
  room.say(await speech('What is seventeen times twenty three?'), 500);
  await room.until(answered(room));
  expect(heardLines(room).at(-1)).toMatch(/391 \(final\)$/);
  replayed(room, 'spoken');
});

scenario('an interruption gives the same again', async () => {
  const room = await Room.open();
  room.type('Tell me a story');
  await room.until(speaking(room));
  room.say(await speech('Hold on, what is seventeen times twenty three?'), 300);
  await room.until(answered(room));
  expect(heardLines(room).map((line) => line.replace(/^.*\(/, '('))).toEqual([
    '(final)',
    '(cut-off)',
    '(final)',
    '(final)',
  ]);
  replayed(room, 'interrupted');
});

scenario('a capture window that dies in the midst of a question gives the same again', async () => {
  const room = await Room.open();
  room.say(await speech('What is seventeen times twenty three?'), 500);
  await room.run(1500);
  room.captureGone();
  await room.run(400);
  room.captureUp();
  await room.run(4000);
  expect(heardLines(room)[0]).toMatch(/^user: what is .*\(final\)$/);
  replayed(room, 'capture-killed');
});
