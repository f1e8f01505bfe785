import { randomUUID } from 'node:crypto';
import type { EgressEntry } from '../../../shared/egress.ts';
import type { EgressAsking } from '../../privacy/egress-guard/asking.ts';
import { installEgressGuard } from '../../privacy/egress-guard/install.ts';
import { emptyLedger, noted, type Ledger } from '../../privacy/egress.ts';

/** Imported before everything else on the command line: it reaches nothing until a yes was said. */

const COMMAND = 'command line';
const LONGEST_GRANT_MS = 2 * 3_600_000;

let ledger: Ledger = emptyLedger;
const guard = installEgressGuard({
  process: COMMAND,
  tell: (notes) => {
    for (const note of notes) ledger = noted(ledger, COMMAND, note);
  },
  guardFile: null,
  programs: false,
});

/** For a fetch that the person has said yes to. */
export const commandEgress: EgressAsking & { entries(): readonly EgressEntry[] } = {
  ask: (hosts) => {
    const fromMs = Date.now();
    const untilMs = fromMs + LONGEST_GRANT_MS;
    if (hosts.length > 0)
      guard.grant({
        id: randomUUID(),
        purpose: 'model packs',
        process: COMMAND,
        hosts: [...hosts],
        fromMs,
        untilMs,
      });
    return Promise.resolve(hosts.length > 0);
  },
  refuse: (host) => void guard.refuse(host),
  entries: () => {
    guard.flush();
    return ledger.entries;
  },
};
