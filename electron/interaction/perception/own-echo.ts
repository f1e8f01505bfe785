import { msToSamples } from '../../../shared/audio.ts';
import { plainWord, type Words } from './words.ts';

/**
 * Telling a person from Beside's own voice come back. The echo canceller takes away nearly all of it once it has
 * converged, and lets through words at speaking level for a second or two before that and after both have spoken at
 * once. Voice activity is no help: the model gives that residue probabilities up to 1.
 */

/**
 * Below this nothing heard over Beside's voice is a person. Measured in the room at an echo of −6 dB: residue at −50 to
 * −110 dBFS with probabilities up to 1; people, brought up by the gain control, at −10 to −40 dBFS.
 */
export const RESIDUE_DBFS = -50;
/**
 * What was played before Beside's voice fell silent goes on coming back this long: output buffer, the way through the
 * room, input buffer. Measured with PulseAudio: 260 to 300 ms. At 120 ms Beside stopped itself.
 */
const ECHO_TAIL = msToSamples(320);

/** Voice while Beside's own waits: it cannot be its echo. */
export interface OverVoice {
  readonly fromSample: number;
  readonly samples: number;
}

/** One voiced window of `samples` that ends at `endSample`; Beside's voice waits since `pausedSample`. */
export function hearOver(
  over: OverVoice | null,
  window: { readonly endSample: number; readonly samples: number },
  pausedSample: number | null,
): OverVoice | null {
  const fromSample = window.endSample - window.samples;
  if (pausedSample === null || fromSample < pausedSample + ECHO_TAIL) return over;
  return over ? { ...over, samples: over.samples + window.samples } : { fromSample, samples: window.samples };
}

/** At least so much of what was heard has to be in what Beside says, in its order. */
const OWN_SHARE = 0.6;

/** Whether the words are Beside's own, a little misheard perhaps. */
export function repeatsOwn(heard: Words, own: Words): boolean {
  if (heard.length === 0) return false;
  return commonInOrder(heard, own) >= OWN_SHARE * heard.length;
}

/** Length of the longest row of words that both have in this order, other words between them or not. */
function commonInOrder(a: Words, b: Words): number {
  let row: readonly number[] = Array.from({ length: b.length + 1 }, () => 0);
  for (const word of a.map(plainWord)) {
    const next = [0];
    for (const [j, other] of b.entries()) {
      const same = word === plainWord(other);
      next.push(same ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
