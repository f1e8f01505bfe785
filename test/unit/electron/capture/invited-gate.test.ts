import { beforeEach, expect, test, vi } from 'vitest';
import { InvitedGate } from '../../../../electron/capture/invited-gate.ts';
import { FRAME_SAMPLES } from '../../../../shared/audio.ts';
import { pictureLimits } from '../../../../shared/capture-protocol.ts';

vi.mock('electron', () => ({}));

let gate: InvitedGate;
beforeEach(() => void (gate = new InvitedGate()));
const picture = (stream: string, ...bytes: number[]) => ({ stream, jpeg: Uint8Array.from(bytes) });
const sound = { seq: 0, pcm: new Int16Array(FRAME_SAMPLES).fill(8000) };

test('what comes through a closed gate is forgotten and counted', () => {
  gate.takePicture(picture('camera', 1));
  gate.takePicture(picture('screen', 1));
  gate.takeSound(sound);
  expect(gate.picture('camera')).toBeNull();
  expect(gate.takeLevelDbfs()).toBeNull();
  expect(gate.dropped).toBe(3);
});

test('an open gate lets its own stream in and no other; only the newest picture is held', () => {
  gate.setGate('screen', true);
  gate.takePicture(picture('screen', 1));
  gate.takePicture(picture('screen', 2));
  gate.takePicture(picture('camera', 3));
  expect(gate.picture('screen')).toEqual(Uint8Array.of(2));
  expect(gate.picture('camera')).toBeNull();
  expect(gate.dropped).toBe(1);
});

test('closing forgets what was held, and what is late is dropped', () => {
  gate.setGate('camera', true);
  gate.setGate('system-sound', true);
  gate.takePicture(picture('camera', 1));
  gate.takeSound(sound);
  gate.setGate('camera', false);
  gate.setGate('system-sound', false);
  expect(gate.picture('camera')).toBeNull();
  expect(gate.takeLevelDbfs()).toBeNull();
  gate.takePicture(picture('camera', 2));
  expect(gate.picture('camera')).toBeNull();
  expect(gate.dropped).toBe(1);
});

test('the level of what other programs play is told once', () => {
  gate.setGate('system-sound', true);
  gate.takeSound(sound);
  expect(gate.takeLevelDbfs()).toBeCloseTo(20 * Math.log10(8000 / 32768), 1);
  expect(gate.takeLevelDbfs()).toBeNull();
});

test.each([
  ['nothing', null],
  ['no stream', { jpeg: Uint8Array.of(1) }],
  ['another stream', picture('microphone', 1)],
  ['text for a picture', { stream: 'camera', jpeg: 'x' }],
  ['a picture that is too large', { stream: 'camera', jpeg: new Uint8Array(pictureLimits.bytes + 1) }],
])('%s is no picture', (_what, message) => {
  gate.setGate('camera', true);
  gate.takePicture(message);
  expect(gate.picture('camera')).toBeNull();
});

test('sound of another length is none', () => {
  gate.setGate('system-sound', true);
  gate.takeSound({ pcm: new Int16Array(3) });
  gate.takeSound('sound');
  expect(gate.takeLevelDbfs()).toBeNull();
});
