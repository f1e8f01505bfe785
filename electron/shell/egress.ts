import type { UtilityProcess } from 'electron';
import type { WindowRole } from '../../shared/ipc.ts';
import { readFetchedNow } from '../inference/packs/fetched-log.ts';
import { refusedNote } from '../privacy/egress.ts';
import { EgressDesk } from './egress-desk.ts';
import type { EgressGate } from './egress-gate.ts';
import { EgressStore } from './egress-store.ts';
import { pageNames } from './guards.ts';
import type { SnapshotStore } from './snapshot-store.ts';

export interface Egress {
  /** A person has sent this process to fetch packs. */
  sentOut(child: UtilityProcess): void;
  /** A page's own policy has stopped a request. */
  stopped(host: string, role: WindowRole): void;
  /** Writes now what waits to be written. */
  flush(): void;
}

/** The ledger, opened and joined to the gate. `whenIdle` calls back when a blocking write hurts nobody. */
export function openEgress(
  gate: EgressGate,
  folder: string,
  packsDir: string,
  snapshot: SnapshotStore,
  whenIdle: (write: () => void) => void,
): Egress {
  const warn = (id: string, message: string): void =>
    snapshot.notify({ id, level: 'warning', message, dismissable: true });
  const store = new EgressStore({ folder, whenIdle, onNotice: (message) => warn('ledger', message) });
  const desk = new EgressDesk({
    atStart: store.atStart,
    fetched: readFetchedNow(packsDir),
    keep: (ledger) => store.keep(ledger),
    show: (egress) => snapshot.patch({ egress }),
    warn,
    noticeIds: () => snapshot.current.notices.map(({ id }) => id),
    nowMs: () => Date.now(),
    after: (delayMs, callback) => void setTimeout(callback, delayMs),
  });
  gate.listen(desk);
  snapshot.patch({ egress: desk.view });
  return {
    sentOut: (child) => desk.permit(gate.childOf(child), 'model packs'),
    stopped: (host, role) => desk.noted(pageNames[role], [refusedNote(host, Date.now())]),
    flush: () => store.flush(),
  };
}
