import type { EgressEntry, EgressGrant, EgressNote, EgressTotals, EgressView } from '../../shared/egress.ts';

/** Who may reach what, and what came of it: nothing is allowed that no grant names. */

export type Decision =
  | { readonly allowed: true; readonly grant: EgressGrant }
  | { readonly allowed: false; readonly reason: 'no-grant' | 'expired' | 'other-host' };

export function decide(
  grants: readonly EgressGrant[],
  wanted: { readonly host: string; readonly process: string },
  nowMs: number,
): Decision {
  const own = grants.filter((grant) => grant.process === wanted.process);
  if (own.length === 0) return { allowed: false, reason: 'no-grant' };
  const fitting = own.filter(({ hosts }) => hosts.some((host) => covers(host, wanted.host)));
  if (fitting.length === 0) return { allowed: false, reason: 'other-host' };
  const grant = fitting.find(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs < untilMs);
  return grant ? { allowed: true, grant } : { allowed: false, reason: 'expired' };
}

/** A name that is only looked up has no port: it may be, for a host that may be reached. */
function covers(granted: string, wanted: string): boolean {
  if (withoutPort(wanted) === UNREADABLE) return false;
  return granted === wanted || withoutPort(granted) === wanted;
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

const UNREADABLE = 'unreadable';

/** A host as the ledger writes it. What is no host at all is not quoted, and no grant covers it. */
export function hostText(name: string, port: number | null): string {
  const plain = name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[(.*)\]$/, '$1');
  const readable = plain.length <= 255 && /^[\w.\-:%]+$/.test(plain) ? plain : UNREADABLE;
  const bracketed = readable.includes(':') ? `[${readable}]` : readable;
  return port === null ? bracketed : `${bracketed}:${port}`;
}

/** `socks:` as in npm's proxy setting. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'ws:': 80,
  'https:': 443,
  'wss:': 443,
  'socks:': 1080,
  'socks4:': 1080,
  'socks5:': 1080,
  'socks5h:': 1080,
};

/** The host of an address, with its port even where the scheme implies it. Null for what names no host. */
export function hostOfAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, port } = new URL(address);
  if (hostname === '') return null;
  const implied = DEFAULT_PORTS[protocol] ?? null;
  return hostText(hostname, port === '' ? implied : Number(port));
}

/** Lines that are kept one by one; older ones live on in the sums. */
const MOST_ENTRIES = 200;

export interface Ledger {
  /** The one that was touched last comes last. */
  readonly entries: readonly EgressEntry[];
  readonly dropped: EgressTotals;
}

export const emptyLedger: Ledger = { entries: [], dropped: { bytesSent: 0, bytesReceived: 0, refused: 0 } };

/** One attempt that came to nothing. */
export function refusedNote(host: string, nowMs: number): EgressNote {
  const nothing = { attempts: 1, bytesSent: 0, bytesReceived: 0 };
  return { host, purpose: null, firstMs: nowMs, lastMs: nowMs, ...nothing, refused: true };
}

/** Writes down what a process did. */
export function noted(ledger: Ledger, process: string, note: EgressNote, most = MOST_ENTRIES): Ledger {
  const same = (entry: EgressEntry): boolean =>
    entry.process === process &&
    entry.host === note.host &&
    entry.purpose === note.purpose &&
    entry.refused === note.refused;
  const before = ledger.entries.find(same);
  const entry = before ? joined(before, note) : { process, ...note };
  const entries = [...ledger.entries.filter((each) => each !== before), entry];
  const gone = entries.slice(0, Math.max(0, entries.length - most));
  return {
    entries: gone.length === 0 ? entries : entries.slice(gone.length),
    dropped: gone.reduce(added, ledger.dropped),
  };
}

/** Two accounts of the same as one. */
export function joined<T extends EgressNote>(one: T, other: EgressNote): T {
  return {
    ...one,
    firstMs: Math.min(one.firstMs, other.firstMs),
    lastMs: Math.max(one.lastMs, other.lastMs),
    attempts: one.attempts + other.attempts,
    bytesSent: one.bytesSent + other.bytesSent,
    bytesReceived: one.bytesReceived + other.bytesReceived,
  };
}

function added(
  totals: EgressTotals,
  { bytesSent, bytesReceived, refused, attempts }: EgressEntry,
): EgressTotals {
  return summed(totals, { bytesSent, bytesReceived, refused: refused ? attempts : 0 });
}

/** What is shown of these: `most` lines, the newest first, and the sums of all there ever were. */
export function viewOf(ledgers: readonly Ledger[], most: number): EgressView {
  const entries = ledgers.flatMap((ledger) => ledger.entries).toSorted((a, b) => b.lastMs - a.lastMs);
  const totals = ledgers.map(({ dropped }) => dropped).reduce(summed, emptyLedger.dropped);
  return { ...entries.reduce(added, totals), entries: entries.slice(0, most) };
}

function summed(one: EgressTotals, other: EgressTotals): EgressTotals {
  return {
    bytesSent: one.bytesSent + other.bytesSent,
    bytesReceived: one.bytesReceived + other.bytesReceived,
    refused: one.refused + other.refused,
  };
}
