import { rulingOf, type TimelineEvent } from '../../../electron/interaction/timeline/cell.ts';
import { PLAYBACK_RATE_HZ, samplesToMs } from '../../../shared/audio.ts';
import type { Room } from '../../scenarios/support/room.ts';
import type { Outcome, Spoken, Voiced } from '../outcome.ts';
import { audibleStretches } from './audible-stretches.ts';

/** A scene that was played, and what was noted of it. Times of the room are ms on its virtual clock. */
export interface Watched {
  readonly room: Room;
  /** The scene's time 0. */
  readonly startMs: number;
  /** Which line each utterance was. */
  readonly lines: Map<string, string>;
}

const events = ({ room }: Watched): readonly TimelineEvent[] =>
  room.loop.log.cells.flatMap((cell) => cell.events);

/** From the samples that left the player. */
export function voicedOf({ room, startMs }: Watched, outputMs: number): readonly Voiced[] {
  const spans = audibleStretches(room.played, PLAYBACK_RATE_HZ, outputMs - startMs);
  return spans.filter(({ toMs }) => toMs >= 0);
}

/** What was played to be heard, with what was understood of it by the end. */
export function spokenOf(watched: Watched, outputMs: number): readonly Spoken[] {
  const { room, startMs } = watched;
  const spans = new Map<string, { fromMs: number; toMs: number }>();
  for (const event of events(watched)) {
    if (event.kind !== 'perceived') continue;
    const { what } = event;
    if (what.type !== 'audible' && what.type !== 'playback-ended') continue;
    if (what.samples === 0) continue;
    const known = spans.get(what.utteranceId);
    // A report comes when its last sample has left the player.
    const toMs = event.atMs - startMs + (what.type === 'audible' ? 0 : outputMs);
    const fromMs = known?.fromMs ?? toMs - samplesToMs(what.samples, PLAYBACK_RATE_HZ);
    spans.set(what.utteranceId, { fromMs, toMs: Math.max(toMs, known?.toMs ?? toMs) });
  }
  return [...spans].flatMap(([utteranceId, span]) => {
    const line = room.loop.state.lines.find(({ id }) => id === watched.lines.get(utteranceId));
    if (!line) return [];
    return [
      {
        ...span,
        text: line.text,
        heardChars: line.heardChars ?? line.text.length,
        because:
          line.via === 'cue'
            ? 'cue'
            : line.atMs - room.clock.wallMs() + room.nowMs < startMs
              ? 'prelude'
              : 'answer',
        cutOff: line.state === 'cut-off',
      } satisfies Spoken,
    ];
  });
}

interface Given {
  readonly ducks: readonly Voiced[];
  readonly waits: readonly Voiced[];
}

/** How Beside's voice gave way: lowered until it came back, waited or ended; waiting until it went on or gave up. */
export function givenWay(watched: Watched): Given {
  const { startMs } = watched;
  const spans = { duck: [] as Voiced[], pause: [] as Voiced[] };
  const since: { duck: number | null; pause: number | null } = { duck: null, pause: null };
  const over = (what: 'duck' | 'pause', toMs: number): void => {
    const fromMs = since[what];
    if (fromMs !== null) spans[what].push({ fromMs, toMs });
    since[what] = null;
  };
  for (const event of events(watched)) {
    const atMs = event.atMs - startMs;
    if (event.kind === 'act' && (event.effect.type === 'duck' || event.effect.type === 'pause')) {
      const { type, on } = event.effect;
      if (on && type === 'pause') over('duck', atMs);
      if (on) since[type] ??= atMs;
      else over(type, atMs);
    }
    if (event.kind === 'perceived' && event.what.type === 'playback-ended') {
      over('duck', atMs);
      over('pause', atMs);
    }
  }
  return { ducks: spans.duck, waits: spans.pause };
}

export function heardOf({ room, startMs }: Watched): Outcome['heard'] {
  const wallStartMs = room.clock.wallMs() - room.nowMs;
  return room.loop.state.lines
    .filter(({ who, via }) => who === 'user' && via === 'voice')
    .map(({ atMs, text }) => ({ atMs: atMs - wallStartMs - startMs, text }));
}

export function decisionsOf({ room, startMs }: Watched): Outcome['decisions'] {
  const all = room.loop.log.cells.map((cell) => {
    const { decision } = rulingOf(cell);
    return { atMs: cell.atMs - startMs, act: decision.act, reason: decision.reason };
  });
  return all.filter(
    ({ act, reason }, i) => i === 0 || act !== all[i - 1]?.act || reason !== all[i - 1]?.reason,
  );
}
