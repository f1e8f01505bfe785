import { expect, test } from 'vitest';
import { SelfTestDesk } from '../../../../electron/shell/self-test-desk.ts';
import { selfTestSchema } from '../../../../shared/self-test.ts';
import { ScriptedRoom } from '../../../scenarios/support/scripted-room.ts';

const deskOf = ({ loop }: ScriptedRoom): SelfTestDesk =>
  new SelfTestDesk({ policyName: 'silence-timeout-500', log: loop.log }, () => ({
    lines: [...loop.state.lines],
    voice: { wanted: 'rms', speaking: 'rms', natural: 'not-wanted' },
  }));

function open(): { readonly session: ScriptedRoom; readonly desk: SelfTestDesk } {
  const session = new ScriptedRoom();
  session.gate(true);
  return { session: session.run(1000), desk: deskOf(session) };
}

const whole = { sinceMs: null, line: null } as const;

test('before the first cell there is nothing to read, and it says so in figures', async () => {
  const desk = deskOf(new ScriptedRoom());
  const read = await desk.read(whole);
  expect(selfTestSchema.safeParse(read).success).toBe(true);
  expect(read).toMatchObject({ nowMs: 0, figures: { cells: { ran: 0 } }, line: null });
});

test('an hour is read in parts, so that a cell that is due comes in between', async () => {
  const { session, desk } = open();
  session.run(600_000);
  let turns = 0;
  let reading = true;
  const count = (): void => {
    turns += 1;
    if (reading) setImmediate(count);
  };
  setImmediate(count);
  const { figures } = await desk.read(whole);
  reading = false;
  expect(figures.cells.ran).toBe(session.loop.log.cells.length);
  expect(turns).toBeGreaterThanOrEqual(5);
});

test('since the person pressed Start, nothing from before counts, and a reading goes on where it stopped', async () => {
  const { session, desk } = open();
  session.say('what time is it', 1000).run(6000);
  const { nowMs } = await desk.read(whole);
  const line = { name: 'question', sinceMs: nowMs } as const;
  const begun = await desk.read({ sinceMs: nowMs, line });
  expect(begun).toMatchObject({ figures: { answers: 0 }, line: { state: 'waiting' } });
  session.say('what day is it', 1000, 500).run(6000);
  const done = await desk.read({ sinceMs: nowMs, line });
  expect(done).toMatchObject({ figures: { answers: 1 }, line: { state: 'done', outcome: 'answered' } });
  // What is read in one go says the same.
  expect((await desk.read(whole)).figures.answers).toBe(2);
  expect((await desk.read({ sinceMs: nowMs, line })).figures).toEqual(done.figures);
});

test('two that ask at once are answered one after the other, each with its own', async () => {
  const { session, desk } = open();
  session.say('what time is it', 1000).run(200_000);
  const [all, none] = await Promise.all([
    desk.read(whole),
    desk.read({ sinceMs: session.nowMs - 2000, line: null }),
  ]);
  expect(all.figures.answers).toBe(1);
  expect(none.figures).toMatchObject({ answers: 0, cells: { ran: 11 } });
});

test('it names what hears and speaks, and only what runs', async () => {
  const { desk } = open();
  const lane = { loadMs: 1, reason: null } as const;
  desk.lanesAre([
    { ...lane, lane: 'hear-final', state: 'ready', model: 'moonshine-base', provider: 'cpu' },
    { ...lane, lane: 'speak-natural', state: 'absent', model: null, provider: null },
  ]);
  expect((await desk.read(whole)).setup).toMatchObject({
    policy: 'silence-timeout-500',
    lanes: [{ lane: 'hear-final', model: 'moonshine-base', provider: 'cpu' }],
    voice: 'rms',
  });
});
