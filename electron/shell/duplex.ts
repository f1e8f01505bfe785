import type { Duplex, Microphone } from '../../shared/snapshot.ts';

/** Whether Beside can hear while it speaks. Without a track there is nothing to say yet. */
export function duplexOf(microphone: Microphone, output: boolean): Duplex {
  if (!output) return { mode: 'half', reason: 'no-output' };
  const echo = microphone.state === 'on' && !microphone.echoCancellation;
  return echo ? { mode: 'half', reason: 'no-echo-cancellation' } : { mode: 'full', reason: null };
}
