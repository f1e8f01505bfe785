import type { ShownCue } from '../../shared/cues.ts';
import { phrases } from './phrases.ts';

const DAY_MS = 86_400_000;

/** When a cue comes next, in few characters: "4:05", "3:30 PM", "every 4 s", "weekdays, 5:00 PM", "after 2:00 of silence". */
export function whenDue({ nextMs, everyMs, silentMs, clock: times }: ShownCue, nowMs: number): string {
  if (silentMs !== null) return phrases.cues.afterSilence(span(silentMs));
  if (times !== null) return phrases.cues.onDays(times.weekdays, timeOfDay(times.minute));
  if (nextMs === null) return '';
  const leftMs = Math.max(0, nextMs - nowMs);
  // A countdown of what comes every few seconds is unrest.
  if (everyMs !== null) return phrases.cues.every(span(everyMs));
  if (leftMs < 3_600_000) return phrases.cues.inTime(clock(leftMs));
  const at = new Date(nextMs).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
  const days = Math.floor(startOfDay(nextMs) - startOfDay(nowMs)) / DAY_MS;
  if (days < 0.5) return at;
  return days < 1.5 ? phrases.cues.tomorrow(at) : phrases.cues.inDays(Math.round(days), at);
}

/** "5:00 PM", of a minute of the day. */
function timeOfDay(minute: number): string {
  const options = { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' } as const;
  return new Date(minute * 60_000).toLocaleTimeString('en-US', options);
}

function startOfDay(ms: number): number {
  const date = new Date(ms);
  date.setHours(0, 0, 0, 0);
  return date.getTime();
}

/** "4 s", "20 min", "2 h"; "1:30" in between. */
function span(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000} h`;
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : clock(ms);
}

/** "0:05", "12:30", "1:00:00" */
function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
