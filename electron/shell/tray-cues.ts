import type { ShownCue } from '../../shared/cues.ts';
import { lengthSentence } from '../interaction/cues/spoken-time.ts';

const LONGEST_NAME = 40;
/** The menu is built anew whenever its words change: what comes more often than this would never let it rest. */
const SELDOM_MS = 60_000;

/**
 * What Beside will say by itself, in one line of a menu: "1 reminder: stretch, 3:30 PM", "3 reminders. Next: …". Times of
 * the clock and no countdown, so that the line stays as it is until something comes or goes.
 */
export function cuesLine(cues: readonly ShownCue[], nowMs: number): string {
  const [first] = cues;
  if (first && cues.length === 1) return `1 reminder: ${named(first, nowMs)}`;
  const seldom = cues.filter(({ everyMs }) => everyMs === null || everyMs >= SELDOM_MS);
  const count = `${cues.length} reminders`;
  if (!seldom[0]) return count;
  const next = seldom.length === cues.length ? '. Next: ' : ', among them ';
  return `${count}${next}${named(seldom[0], nowMs)}`;
}

const named = (cue: ShownCue, nowMs: number): string => `${short(cue.name)}, ${when(cue, nowMs)}`;

const short = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…` : name;

function when({ nextMs, everyMs, silentMs }: ShownCue, nowMs: number): string {
  if (silentMs !== null) return `after ${lengthSentence(silentMs).shown} of silence`;
  // "every hour", not "every 1 hour".
  if (everyMs !== null) return `every ${lengthSentence(everyMs).shown.replace(/^1 (?=\w+$)/, '')}`;
  return nextMs === null ? 'some time' : atTime(nextMs, nowMs);
}

/** "3:30 PM" today, "Sat, Nov 28, 9:00 AM" on another day. */
function atTime(ms: number, nowMs: number): string {
  const at = new Date(ms);
  const day =
    at.toDateString() === new Date(nowMs).toDateString()
      ? {}
      : ({ weekday: 'short', month: 'short', day: 'numeric' } as const);
  return at.toLocaleString('en-US', { ...day, hour: 'numeric', minute: '2-digit' });
}
