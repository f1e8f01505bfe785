import { beforeEach, expect, test } from 'vitest';
import { KillSwitch } from '../../../../electron/shell/kill-switch.ts';

let did: string[];
let released: boolean;
let later: (() => void)[];
let kill: KillSwitch;
beforeEach(() => {
  [did, released, later] = [[], true, []];
  kill = new KillSwitch({
    closeGates: () => void did.push('gates'),
    stopVoice: () => void did.push('voice'),
    devicesReleased: () => released,
    endCapture: () => void did.push('end capture'),
    after: (delayMs, callback) => {
      expect(delayMs).toBeLessThan(200);
      later.push(callback);
    },
    say: () => void did.push('said'),
  });
});

test('gates close first, then the voice, and a capture window that answers is left alone', () => {
  kill.press();
  for (const callback of later) callback();
  expect(did).toEqual(['gates', 'voice', 'said']);
});

test('a capture window that holds its device is ended within a micro-turn', () => {
  released = false;
  kill.press();
  expect(did).not.toContain('end capture');
  for (const callback of later) callback();
  expect(did.at(-1)).toBe('end capture');
});
