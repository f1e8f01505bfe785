import { samplesToMs } from '../../../../shared/audio.ts';
import type { Silero } from '../../../../electron/inference/models/silero.ts';
import type { Sound } from '../../../scenarios/support/sounds.ts';
import { hashOf, soundOf, type Entry } from './assets.ts';
import { pausesIn, quietPart, signsOf, spokenPieces, turnsOf, type Piece } from './cuts.ts';
import type { IsSign } from './hear-signs.ts';
import type { Cut, MarkedRecording } from './marks.ts';
import { sourceOf, vocal } from './sources.ts';
import { levelsOf, STEP_MS, voicing, type Span, type Voicing } from './voiced.ts';

/** A recording, listened to once. */
export interface Surveyed {
  readonly entry: Entry;
  readonly speakers: readonly string[];
  readonly sound: Sound;
  readonly lengthMs: number;
  readonly voicing: Voicing | null;
}

export async function survey(entry: Entry, silero: Silero): Promise<Surveyed> {
  const sound = soundOf(entry.name);
  return {
    entry,
    speakers: entry.speaker_ids ?? [speakerOf(entry.name)],
    sound,
    lengthMs: Math.floor(samplesToMs(sound.length)),
    voicing: await voicing(sound, silero),
  };
}

export const recordingOf = ({ entry, speakers, lengthMs, voicing: found }: Surveyed): MarkedRecording => ({
  file: entry.name,
  sha256: hashOf(entry.name),
  speakers: [...speakers],
  lengthMs,
  voiceDbfs: found?.voiceDbfs ?? null,
  floorDbfs: found?.floorDbfs ?? null,
  room: found ? quietPart(found, lengthMs) : null,
});

/** Where the list of recordings names no speaker, the file's name does: its first part, up to a dash or a line. */
const speakerOf = (name: string): string =>
  `${name.split('/').slice(0, -1).join('/')}/${/^[a-z0-9]+/i.exec(name.split('/').at(-1) ?? '')?.[0] ?? ''}`;

/** As much of the silence around it as there is, up to this; the room goes on from there. */
const BEFORE_MS = 150;
const AFTER_MS = 200;
/** What comes before and after keeps its own tail. */
const MARGIN_MS = 30;

function around(first: number, last: number, { voicing: found, lengthMs }: Surveyed): Span {
  const heard = [...(found?.voiced ?? []), ...(found?.unclear ?? [])];
  const before = heard.filter(({ toMs }) => toMs <= first).map(({ toMs }) => toMs + MARGIN_MS);
  const after = heard.filter(({ fromMs }) => fromMs >= last).map(({ fromMs }) => fromMs - MARGIN_MS);
  return {
    fromMs: Math.min(first, Math.max(0, first - BEFORE_MS, ...before)),
    toMs: Math.max(last, Math.min(lengthMs, last + AFTER_MS, ...after)),
  };
}

function cutOf(of: Surveyed, voiced: readonly Span[], rest: Omit<Cut, 'file' | 'cut' | 'voiced'>): Cut {
  const [first, last] = [voiced[0]?.fromMs ?? 0, voiced.at(-1)?.toMs ?? 0];
  return { file: of.entry.name, cut: around(first, last, of), voiced: [...voiced], ...rest };
}

function turnCut(of: Surveyed, { voiced, ends }: Piece, text: string): Cut {
  const pauses = [...pausesIn(voiced, of.voicing?.unclear ?? [])];
  const family = pauses.length > 0 ? 'pause' : 'question';
  return cutOf(of, voiced, { family, prelude: 'none', pauses, ends, text });
}

/** Turns and parts of turns in a recording of one speaker: so many at most, where the panel's few are not meant. */
export function spokenCuts(of: Surveyed, most?: number): readonly Cut[] {
  const source = sourceOf(of.entry.name);
  const { voicing: found, lengthMs, entry } = of;
  if (!source || !found || source.pieces === 0) return [];
  const { ending, pieces } = source;
  const whole = spokenPieces(found, found.weak, { lengthMs, ending, most: most ?? pieces });
  return whole.map((piece) => turnCut(of, piece, piece.ends ? (entry.transcript ?? '').toLowerCase() : ''));
}

/** Turns of one side of a call, and its signs of listening, which are played over Beside's voice. */
export async function callCuts(one: Surveyed, other: Surveyed, isSign: IsSign): Promise<readonly Cut[]> {
  if (!one.voicing || !other.voicing) return [];
  const [opener] = one.voicing.voiced;
  // What an agent opens a call with is among what is not meant for Beside.
  const turns = turnsOf(one.voicing, other.voicing).filter(({ voiced }) => voiced[0] !== opener);
  const out = turns.map((piece) => turnCut(one, piece, ''));
  for (const sign of signsOf(one.voicing, other.voicing))
    if (await isSign(one.sound, sign)) out.push(overCut(one, sign, 'backchannel', 'beside-talks'));
  return out;
}

const overCut = (
  of: Surveyed,
  span: Span,
  family: 'backchannel' | 'tic' | 'non-directed',
  prelude: Cut['prelude'],
): Cut => cutOf(of, [span], { family, prelude, pauses: [], ends: false, text: '' });

export const vocalCuts = (of: Surveyed): readonly Cut[] =>
  vocal
    .filter(({ name }) => name === of.entry.name)
    .map(({ family, fromMs, toMs }, i) =>
      overCut(of, { fromMs, toMs }, family, family === 'tic' && i % 2 === 1 ? 'none' : 'beside-talks'),
    );

const TALK_MS = 8000;

/** So many stretches of a talk between others, Beside silent in one and talking in the next. */
export function talkCuts(of: Surveyed, pieces: number): readonly Cut[] {
  const groups: Span[][] = [];
  for (const span of of.voicing?.voiced ?? []) {
    const group = groups.at(-1);
    const fits = group?.[0] && span.toMs - group[0].fromMs <= TALK_MS;
    if (fits) group.push(span);
    else groups.push([{ fromMs: span.fromMs, toMs: Math.min(span.toMs, span.fromMs + TALK_MS) }]);
  }
  return groups.slice(0, pieces).map((voiced, i) =>
    cutOf(of, voiced, {
      family: 'non-directed',
      prelude: i % 2 === 0 ? 'none' : 'beside-talks',
      pauses: [],
      ends: false,
      text: '',
    }),
  );
}

const BED_MS = 6000;
const bed = { voiced: [], pauses: [], ends: false, text: '' };

/** Where so much of a sound has the most power, ms. */
function loudestMs(sound: Sound, longMs: number): number {
  const levels = levelsOf(sound).map((db) => 10 ** (db / 10));
  const [count, steps] = [longMs / STEP_MS, levels.length];
  let [power, best, bestAt] = [0, -1, 0];
  for (let i = 0; i < steps; i++) {
    power += (levels[i] ?? 0) - (i >= count ? (levels[i - count] ?? 0) : 0);
    if (i + 1 < count || power <= best) continue;
    [best, bestAt] = [power, i + 1 - count];
  }
  return bestAt * STEP_MS;
}

/** The loudest part of what an echo canceller left: elsewhere there is hardly anything in some of them. */
export function echoCuts(of: Surveyed): readonly Cut[] {
  const fromMs = loudestMs(of.sound, BED_MS);
  const cut = { fromMs, toMs: Math.min(of.lengthMs, fromMs + BED_MS) };
  return [{ ...bed, file: of.entry.name, family: 'echo', prelude: 'none', cut }];
}

/** So many stretches of a sound in which nobody speaks to Beside, from all over it. */
export function bedCuts(of: Surveyed, pieces: number): readonly Cut[] {
  const longMs = Math.min(BED_MS, of.lengthMs);
  return Array.from({ length: pieces }, (_, i) => {
    const fromMs = Math.floor(((of.lengthMs - longMs) * i) / pieces);
    const prelude = i % 2 === 1 ? 'beside-talks' : 'none';
    const cut = { fromMs, toMs: fromMs + longMs };
    return { ...bed, file: of.entry.name, family: 'noise', prelude, cut };
  });
}
