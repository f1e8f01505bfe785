import type { VoicePlayer } from '../capture/voice-player.ts';
import type { VoiceName } from '../../shared/inference.ts';
import type { EngineState } from '../interaction/state.ts';
import type { InferenceLink, WorkEvent } from './inference-link.ts';

/**
 * What every voice makes a short sound of: 240 to 420 ms with the plain ones. They spell "mm-hm" out as letters, which
 * takes 750 ms and more.
 */
const SOUND = 'uh-huh';
const REQUEST = 'nod';
/** What is quieter at its ends is silence: the sound is to come when it is given. */
const SILENCE = 0.01;

/** Signs of listening: how many were given, and the sound of the next one, made once for each voice. */
export class Nods {
  readonly #inference: Pick<InferenceLink, 'request'>;
  readonly #player: Pick<VoicePlayer, 'murmur'>;
  readonly #voice: () => VoiceName;
  #given = 0;
  #asked: VoiceName | null = null;
  #pieces: Float32Array[] = [];
  #whole = false;

  /** `voice`: the one that speaks just now. */
  constructor(
    inference: Pick<InferenceLink, 'request'>,
    player: Pick<VoicePlayer, 'murmur'>,
    voice: () => VoiceName,
  ) {
    this.#inference = inference;
    this.#player = player;
    this.#voice = voice;
  }

  give(audible: boolean): void {
    this.#given += 1;
    // One whose sound is not there yet is seen all the same.
    if (audible && this.#whole) this.#player.murmur(trimmed(this.#pieces));
  }

  /** Once a cell: has the sound made where it may be wanted; gives how many signs there were since the start. */
  tend({ manners, abilities }: Pick<EngineState<null>, 'manners' | 'abilities'>): number {
    if (manners.audibleNods && abilities.speak) this.#make(this.#voice());
    return this.#given;
  }

  #make(voice: VoiceName): void {
    if (voice === this.#asked) return;
    this.#asked = voice;
    this.#forget();
    this.#inference.request({ type: 'synthesise', requestId: REQUEST, sentences: [SOUND], voice, pace: 1 });
  }

  /** True where the event was about its sound. One that failed leaves what is seen, until the voice changes. */
  took(event: WorkEvent): boolean {
    if (!('requestId' in event) || event.requestId !== REQUEST) return false;
    if (event.type === 'failed') this.#forget();
    if (event.type !== 'synthesised') return true;
    this.#pieces.push(event.pcm);
    this.#whole ||= event.last;
    return true;
  }

  #forget(): void {
    this.#pieces = [];
    this.#whole = false;
  }
}

function trimmed(pieces: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  const loud = (sample: number): boolean => Math.abs(sample) > SILENCE;
  return all.slice(Math.max(0, all.findIndex(loud)), all.findLastIndex(loud) + 1);
}
