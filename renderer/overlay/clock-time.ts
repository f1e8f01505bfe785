/** "9:41 AM" */
export const clockTime = (ms: number): string =>
  new Date(ms).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });

/** "9:41:07 AM"; "Nov 26, 9:41 AM" on another day than `nowMs`. */
export function exactTime(ms: number, nowMs: number = Date.now()): string {
  const date = new Date(ms);
  if (date.toDateString() === new Date(nowMs).toDateString())
    return date.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  const dated = { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;
  return date.toLocaleString('en-US', dated);
}
