import { msToSamples, samplesToMs } from '../../../shared/audio.ts';
import { trimmed } from '../../../test/panel/scenes/mix.ts';
import type { Voiced } from '../../../test/panel/outcome.ts';
import { joined, silence, type Sound } from '../../../test/scenarios/support/sounds.ts';
import type { Draw } from './draw.ts';
import { drawnOut } from './drawn-out.ts';
import { fillers, midway } from './grammar.ts';
import { gapAfter, say, type Gap, type Manner, type Said } from './mouth.ts';

/** What somebody says, as people say it: with pauses, fillers, words held and words begun anew. */
export interface Utterance {
  readonly text: string;
  readonly sound: Sound;
  /** Silences within it, ms from its start. */
  readonly pauses: readonly Voiced[];
}

export interface Room {
  /** Pauses at most. */
  readonly pauses: number;
  readonly longestPauseMs: number;
}

const SHORTEST_PAUSE_MS = 300;
/** Against the click of a cut. */
const FADE_MS = 5;

/** Voice, and the silences between. */
type Piece = Sound | { readonly pauseMs: number };

const isPause = (piece: Piece): piece is { readonly pauseMs: number } => 'pauseMs' in piece;

/** One after the other; what is no pause begins and ends with its first and its last voiced sample. */
export function assembled(text: string, pieces: readonly Piece[]): Utterance {
  const sounds: Sound[] = [];
  const pauses: Voiced[] = [];
  let atMs = 0;
  for (const piece of pieces) {
    const sound = isPause(piece) ? silence(piece.pauseMs) : trimmed(piece);
    const toMs = atMs + samplesToMs(sound.length);
    if (isPause(piece)) pauses.push({ fromMs: atMs, toMs });
    sounds.push(sound);
    atMs = toMs;
  }
  return { text, sound: joined(...sounds), pauses };
}

export function utterance(draw: Draw, text: string, manner: Manner, room: Room): Utterance {
  const said = say(text, manner);
  if (room.pauses === 0) return assembled(text, [said.sound]);
  const style = draw.weighted([
    ['plain', 26],
    ['paused', 50],
    ['begun anew', 8],
    ['led in', 9],
    ['trailed off', 7],
  ]);
  const between = (): Piece => ({
    pauseMs: Math.round(draw.byLogarithm(SHORTEST_PAUSE_MS, room.longestPauseMs)),
  });
  switch (style) {
    case 'plain':
      return assembled(text, [said.sound]);
    case 'paused':
      return assembled(text, paused(draw, said, draw.whole(1, room.pauses), between));
    case 'begun anew':
      return assembled(text, [...begun(draw, said), between(), said.sound]);
    case 'led in':
      return assembled(text, [filler(draw, manner), between(), said.sound]);
    case 'trailed off':
      return trailedOff(draw, said, between);
  }
}

/** After these more is to come, though nothing in the writing says so. */
const OPEN_WORDS =
  /^(a|an|the|to|of|for|in|on|at|is|it|are|was|and|or|but|if|with|that|my|i|we|how|what|when|which|about|from)$/i;

/** After how many words it stops: at a clause's end or within a clause, of all sentences about as often. 0: nowhere. */
export function stopIn(draw: Draw, text: string): number {
  const words = text.split(' ');
  const all = words.slice(0, -1).map((word, i) => ({ word, count: i + 1 }));
  const clauses = all.filter(({ word }) => /[,;.?!]$/.test(word));
  const inner = all.filter(({ word }) => /[\w']$/.test(word));
  const open = inner.filter(({ word }) => OPEN_WORDS.test(word));
  const kinds = [draw.happens(0.75) ? clauses : [], draw.happens(0.6) ? open : [], inner];
  const [first, ...rest] = kinds.find((kind) => kind.length > 0) ?? all;
  return first ? draw.oneOf([first, ...rest]).count : 0;
}

function paused(draw: Draw, said: Said, count: number, between: () => Piece): readonly Piece[] {
  const sites = Array.from({ length: count }, () => stopIn(draw, said.text))
    .filter((one, i, all) => all.indexOf(one) === i)
    .toSorted((a, b) => a - b);
  const gaps = sites.flatMap((one) => gapAfter(said, one) ?? []);
  const pieces: Piece[] = [];
  let from = 0;
  for (const gap of gaps) {
    pieces.push(held(draw, said.sound, from, gap), between());
    if (draw.happens(0.3)) pieces.push(filler(draw, said.manner), between());
    from = gap.to;
  }
  return [...pieces, faded(said.sound.slice(from))];
}

/** What leads up to a gap; now and then its last vowel is held. */
function held(draw: Draw, sound: Sound, from: number, { from: to, vowel }: Gap): Sound {
  const piece = sound.slice(from, to);
  const times = draw.between(1.5, 3);
  if (!draw.happens(0.4) || !vowel || vowel.from < from) return faded(piece);
  return faded(drawnOut(piece, { from: vowel.from - from, to: vowel.to - from }, times));
}

function filler(draw: Draw, manner: Manner): Sound {
  const said = say(draw.oneOf(fillers), { ...manner, pace: manner.pace * draw.between(0.6, 1) });
  return said.sound;
}

/** The first words, up to four, that are said again then. */
function begun(draw: Draw, said: Said): readonly Piece[] {
  const gap = gapAfter(said, draw.whole(1, Math.min(4, said.text.split(' ').length - 1)));
  return gap ? [held(draw, said.sound, 0, gap)] : [filler(draw, said.manner)];
}

const ANEW = ['Anyway,', 'Never mind,', 'Or rather,', 'What I mean is,'] as const;

/** It loses its thread, and comes back with the whole of it. */
function trailedOff(draw: Draw, said: Said, between: () => Piece): Utterance {
  const anew = `${draw.oneOf(ANEW)} ${midway(said.text)}`;
  const gap = gapAfter(said, Math.max(1, Math.floor(said.text.split(' ').length * draw.between(0.4, 0.8))));
  if (!gap) return assembled(anew, [say(anew, said.manner).sound]);
  const before = held(draw, said.sound, 0, gap);
  const quieter = before.map((sample, i) => sample * (1 - 0.6 * (i / before.length) ** 2));
  return assembled(anew, [quieter, between(), say(anew, said.manner).sound]);
}

function faded(sound: Sound): Sound {
  const fade = Math.min(msToSamples(FADE_MS), sound.length / 2);
  return sound.map((sample, i) => sample * Math.min(1, (i + 1) / fade, (sound.length - i) / fade));
}
