import { File, OpenFile, PreopenDirectory, WASI, ConsoleStdout } from '@bjorn3/browser_wasi_shim';
import { readFile } from 'node:fs/promises';
import type { PlainVoiceName } from '../../../shared/inference.ts';

export interface SpokenSound {
  /** Mono, −1…1. */
  readonly pcm: Float32Array;
  readonly sampleRateHz: number;
}

/**
 * Flite as a WASI command. It writes a WAV file, so it is given a file system that exists in memory only:
 * Node's own `wasi` would need a real folder, and no sound of Beside's goes to disk.
 */
export class Flite {
  readonly #module: WebAssembly.Module;

  private constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  static async open(path: string): Promise<Flite> {
    return new Flite(await WebAssembly.compile(await readFile(path)));
  }

  /** Speaks `text` whole, `pace` times as fast as the voice does; throws when Flite ends with an error. */
  async speak(text: string, voice: PlainVoiceName, pace = 1): Promise<SpokenSound> {
    const folder = new Map<string, File>();
    const silent = (): ConsoleStdout => ConsoleStdout.lineBuffered(() => undefined);
    const wasi = new WASI(
      ['flite', '-voice', voice, ...stretched(voice, pace), '-t', text, '-o', '/out/speech.wav'],
      [],
      [new OpenFile(new File([])), silent(), silent(), new PreopenDirectory('/out', folder)],
      { debug: false },
    );
    const instance = await WebAssembly.instantiate(this.#module, { wasi_snapshot_preview1: wasi.wasiImport });
    const code = wasi.start(instance as Parameters<WASI['start']>[0]);
    const file = folder.get('speech.wav');
    if (code !== 0 || !file) throw new Error(`Flite ended with code ${code} and ${file ? 'a' : 'no'} sound`);
    return parseWav(file.data);
  }
}

/** Voices that stretch by themselves: the option replaces what they have. The others have 1. */
const OWN_STRETCH: Partial<Record<PlainVoiceName, number>> = { kal16: 1.1 };

/** Every sound so many times as long. */
function stretched(voice: PlainVoiceName, pace: number): readonly string[] {
  if (pace === 1) return [];
  return ['--setf', `duration_stretch=${((OWN_STRETCH[voice] ?? 1) / pace).toFixed(4)}`];
}

/** RIFF with 16-bit mono PCM, as Flite writes it (its length fields are not to be trusted). */
function parseWav(bytes: Uint8Array): SpokenSound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 44 || tag(0) !== 'RIFF' || tag(36) !== 'data')
    throw new Error('Flite wrote no WAV file');
  const sampleRateHz = view.getUint32(24, true);
  const pcm = new Float32Array((bytes.length - 44) >> 1);
  for (let i = 0; i < pcm.length; i++) pcm[i] = view.getInt16(44 + 2 * i, true) / 32_768;
  return { pcm, sampleRateHz };
}
