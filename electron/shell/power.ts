import { powerMonitor } from 'electron';

/** Tells when the computer goes to sleep or its screen is locked, and when it is there again. */
export function watchPower(changed: (asleep: boolean) => void): void {
  const reasons = new Set<'suspended' | 'locked'>();
  const set = (reason: 'suspended' | 'locked', on: boolean) => (): void => {
    const before = reasons.size > 0;
    if (on) reasons.add(reason);
    else reasons.delete(reason);
    if (before !== reasons.size > 0) changed(reasons.size > 0);
  };
  powerMonitor.on('suspend', set('suspended', true));
  powerMonitor.on('resume', set('suspended', false));
  powerMonitor.on('lock-screen', set('locked', true));
  powerMonitor.on('unlock-screen', set('locked', false));
}
