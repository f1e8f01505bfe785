import { execFileSync } from 'node:child_process';

/** The room's sound devices (see `.ci/room.ts`), plugged and unplugged as a person does it. */

const pactl = (...args: readonly string[]): string =>
  execFileSync('pactl', args, { encoding: 'utf8' }).trim();

/** The sound server's own number for what has been plugged in. */
type Plugged = string;

const modules = (): { readonly id: Plugged; readonly text: string }[] =>
  pactl('list', 'short', 'modules')
    .split('\n')
    .map((text) => ({ id: text.split('\t')[0] ?? '', text }));

const unload = (word: string): void => {
  for (const { id, text } of modules()) if (text.includes(word)) pactl('unload-module', id);
};

const load = (name: string, ...args: readonly string[]): Plugged => pactl('load-module', name, ...args);

const called = (kind: 'sink' | 'source', name: string, description: string): string[] => [
  `${kind}_name=${name}`,
  `${kind}_properties=device.description=${description}`,
];

/** A microphone that hears the person, as the default. */
export function plugMicrophone(name: string, description = name): void {
  load('module-remap-source', 'master=micsink.monitor', ...called('source', name, description));
  pactl('set-default-source', name);
}

export const unplugMicrophone = (name: string): void => unload(`source_name=${name} `);

/** A microphone that needs no sink, so that it stays when there is no output; it hears silence. */
export function plugSilentMicrophone(pipe: string): void {
  load('module-pipe-source', `file=${pipe}`, 'rate=48000', ...called('source', 'pipe', 'Pipe'));
  pactl('set-default-source', 'pipe');
}

export function plugSpeaker(): void {
  load('module-null-sink', 'rate=48000', ...called('sink', 'spk', 'Speaker'));
  pactl('set-default-sink', 'spk');
}

/** Every output, and with them what hangs on them. */
export function unplugOutputs(): void {
  unload('module-loopback');
  unload('source_name=mic ');
  unload('module-null-sink');
}

/** As it was when the room was opened. */
export function furnish(): void {
  for (const word of ['module-loopback', 'module-remap-source', 'module-pipe-source', 'module-null-sink'])
    unload(word);
  plugSpeaker();
  load('module-null-sink', 'rate=48000', ...called('sink', 'micsink', 'Person'));
  plugMicrophone('mic', 'Microphone');
  load(
    'module-loopback',
    'source=spk.monitor',
    'sink=micsink',
    'latency_msec=60',
    'source_dont_move=true',
    'sink_dont_move=true',
  );
  const leak = pactl('list', 'short', 'sink-inputs').split('\t')[0] ?? '';
  pactl('set-sink-input-volume', leak, '30%');
}

/** The system's own switch: the device goes on delivering, silence. */
export function muteMicrophones(muted: boolean): void {
  pactl('set-source-mute', '@DEFAULT_SOURCE@', muted ? '1' : '0');
}
