import { beforeEach, expect, test } from 'vitest';
import { allOff } from '../../../../electron/shell/invited-control.ts';
import { trayFace, type TrayFace, type TrayItem } from '../../../../electron/shell/tray-menu.ts';
import type { Microphone, Snapshot } from '../../../../shared/snapshot.ts';
import type { InvitedStates } from '../../../../shared/streams.ts';

const ON = { state: 'on', label: 'Built-in', echoCancellation: true } as const;
const NOW = new Date(2026, 10, 27, 15, 0).getTime();
let invited: InvitedStates = allOff;
beforeEach(() => void (invited = allOff));
const face = (
  microphone: Microphone,
  floor: Snapshot['floor'] = 'listening',
  cues: Snapshot['cues'] = [],
): TrayFace => trayFace({ microphone, floor, cues, invited } as Snapshot, 'Ctrl+Alt+K', NOW);
const item = (
  microphone: Microphone,
  label: string,
  floor?: Snapshot['floor'],
  cues?: Snapshot['cues'],
): TrayItem | undefined =>
  face(microphone, floor, cues).items.find(
    (one): one is TrayItem => one !== 'line' && one.label.startsWith(label),
  );

test('the state of the microphone and the floor is the first line, and in the tooltip', () => {
  expect(face(ON, 'hearing').items[0]).toEqual({ label: 'Microphone on. Hearing you', act: null });
  expect(face({ state: 'off' }, 'idle').tooltip).toBe('Beside: Microphone off');
});

test('every state of the microphone has words and a shape of its own kind', () => {
  const fault = { state: 'failed', fault: 'no-device', message: '' } as const;
  const lost = { state: 'recovering', reason: 'lost', message: '' } as const;
  const all: Microphone[] = [ON, { state: 'off' }, { state: 'paused', untilMs: 0 }, fault, lost];
  expect(all.map((one) => face(one).mark)).toEqual(['open', 'closed', 'closed', 'trouble', 'trouble']);
  expect(new Set(all.map((one) => face(one).tooltip)).size).toBe(all.length);
});

test('an open microphone can be turned off, paused for three lengths, and killed by its key', () => {
  expect(item(ON, 'Turn the microphone off')?.act).toEqual({ type: 'microphone', on: false });
  expect(item(ON, 'Pause')?.items?.map(({ act }) => act)).toEqual([
    { type: 'pause', length: '15-minutes' },
    { type: 'pause', length: '1-hour' },
    { type: 'pause', length: 'tomorrow' },
  ]);
  expect(item(ON, 'Everything off (Ctrl+Alt+K)')?.act).toEqual({ type: 'kill' });
});

test('a paused microphone can be resumed, and a closed one is offered no pause', () => {
  expect(item({ state: 'paused', untilMs: 0 }, 'Resume')?.act).toEqual({ type: 'resume' });
  expect(item({ state: 'off' }, 'Pause')).toBeUndefined();
  expect(item({ state: 'off' }, 'Turn the microphone on')?.act).toEqual({ type: 'microphone', on: true });
});

test('Beside can be stopped while it speaks, with the microphone open or closed, and only then', () => {
  expect(item(ON, 'Stop speaking', 'speaking')?.act).toEqual({ type: 'stop' });
  expect(item({ state: 'off' }, 'Stop speaking', 'speaking')?.act).toEqual({ type: 'stop' });
  expect(item(ON, 'Stop speaking', 'hearing')).toBeUndefined();
});

test('what is to be said by itself has a line of its own, and no line while there is nothing', () => {
  const cue = {
    id: 'a',
    name: 'stretch',
    what: 'reminder',
    everyMs: null,
    silentMs: null,
    clock: null,
  } as const;
  const cues = [{ ...cue, nextMs: NOW + 30 * 60_000 }];
  expect(item({ state: 'off' }, '1 reminder', 'idle', cues)).toEqual({
    label: '1 reminder: stretch, 3:30 PM',
    act: null,
  });
  expect(item(ON, '1 reminder')).toBeUndefined();
});

test('a stream that Beside is invited to shows as an open gate, by word and shape, and can be ended', () => {
  invited = { ...allOff, screen: { state: 'on', label: 'Entire screen' } };
  expect(face({ state: 'off' }, 'idle').mark).toBe('open');
  expect(face({ state: 'off' }, 'idle').tooltip).toBe('Beside: Microphone off, screen on');
  expect(item({ state: 'off' }, 'Turn the screen off')?.act).toEqual({
    type: 'stream',
    stream: 'screen',
    on: false,
  });
  expect(item({ state: 'off' }, 'Turn the camera on')?.act).toEqual({
    type: 'stream',
    stream: 'camera',
    on: true,
  });
});
