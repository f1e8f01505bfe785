import fs from 'node:fs';
import { asset } from '../../e2e/support/assets.ts';
import type { Sound } from '../../scenarios/support/sounds.ts';
import { openPicoLibrary, type PicoLibrary } from './pico-engine.ts';

/** SVOX Pico's voices: two files each, what it knows of the language and how it sounds. 16 kHz. */
const picoVoices = {
  'pico-us': ['en-US_ta.bin', 'en-US_lh0_sg.bin'],
  'pico-gb': ['en-GB_ta.bin', 'en-GB_kh0_sg.bin'],
} as const;
export type PicoVoice = keyof typeof picoVoices;

const MEMORY_BYTES = 2_500_000;
const BUFFER_BYTES = 128;
/** Longest name of a resource, with its end. */
const NAME_BYTES = 32;
const MORE = 201;
/** At 100 the loudest samples are clipped. */
const LOUDNESS_PERCENT = 50;
const VOICE = 'panel';

/** Null where the recordings are not: its files are no part of the project. */
const voiceFile = (name: string): string | null => asset(`models/svoxpico/${name}`);

export const picoIsHere = (): boolean =>
  Object.values(picoVoices)
    .flat()
    .every((name) => voiceFile(name) !== null);

interface Voice {
  speak(text: string): Sound;
}

/**
 * `pitch` and `pace` in parts of the voice's own. A voice of its own each time: its noise goes on from one utterance to
 * the next, and what is said must not depend on what was said before.
 */
export async function picoSpeech(
  text: string,
  voice: PicoVoice,
  { pitch, pace }: { readonly pitch: number; readonly pace: number },
): Promise<Sound> {
  const percent = (part: number): number => Math.round(100 * part);
  const level = `<volume level="${LOUDNESS_PERCENT}">`;
  const marked = `${level}<pitch level="${percent(pitch)}"><speed level="${percent(pace)}">${text}</speed></pitch></volume>`;
  return (await openVoice(voice)).speak(marked);
}

async function openVoice(voice: PicoVoice): Promise<Voice> {
  const pico = await openPicoLibrary();
  const out = pico.malloc(NAME_BYTES);
  succeed('initialise', pico.initialize(pico.malloc(MEMORY_BYTES), MEMORY_BYTES, out));
  const system = pico.read(out, 'i32');
  const name = put(pico, VOICE);
  succeed('define a voice', pico.createVoiceDefinition(system, name.address));
  for (const file of picoVoices[voice]) {
    const found = voiceFile(file);
    if (found === null) throw new Error(`SVOX Pico's ${file} is not here; point BESIDE_ASSETS to it`);
    pico.writeFile(file, fs.readFileSync(found));
    succeed(`load ${file}`, pico.loadResource(system, put(pico, file).address, out));
    const resource = pico.read(out, 'i32');
    const resourceName = pico.malloc(NAME_BYTES);
    succeed('name a resource', pico.getResourceName(system, resource, resourceName));
    succeed('add a resource', pico.addResourceToVoiceDefinition(system, name.address, resourceName));
  }
  succeed('make an engine', pico.newEngine(system, name.address, out));
  const engine = pico.read(out, 'i32');
  return { speak: (words) => speak(pico, engine, words) };
}

function speak(pico: PicoLibrary, engine: number, words: string): Sound {
  const out = pico.malloc(8);
  const buffer = pico.malloc(BUFFER_BYTES);
  const { address, bytes } = put(pico, words);
  const samples: number[] = [];
  // Its end stands in what is put: that makes it speak a sentence without a stop.
  for (let taken = 0; taken < bytes;) {
    succeed('take text', pico.putTextUtf8(engine, address + taken, bytes - taken, out));
    taken += pico.read(out, 'i16');
    let status = MORE;
    while (status === MORE) {
      status = pico.getData(engine, buffer, BUFFER_BYTES, out, out + 4);
      const got = pico.read(out, 'i16') / 2;
      for (let i = 0; i < got; i++) samples.push(pico.read(buffer + 2 * i, 'i16') / 32_768);
    }
  }
  for (const used of [out, buffer, address]) pico.free(used);
  return Float32Array.from(samples);
}

/** A C string, and its length with the end. */
function put(pico: PicoLibrary, words: string): { readonly address: number; readonly bytes: number } {
  const encoded = new TextEncoder().encode(`${words}\0`);
  const address = pico.malloc(encoded.length);
  for (const [i, byte] of encoded.entries()) pico.write(address + i, byte, 'i8');
  return { address, bytes: encoded.length };
}

function succeed(what: string, status: number): void {
  if (status !== 0) throw new Error(`SVOX Pico could not ${what}: ${status}`);
}
