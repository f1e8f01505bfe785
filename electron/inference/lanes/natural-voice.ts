import { msToSamples, PLAYBACK_RATE_HZ } from '../../../shared/audio.ts';
import { naturalVoiceNames, type NaturalVoiceName, type VoiceName } from '../../../shared/inference.ts';
import { resampleWhole } from '../../../shared/sound/resample.ts';
import { Kokoro, KOKORO_RATE_HZ, type Style } from '../models/kokoro.ts';
import { clauses } from '../models/phonemes/clauses.ts';
import { phonemize } from '../models/phonemes/phonemize.ts';
import type { Dictionary } from '../models/phonemes/pronounce.ts';
import type { LaneSetup } from './lane-protocol.ts';
import type { SpeakingVoice } from './speak-lane.ts';

/** The rest after a mark, ms: the model's own is cut off, since it differs from piece to piece. */
const RESTS_MS: Readonly<Record<string, number>> = {
  ',': 140,
  ';': 200,
  ':': 200,
  '—': 200,
  '.': 280,
  '!': 280,
  '?': 280,
  '…': 350,
};

/** Kokoro: a sentence is made clause by clause, the first one short so that it sounds soon. */
export async function openNaturalVoice(
  setup: LaneSetup,
  readDictionary: () => Promise<Dictionary>,
): Promise<SpeakingVoice> {
  const path = setup.files['model'];
  if (!path) throw new Error('natural voice: no model file');
  const dictionary = await readDictionary();
  const kokoro = await Kokoro.open(path, setup.provider);
  const styles = await readStyles(setup);
  const [first] = styles.values();
  if (!first) throw new Error('natural voice: no voice file');
  // The first run allocates the arena: not while somebody waits.
  await kokoro.speak('ɹˈɛdi.', first);
  return {
    async *speak(sentence, voice, pace) {
      const accent = voice.startsWith('b') ? 'british' : 'american';
      const pieces = clauses(phonemize(sentence, dictionary, accent));
      if (pieces.length === 0) yield { pcm: new Float32Array(0), end: true };
      for (const [i, symbols] of pieces.entries()) {
        const pcm = await kokoro.speak(symbols, styleOf(voice, styles) ?? first, pace);
        yield { pcm: atPlaybackRate(pcm, restMs(symbols) / pace), end: i === pieces.length - 1 };
      }
    },
  };
}

async function readStyles(setup: LaneSetup): Promise<Map<NaturalVoiceName, Style>> {
  const styles = new Map<NaturalVoiceName, Style>();
  for (const name of naturalVoiceNames) {
    const path = setup.files[name];
    if (path) styles.set(name, await Kokoro.readStyle(path));
  }
  return styles;
}

const styleOf = (voice: VoiceName, styles: ReadonlyMap<VoiceName, Style>): Style | undefined =>
  styles.get(voice);

/** What the piece's last mark asks for. */
const restMs = (symbols: string): number => RESTS_MS[symbols.at(-1) ?? ''] ?? 0;

function atPlaybackRate(pcm: Float32Array, rest: number): Float32Array {
  const sound = resampleWhole(pcm, KOKORO_RATE_HZ, PLAYBACK_RATE_HZ);
  const out = new Float32Array(sound.length + msToSamples(rest, PLAYBACK_RATE_HZ));
  out.set(sound);
  return out;
}
