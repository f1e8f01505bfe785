import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';
import fs from 'node:fs';
import path from 'node:path';
import { testPacksFolder } from '../../../.ci/paths.ts';
import { int16ToFloat32 } from '../../../shared/sound/pcm.ts';
import type { Sound } from '../../../test/scenarios/support/sounds.ts';

/** A text spoken by Flite at 16 kHz, with the sounds it is made of: where its words end is known, not guessed. */
export interface Phoned {
  readonly sound: Sound;
  readonly phones: readonly Phone[];
}

export interface Phone {
  readonly name: string;
  /** Where it ends, samples. */
  readonly end: number;
}

/** As Flite calls its own silence. */
export const PAUSE_PHONE = 'pau';
const VOICE = 'slt';
const RATE_HZ = 16_000;
/** RIFF as Flite writes it: one header, and 16-bit samples up to the end. */
const HEADER_BYTES = 44;

let flite: WebAssembly.Module | null = null;

function loaded(): WebAssembly.Module {
  flite ??= new WebAssembly.Module(fs.readFileSync(path.join(testPacksFolder(), 'flite', 'flite.wasm')));
  return flite;
}

/** `stretch`: every sound so many times as long as the voice makes it. */
export function phoned(text: string, stretch: number): Phoned {
  const folder = new Map<string, File>();
  const lines: string[] = [];
  const told = ConsoleStdout.lineBuffered((line) => void lines.push(line));
  const wasi = new WASI(
    ['flite', '-voice', VOICE, '--setf', `duration_stretch=${stretch.toFixed(4)}`].concat([
      '-psdur',
      '-t',
      text,
      '-o',
      '/out/speech.wav',
    ]),
    [],
    [new OpenFile(new File([])), told, told, new PreopenDirectory('/out', folder)],
    { debug: false },
  );
  const instance = new WebAssembly.Instance(loaded(), { wasi_snapshot_preview1: wasi.wasiImport });
  const code = wasi.start(instance as Parameters<WASI['start']>[0]);
  const bytes = folder.get('speech.wav')?.data;
  if (code !== 0 || !bytes) throw new Error(`Flite ended with code ${code} on: ${text}`);
  return { sound: pcmOf(bytes), phones: phonesIn(lines.join(' ')) };
}

function pcmOf(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(24, true) !== RATE_HZ) throw new Error(`${VOICE} does not speak at ${RATE_HZ} Hz`);
  const length = (bytes.length - HEADER_BYTES) >> 1;
  return int16ToFloat32(Int16Array.from({ length }, (_, i) => view.getInt16(HEADER_BYTES + 2 * i, true)));
}

/** `pau:0.209 w:0.257 …`: each with its end in seconds; of a text of several sentences, each begins anew. */
export function phonesIn(printed: string): readonly Phone[] {
  let [before, last] = [0, 0];
  return printed
    .trim()
    .split(/\s+/)
    .map((one) => {
      const [name = '', seconds = ''] = one.split(':');
      const end = Math.round(Number(seconds) * RATE_HZ);
      if (end < last) before += last;
      last = end;
      return { name, end: before + end };
    });
}
