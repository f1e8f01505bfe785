import type { Prelude } from '../../../test/panel/scene.ts';
import type { Draw } from './draw.ts';
import { sentence } from './grammar.ts';
import { line, Scribe, type Cast, type Script } from './script.ts';

/** The kinds of session, and how often each is drawn. */

/** Before the first sound. */
const LEAD_MS = [400, 1800] as const;
/** Beside has been heard for so long before somebody speaks over it. */
const INTO_IT_MS = [700, 3000] as const;
/** Between a turn and what comes next: time for an answer, or for the beginning of one. */
const ANSWERED_MS = [1500, 4500] as const;

const long = { pauses: 3, longestPauseMs: 3000 };
const short = { pauses: 2, longestPauseMs: 1800 };
const plain = { pauses: 0, longestPauseMs: 0 };

const silent: Prelude = { kind: 'none' };
const besideTalks: Prelude = { kind: 'beside-talks' };

const begun = (cast: Cast): Scribe => new Scribe(cast, 0).wait(...LEAD_MS);

/** One thing that is said to Beside. */
function turn(cast: Cast): Script {
  const scribe = begun(cast);
  if (cast.draw.happens(0.12)) scribe.tic().wait(300, 1200);
  return scribe.address('turn', line(cast), long).done('pause', silent);
}

/** And another, once the first is answered, or before. */
function turns(cast: Cast): Script {
  const scribe = begun(cast)
    .address('turn', line(cast), short)
    .wait(...ANSWERED_MS);
  if (cast.draw.happens(0.25)) scribe.aside('backchannel', sentence(cast.draw, 'signs')).wait(600, 1800);
  return scribe.address('turn', line(cast), short).done('question', silent);
}

const TYPED_AT_MS = 300;

/** Long enough to speak over, and in more words than those that every scene of the panel begins with. */
function longAnswer(draw: Draw): Prelude {
  const number = (): number => Math.round(draw.byLogarithm(10_000, 9_999_999));
  const sum = `what is ${number()} ${draw.oneOf(['plus', 'times', 'divided by'])} ${number()}`;
  return { kind: 'typed', text: draw.happens(0.3) ? 'Check the echo' : sum, atMs: TYPED_AT_MS };
}

/** Beside talks; the person shows that they listen, coughs, speaks to somebody else, and at last may take the floor. */
function over(cast: Cast): Script {
  const { draw } = cast;
  const talks = draw.happens(0.5) ? besideTalks : longAnswer(draw);
  const scribe = new Scribe(cast, talks.kind === 'typed' ? 2 * TYPED_AT_MS : 0).wait(...INTO_IT_MS);
  for (let left = draw.whole(0, talks.kind === 'typed' ? 2 : 1); left > 0; left--) {
    const kind = draw.weighted([
      ['sign', 5],
      ['tic', 2],
      ['other', 1],
    ]);
    if (kind === 'sign') scribe.aside('backchannel', sentence(draw, 'signs'));
    else if (kind === 'tic') scribe.tic();
    else scribe.aside('non-directed', sentence(draw, 'toOthers'));
    scribe.wait(500, 1500);
  }
  if (!draw.happens(0.7)) return scribe.done('backchannel', talks);
  const text = sentence(draw, 'interruptions');
  return scribe.address('interruption', text, draw.happens(0.3) ? short : plain).done('interruption', talks);
}

/** Words for somebody else, and in every second one something for Beside, before or after. */
function aside(cast: Cast): Script {
  const { draw } = cast;
  const scribe = begun(cast);
  const addressed = draw.weighted([
    ['never', 2],
    ['before', 1],
    ['after', 1],
  ]);
  if (addressed === 'before') scribe.address('turn', line(cast), plain).wait(...ANSWERED_MS);
  scribe.aside('non-directed', sentence(draw, 'toOthers'), short);
  if (addressed === 'after') scribe.wait(1200, 3000).address('turn', line(cast), plain);
  if (draw.happens(0.3)) scribe.wait(800, 2000).tic();
  return scribe.done('non-directed', silent);
}

/** Nobody speaks: a room, coughs, and Beside's voice in some. */
function room(cast: Cast): Script {
  const { draw } = cast;
  const scribe = new Scribe(cast, 0).wait(2000, 5000);
  if (draw.happens(0.6)) scribe.tic().wait(1500, 4000);
  return scribe.done('noise', draw.happens(0.5) ? silent : besideTalks);
}

/** Something is typed; Beside answers that, and in every second one the person speaks then. */
function typed(cast: Cast): Script {
  const scribe = new Scribe(cast, TYPED_AT_MS).wait(2200, 4500);
  const prelude: Prelude = { kind: 'typed', text: line(cast), atMs: TYPED_AT_MS };
  if (cast.draw.happens(0.3)) scribe.aside('backchannel', sentence(cast.draw, 'signs')).wait(800, 2000);
  if (cast.draw.happens(0.6)) scribe.address('turn', line(cast), short);
  return scribe.done('time', prelude);
}

const SECONDS = ['four', 'five', 'six', 'seven'] as const;
const LEAST_SECONDS = 4;

/** Something is due after some seconds, in every second one while the person speaks. */
function due(cast: Cast): Script {
  const { draw } = cast;
  const words = draw.oneOf<(typeof SECONDS)[number]>(SECONDS);
  const seconds = LEAST_SECONDS + SECONDS.indexOf(words);
  const word = draw.oneOf(['hello', 'apple', 'next', 'ready', 'water']);
  const dueMs = TYPED_AT_MS + 1000 * seconds;
  const scribe = new Scribe(cast, TYPED_AT_MS);
  if (draw.happens(0.5))
    scribe.wait(1000 * (seconds - 2), 1000 * (seconds - 1)).aside('non-directed', sentence(draw, 'toOthers'));
  const prelude: Prelude = { kind: 'typed', text: `In ${words} seconds say ${word}`, atMs: TYPED_AT_MS };
  return scribe.due(dueMs, [word]).done('time', prelude);
}

export const scripts = { turn, turns, over, aside, room, typed, due } as const satisfies Record<
  string,
  (cast: Cast) => Script
>;

/** `human`: a recorded scene of the panel's train split instead. */
export type SessionKind = keyof typeof scripts | 'human';

export const shares: readonly [readonly [SessionKind, number], ...(readonly [SessionKind, number])[]] = [
  ['turn', 44],
  ['turns', 16],
  ['over', 20],
  ['aside', 7],
  ['room', 2],
  ['typed', 2],
  ['due', 2],
  ['human', 7],
];
