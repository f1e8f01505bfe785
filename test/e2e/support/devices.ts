import { execFileSync } from 'node:child_process';

/** The room's sound devices (see `.ci/room.ts`), plugged and unplugged as a person does it. */

const pactl = (...args: readonly string[]): string => execFileSync('pactl', args, { encoding: 'utf8' });

/** The sound server's own number for what has been plugged in. */
export type Plugged = string;

/** A module of the room's, by a word of its arguments. */
export function pluggedIn(word: string): Plugged {
  const line = pactl('list', 'short', 'modules')
    .split('\n')
    .find((one) => one.includes(word));
  const id = line?.split('\t')[0];
  if (id === undefined) throw new Error(`the room has no module with ${word}`);
  return id;
}

export const unplug = (plugged: Plugged): void => void pactl('unload-module', plugged);

/** A microphone that hears the person, as the default. */
export function plugMicrophone(name: string): Plugged {
  const id = pactl(
    'load-module',
    'module-remap-source',
    'master=micsink.monitor',
    `source_name=${name}`,
    `source_properties=device.description=${name}`,
  ).trim();
  pactl('set-default-source', name);
  return id;
}

/** The loudspeaker, as the default, heard at `spk.monitor`. */
export function plugSpeaker(): Plugged {
  const id = pactl(
    'load-module',
    'module-null-sink',
    'sink_name=spk',
    'rate=48000',
    'sink_properties=device.description=Speaker',
  ).trim();
  pactl('set-default-sink', 'spk');
  return id;
}

/** What of it leaks into the person's microphone, as in `.ci/room.ts`. */
export function plugLeak(): Plugged {
  return pactl(
    'load-module',
    'module-loopback',
    'source=spk.monitor',
    'sink=micsink',
    'latency_msec=60',
    'source_dont_move=true',
    'sink_dont_move=true',
  ).trim();
}

export const MICROPHONE = 'source_name=mic ';
export const SPEAKER = 'sink_name=spk ';
export const PERSON = 'sink_name=micsink ';
