import { execFileSync } from 'node:child_process';

/** A real key press: Beside's own windows need not have the focus. */
export const pressKillKey = (): void => void execFileSync('xdotool', ['key', 'ctrl+alt+k']);

/** Streams that record from a device, as the sound server sees them; the tests' own recorders are not Chromium's. */
export const recordings = (): number =>
  execFileSync('pactl', ['list', 'source-outputs'], { encoding: 'utf8' })
    .split(/^Source Output #/m)
    .filter((one) => /Chromium|electron|Beside/i.test(one)).length;
