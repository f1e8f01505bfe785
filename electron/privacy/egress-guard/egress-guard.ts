import { MOST_NOTES } from '../../../shared/egress-wire.ts';
import type { EgressGrant, EgressNote } from '../../../shared/egress.ts';
import { decide, joined, refusedNote } from '../egress.ts';
import { EgressRefusedError } from './refusal.ts';

/** Main hears of refusals at once, and then at most this often: a loop of attempts must not become a loop of messages. */
const TELL_EVERY_MS = 200;
/** How often what flows is counted. */
const COUNT_EVERY_MS = 1000;
/** Node's timers take no more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** What has gone through a connection so far. */
export interface Flow {
  readonly sent: number;
  readonly received: number;
}

/** A connection that was let through. */
export interface Counted {
  read(): Flow;
  /** The grant is over. */
  end(reason: EgressRefusedError): void;
}

interface Counting {
  readonly counted: Counted;
  readonly grant: EgressGrant;
  readonly host: string;
  told: Flow;
}

/** Leave for one connection. */
export interface Pass {
  readonly host: string;
  readonly grant: EgressGrant;
}

/** Decides for one thread, counts what it lets through, and tells of both. Knows nothing of sockets. */
export class EgressGuard {
  readonly #process: string;
  readonly #tell: (notes: EgressNote[]) => void;
  readonly #pending = new Map<string, EgressNote>();
  readonly #counting = new Set<Counting>();
  #grants: readonly EgressGrant[] = [];
  #toldMs = Number.NEGATIVE_INFINITY;
  #telling: NodeJS.Timeout | null = null;
  #clock: NodeJS.Timeout | null = null;

  constructor(process: string, tell: (notes: EgressNote[]) => void) {
    this.#process = process;
    this.#tell = tell;
  }

  grant(grant: EgressGrant): void {
    this.#grants = [...this.#grants, grant];
    const leftMs = Math.min(LONGEST_TIMER_MS, Math.max(0, grant.untilMs - Date.now()));
    setTimeout(() => this.withdraw(grant.id), leftMs).unref();
  }

  /** What runs on this grant ends now. */
  withdraw(id: string): void {
    this.#grants = this.#grants.filter((grant) => grant.id !== id);
    for (const { counted, grant, host } of this.#counting)
      if (grant.id === id) counted.end(new EgressRefusedError(host, 'expired'));
  }

  /** A name that is looked up, for a connection whose own attempt is what counts. @throws EgressRefusedError */
  admitName(host: string): void {
    this.#decide(host);
  }

  /** @throws EgressRefusedError, after it was written down. */
  admit(host: string): Pass {
    const grant = this.#decide(host);
    this.#note({ ...letNote(host, grant), attempts: 1 });
    return { host, grant };
  }

  /** For ways out that no grant covers. */
  refuse(host: string): EgressRefusedError {
    this.#note(refusedNote(host, Date.now()));
    return new EgressRefusedError(host, 'no-grant');
  }

  /** Counts a connection until `settle` is called. */
  count({ host, grant }: Pass, counted: Counted): () => void {
    const counting: Counting = { counted, grant, host, told: { sent: 0, received: 0 } };
    this.#counting.add(counting);
    this.#clock ??= setInterval(() => this.flush(), COUNT_EVERY_MS).unref();
    return () => {
      if (!this.#counting.delete(counting)) return;
      this.#sample(counting);
      if (this.#counting.size > 0 || !this.#clock) return;
      clearInterval(this.#clock);
      this.#clock = null;
    };
  }

  /** What another thread's guard has seen. */
  relay(notes: readonly EgressNote[]): void {
    for (const note of notes) this.#note(note);
  }

  /** Tells now what there is to tell. */
  flush(): void {
    for (const counting of this.#counting) this.#sample(counting);
    if (this.#telling) clearTimeout(this.#telling);
    this.#telling = null;
    if (this.#pending.size === 0) return;
    const notes = [...this.#pending.values()];
    this.#pending.clear();
    this.#toldMs = performance.now();
    for (let at = 0; at < notes.length; at += MOST_NOTES) this.#tell(notes.slice(at, at + MOST_NOTES));
  }

  #decide(host: string): EgressGrant {
    const decision = decide(this.#grants, { host, process: this.#process }, Date.now());
    if (decision.allowed) return decision.grant;
    this.#note(refusedNote(host, Date.now()));
    throw new EgressRefusedError(host, decision.reason);
  }

  #sample(counting: Counting): void {
    const flow = counting.counted.read();
    const bytesSent = Math.max(0, flow.sent - counting.told.sent);
    const bytesReceived = Math.max(0, flow.received - counting.told.received);
    if (bytesSent === 0 && bytesReceived === 0) return;
    counting.told = flow;
    this.#note({ ...letNote(counting.host, counting.grant), bytesSent, bytesReceived });
  }

  #note(note: EgressNote): void {
    const key = `${note.refused ? 'refused' : 'let'} ${note.host} ${note.purpose ?? ''}`;
    const before = this.#pending.get(key);
    this.#pending.set(key, before ? joined(before, note) : note);
    if (this.#telling) return;
    const waitMs = Math.max(0, this.#toldMs + TELL_EVERY_MS - performance.now());
    this.#telling = setTimeout(() => this.flush(), waitMs).unref();
  }
}

function letNote(host: string, { purpose }: EgressGrant): EgressNote {
  return { ...refusedNote(host, Date.now()), purpose, attempts: 0, refused: false };
}
