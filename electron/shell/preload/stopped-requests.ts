import type { BesideBridge } from '../../../shared/ipc.ts';
import { hostOfAddress } from '../../privacy/egress.ts';

/**
 * A request that the page's own policy stops never comes to main's guard: it is told from here, so that the ledger has
 * it all the same. Only the host crosses.
 */
export function tellStopped(bridge: BesideBridge): void {
  window.addEventListener('securitypolicyviolation', ({ isTrusted, blockedURI }) => {
    if (!isTrusted || !/^(https?|wss?):/.test(blockedURI)) return;
    const host = hostOfAddress(blockedURI);
    if (host !== null) bridge.report('egress.stopped', { host });
  });
}
