import { randomUUID } from 'node:crypto';
import { EGRESS_MARK } from '../../shared/egress-wire.ts';
import type { EgressEntry, EgressNote, EgressView } from '../../shared/egress.ts';
import { emptyLedger, noted, viewOf, type Ledger } from '../privacy/egress.ts';
import type { EgressListener, GuardedChild } from './egress-gate.ts';

/** What the overlay lists. */
const MOST_SHOWN = 50;
/** A hung download must not leave the door open. */
const LONGEST_GRANT_MS = 2 * 3_600_000;
/** Changes within this time are one picture. */
const SHOW_AFTER_MS = 200;
/** Beyond these the list tells it, and notices would bury the conversation. */
const MOST_NOTICES = 3;

export interface EgressDeskOptions {
  readonly atStart: Ledger;
  /** What the command line fetched. */
  readonly fetched: readonly EgressEntry[];
  keep(ledger: Ledger): void;
  show(egress: EgressView): void;
  /** A part of Beside tried what it may not. `id` is that of the notice. */
  warn(id: string, message: string): void;
  /** Ids of the notices that are still there. */
  noticeIds(): readonly string[];
  /** Wall clock, as the ledger's times are. */
  nowMs(): number;
  after(delayMs: number, callback: () => void): void;
}

/** Gives leave, and keeps the book of what went out and what was refused. */
export class EgressDesk implements EgressListener {
  readonly #options: EgressDeskOptions;
  readonly #fetched: Ledger;
  #ledger: Ledger;
  /** Processes that a person has sent to fetch something, and that have not yet named their hosts. */
  readonly #sent = new WeakMap<GuardedChild, string>();
  readonly #warned = new Set<string>();
  #showing = false;

  constructor(options: EgressDeskOptions) {
    this.#options = options;
    this.#ledger = options.atStart;
    this.#fetched = options.fetched.reduce(
      (all, { process, ...note }) => noted(all, process, note),
      emptyLedger,
    );
  }

  get view(): EgressView {
    return viewOf([this.#ledger, this.#fetched], MOST_SHOWN);
  }

  /** A person's click: this process may ask, once, for the hosts that it is set up with. */
  permit(child: GuardedChild | null, purpose: string): void {
    if (child) this.#sent.set(child, purpose);
  }

  /**
   * The hosts come from the person's npm configuration and the manifest, and are named before a byte has come from
   * anywhere. Asking again finds nothing: what a server says later can add no host.
   */
  asked(child: GuardedChild, hosts: readonly string[]): void {
    const purpose = this.#sent.get(child);
    this.#sent.delete(child);
    if (purpose === undefined) return child.answer({ mark: EGRESS_MARK, type: 'denied' });
    const fromMs = this.#options.nowMs();
    const grant = {
      id: randomUUID(),
      purpose,
      process: child.process,
      hosts: [...hosts],
      fromMs,
      untilMs: fromMs + LONGEST_GRANT_MS,
    };
    child.answer({ mark: EGRESS_MARK, type: 'granted', grant });
  }

  noted(process: string, notes: readonly EgressNote[]): void {
    for (const note of notes) {
      this.#ledger = noted(this.#ledger, process, note);
      if (note.refused) this.#warn(process, note.host);
    }
    this.#options.keep(this.#ledger);
    if (this.#showing) return;
    this.#showing = true;
    this.#options.after(SHOW_AFTER_MS, () => {
      this.#showing = false;
      this.#options.show(this.view);
    });
  }

  #warn(process: string, host: string): void {
    const id = `egress ${process} ${host}`;
    const standing = this.#options.noticeIds().filter((each) => each.startsWith('egress ')).length;
    if (this.#warned.has(id) || standing >= MOST_NOTICES) return;
    this.#warned.add(id);
    this.#options.warn(id, `The ${process} tried to reach ${host} and was refused. Nothing was sent.`);
  }
}
