import { samplesToMs } from '../../../shared/audio.ts';
import type { Voiced } from '../../../test/panel/outcome.ts';
import type { Family, Mark, Prelude } from '../../../test/panel/scene.ts';
import { tic, type Tic } from '../../../test/panel/scenes/tics.ts';
import { atLevel } from '../../../test/panel/scenes/mix.ts';
import type { Sound } from '../../../test/scenarios/support/sounds.ts';
import type { Draw } from './draw.ts';
import { midway, sentence } from './grammar.ts';
import type { Manner } from './mouth.ts';
import { utterance, type Room, type Utterance } from './utterance.ts';

/** What happens in a session, before it has a room: sounds at their places, and what is true of them. */
export interface Script {
  readonly family: Family;
  readonly prelude: Prelude;
  readonly placed: readonly { readonly sound: Sound; readonly atMs: number }[];
  readonly marks: readonly Mark[];
  /** Until when there is something to be heard or waited for. */
  readonly endMs: number;
}

/** Who and what a script is made from. */
export interface Cast {
  readonly draw: Draw;
  readonly manner: Manner;
  /** What people said to another assistant. */
  readonly lines: readonly string[];
}

/** Writes a script from its beginning to its end. */
export class Scribe {
  readonly #cast: Cast;
  readonly #placed: { readonly sound: Sound; readonly atMs: number }[] = [];
  readonly #marks: Mark[] = [];
  #atMs: number;

  constructor(cast: Cast, firstMs: number) {
    this.#cast = cast;
    this.#atMs = firstMs;
  }

  /** Nothing happens for so long. */
  wait(leastMs: number, mostMs: number): this {
    this.#atMs += Math.round(this.#cast.draw.between(leastMs, mostMs));
    return this;
  }

  /** Something said to Beside, into its silence or over its voice. */
  address(kind: 'turn' | 'interruption', text: string, room: Room): this {
    const said = utterance(this.#cast.draw, text, this.#cast.manner, room);
    const { fromMs, toMs } = this.#place(said.sound);
    this.#marks.push({ kind, fromMs, toMs, text: said.text, answer: [] });
    for (const pause of this.#pausesOf(said, fromMs)) {
      this.#marks.push({ kind: 'pause', ...pause });
      this.#coughIn(pause);
    }
    return this;
  }

  /** A sound that takes no floor: a sign of listening, words for somebody else. */
  aside(
    kind: 'backchannel' | 'non-directed',
    text: string,
    room: Room = { pauses: 0, longestPauseMs: 0 },
  ): this {
    const { draw, manner } = this.#cast;
    // Signs of listening are said under one's breath.
    const levelDbfs = manner.levelDbfs - (kind === 'backchannel' ? draw.between(0, 8) : draw.between(-2, 6));
    this.#marks.push({ kind, ...this.#place(utterance(draw, text, { ...manner, levelDbfs }, room).sound) });
    return this;
  }

  tic(): this {
    this.#marks.push({ kind: 'tic', ...this.#place(this.#noise()) });
    return this;
  }

  due(dueMs: number, words: readonly string[]): this {
    this.#marks.push({ kind: 'due', dueMs, words });
    this.#atMs = Math.max(this.#atMs, dueMs);
    return this;
  }

  done(family: Family, prelude: Prelude): Script {
    return { family, prelude, placed: this.#placed, marks: this.#marks, endMs: this.#atMs };
  }

  #place(sound: Sound): Voiced {
    const fromMs = this.#atMs;
    this.#placed.push({ sound, atMs: fromMs });
    this.#atMs = Math.ceil(fromMs + samplesToMs(sound.length));
    return { fromMs, toMs: fromMs + samplesToMs(sound.length) };
  }

  #pausesOf({ pauses }: Utterance, byMs: number): readonly Voiced[] {
    return pauses.map(({ fromMs, toMs }) => ({ fromMs: fromMs + byMs, toMs: toMs + byMs }));
  }

  /** In some long pauses there is a cough or a breath. */
  #coughIn({ fromMs, toMs }: Voiced): void {
    const sound = this.#noise();
    const spareMs = toMs - fromMs - samplesToMs(sound.length);
    if (spareMs < 300 || !this.#cast.draw.happens(0.3)) return;
    const atMs = Math.round(fromMs + spareMs / 2);
    this.#placed.push({ sound, atMs });
    this.#marks.push({ kind: 'tic', fromMs: atMs, toMs: atMs + samplesToMs(sound.length) });
  }

  #noise(): Sound {
    const { draw, manner } = this.#cast;
    const kind = draw.oneOf<Tic>(['cough', 'breath', 'throat', 'laugh']);
    return atLevel(tic(kind, draw.whole(0, 1_000_000)), manner.levelDbfs - draw.between(0, 10));
  }
}

/** A line for Beside: one in five is what somebody said to another assistant; two in five of the rest are led up to. */
export function line({ draw, lines }: Pick<Cast, 'draw' | 'lines'>): string {
  const [first, ...rest] = lines;
  if (first !== undefined && draw.happens(0.2)) return draw.oneOf([first, ...rest]);
  const sort = draw.weighted([
    ['questions', 5],
    ['answerable', 2],
    ['requests', 4],
    ['statements', 2],
  ]);
  const said = sentence(draw, sort);
  return draw.happens(0.4) ? `${sentence(draw, 'leads')} ${midway(said)}` : said;
}
