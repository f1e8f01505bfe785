import { HEARING_RATE_HZ, msToSamples } from '../../../shared/audio.ts';
import { resampleWhole } from '../../../shared/sound/resample.ts';
import { atLevel } from '../../../test/panel/scenes/mix.ts';
import type { Sound } from '../../../test/scenarios/support/sounds.ts';
import { PAUSE_PHONE, phoned, type Phone } from './flite-phones.ts';

/**
 * Who speaks: the one synthetic voice of the train split, with its pitch and its formants moved together, as larger and
 * smaller people have them. A network that has heard one voice only knows that voice.
 */
export interface Speaker {
  readonly id: string;
  readonly shift: number;
}

/** In steps of 5 %, so that the resampler's filter is short. */
export const speakers: readonly [Speaker, ...Speaker[]] = [
  speaker(1),
  ...[0.8, 0.85, 0.9, 0.95, 1.05, 1.1, 1.15, 1.2, 1.25].map(speaker),
];

function speaker(shift: number): Speaker {
  return { id: `slt×${shift.toFixed(2)}`, shift };
}

/** Somebody's words, and where each of them ends. */
export interface Said {
  readonly text: string;
  readonly sound: Sound;
  readonly phones: readonly Phone[];
  readonly manner: Manner;
}

export interface Manner {
  readonly speaker: Speaker;
  /** Parts of the voice's own. */
  readonly pace: number;
  readonly levelDbfs: number;
}

const spoken = (text: string, { speaker: { shift }, pace }: Manner) => phoned(text, shift / pace);

export function say(text: string, manner: Manner): Said {
  const { shift } = manner.speaker;
  const { sound, phones } = spoken(text, manner);
  const moved = resampleWhole(sound, Math.round(HEARING_RATE_HZ * shift), HEARING_RATE_HZ);
  return {
    text,
    manner,
    sound: atLevel(moved, manner.levelDbfs),
    phones: phones.map(({ name, end }) => ({ name, end: Math.round(end / shift) })),
  };
}

/** Between two words: what is before ends at `from`, what is after begins at `to`. Samples. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /** The vowel that is last before it, for whoever draws it out; null when there is none near. */
  readonly vowel: { readonly from: number; readonly to: number } | null;
}

const VOWELS = /^(aa|ae|ah|ao|aw|ax|ay|eh|er|ey|ih|iy|ow|oy|uh|uw)$/;
/** A cut is made at the quietest place within this. */
const SEARCH_MS = 25;
const WINDOW_MS = 4;

/** After so many words of what was said; null where that is not within it. */
export function gapAfter({ text, manner, sound, phones }: Said, words: number): Gap | null {
  const all = text.split(' ');
  if (words < 1 || words >= all.length) return null;
  // How many sounds these words have is what Flite itself makes of them alone.
  const count = voiced(spoken(all.slice(0, words).join(' '), manner).phones).length;
  const own = phones.flatMap(({ name, end }, i) =>
    name === PAUSE_PHONE ? [] : [{ name, from: phones[i - 1]?.end ?? 0, to: end }],
  );
  const [before, after] = [own[count - 1], own[count]];
  if (!before || !after) return null;
  const vowel = own.slice(Math.max(0, count - 3), count).findLast(({ name }) => VOWELS.test(name)) ?? null;
  if (after.from > before.to) return { from: before.to, to: after.from, vowel };
  const at = quietest(sound, before.to);
  return { from: at, to: at, vowel: vowel && { from: vowel.from, to: Math.min(vowel.to, at) } };
}

const voiced = (phones: readonly Phone[]): readonly Phone[] =>
  phones.filter(({ name }) => name !== PAUSE_PHONE);

function quietest(sound: Sound, about: number): number {
  const window = msToSamples(WINDOW_MS);
  let [best, least] = [about, Number.POSITIVE_INFINITY];
  for (let at = about - msToSamples(SEARCH_MS); at <= about + msToSamples(SEARCH_MS); at += window / 2) {
    const power = sound.subarray(at - window, at + window).reduce((sum, one) => sum + one * one, 0);
    if (power < least) [best, least] = [at, power];
  }
  return best;
}
