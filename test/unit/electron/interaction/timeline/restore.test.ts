import { expect, test } from 'vitest';
import type { EngineState } from '../../../../../electron/interaction/state.ts';
import { silenceTimeout } from '../../../../../electron/interaction/policy/silence-timeout.ts';
import { canonical } from '../../../../../electron/interaction/timeline/canonical.ts';
import { rulingOf } from '../../../../../electron/interaction/timeline/cell.ts';
import type { Checkpoint } from '../../../../../electron/interaction/timeline/log.ts';
import { replay } from '../../../../../electron/interaction/timeline/replay.ts';
import { fromExactJson, toExactJson } from '../../../../../electron/replay/exact-json.ts';
import { scriptedSession } from '../../../../scenarios/support/scripted-session.ts';

/** Twelve minutes on the virtual clock: long enough for three checkpoints. */
const MINUTES = 12;
const KILLS = [1, 7, 333, 1499, 1500, 1501, 2222, 2999, 3456, 3599] as const;

const again = <T>(value: T): T => fromExactJson(toExactJson(value)) as T;

const states: EngineState<null>[] = [];
const { clock, loop } = scriptedSession(MINUTES, (state) => void states.push(state));
clock.runToSync(MINUTES * 60_000);
const { cells, checkpoints } = loop.log;

test('the session that is killed is one in which things happen', () => {
  const reasons = new Set(cells.map((cell) => rulingOf(cell).decision.reason));
  expect([...reasons].toSorted()).toEqual([
    'asked-to-stop',
    'cue-due',
    'goes-on',
    'nothing-said',
    'own-voice-goes-on',
    'pause-in-long-speech',
    'person-has-the-floor',
    'silence-timeout',
    'typed-line',
    'voice-over-own-voice',
  ]);
  expect(checkpoints.map(({ cell }) => cell)).toEqual([0, 1500, 3000]);
});

test.each(KILLS)(
  'killed after cell %i and restored from the checkpoint before, it decides the same',
  (kill) => {
    const start = checkpoints.findLast(({ cell }) => cell <= kill);
    if (!start) throw new Error('no checkpoint');
    const before = cells.filter(({ index }) => index >= start.cell && index < kill);
    const restored = replay(silenceTimeout(), again(start), again(before));
    expect(canonical(restored.state)).toBe(canonical(states[kill - 1]));
    const events = start.events + before.reduce((sum, cell) => sum + cell.events.length, 0);
    const atMs = before.at(-1)?.atMs ?? start.atMs;
    const on: Checkpoint<unknown> = { cell: kill, events, atMs, state: again(restored.state) };
    const after = cells.filter(({ index }) => index >= kill);
    const { report, state } = replay(silenceTimeout(), on, after);
    expect(report).toMatchObject({ decisions: after.length, differing: 0, flawed: 0 });
    expect(canonical(state)).toBe(canonical(states.at(-1)));
  },
);
