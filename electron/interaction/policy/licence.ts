import type { Hush, Manners, Quiet, Veto } from '../../../shared/manners.ts';
import type { Provenance } from '../timeline/provenance.ts';

/**
 * The rule layer around whatever decides: it can forbid an act, and never invents one (DESIGN.md, invariant 2). Pure.
 */

/** What is about to be done. */
export interface Proposal {
  readonly act: 'speak' | 'interject' | 'backchannel';
  /** Who asked for it; `self`: nobody, it is a sign of listening. */
  readonly askedBy: Provenance;
  /** When it was asked for. Wall clock, ms. */
  readonly askedAtMs: number;
  /** When it was to be done, wall clock in ms; null: now. */
  readonly dueMs: number | null;
  /** It can be heard, not only seen. */
  readonly audible: boolean;
}

/** What the licence looks at. */
export interface LicenceContext {
  readonly wallMs: number;
  /** How far the person's clock is ahead of UTC, ms. */
  readonly zoneMs: number;
  readonly microphoneOpen: boolean;
  readonly manners: Manners;
  /** The person said "not now". */
  readonly hush: Hush | null;
  /** When Beside last did something that nobody had asked for, wall clock in ms. */
  readonly unaskedAtMs: number | null;
}

/** Signs of listening closer together than this are a tic. */
const COOLDOWN_MS = { balanced: 8000, forward: 4000 } as const;
/** A cue that could not be said for so long (the computer slept) is to be read, not to startle whoever comes back. */
const STALE_MS = 30 * 60_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** Null: it may be done. Else why not; what may not be said may still be shown. */
export function licence(proposal: Proposal, context: LicenceContext): Veto | null {
  if (proposal.act === 'backchannel')
    return ofSign(context) ?? (proposal.audible ? ofSound(proposal, context) : null);
  if (proposal.askedBy !== 'user-speech' && proposal.askedBy !== 'user-typing') return 'not-instructed';
  // An answer is what the person waits for.
  return proposal.act === 'interject' && proposal.audible ? ofSound(proposal, context) : null;
}

/** What forbids a sign of listening, seen or heard. */
function ofSign({ microphoneOpen, manners, wallMs, unaskedAtMs }: LicenceContext): Veto | null {
  if (!microphoneOpen) return 'gate-closed';
  if (manners.forwardness === 'reserved') return 'reserved';
  return unaskedAtMs !== null && wallMs - unaskedAtMs < COOLDOWN_MS[manners.forwardness] ? 'cooldown' : null;
}

/** What forbids a sound that comes by itself. What was asked for since the person wanted quiet is wanted all the same. */
function ofSound({ askedAtMs, dueMs }: Proposal, context: LicenceContext): Veto | null {
  const { wallMs, hush } = context;
  if (hush && wallMs < hush.untilMs && askedAtMs < hush.fromMs) return 'not-now';
  const quietFromMs = quietSinceMs(context);
  if (quietFromMs !== null && askedAtMs < quietFromMs) return 'quiet-hours';
  return dueMs !== null && wallMs - dueMs > STALE_MS ? 'stale' : null;
}

/** When the quiet hours that it is now began, wall clock in ms; null: it is none. */
function quietSinceMs(context: LicenceContext): number | null {
  return quietHoursNow(context)?.fromMs ?? null;
}

/** The quiet hours that it is now, wall clock in ms; null: it is none. */
function quietHoursNow({
  manners: { quietHours },
  wallMs,
  zoneMs,
}: Pick<LicenceContext, 'manners' | 'wallMs' | 'zoneMs'>): Hush | null {
  if (quietHours === null) return null;
  const minute = Math.floor((wallMs + zoneMs) / MINUTE_MS) % DAY_MINUTES;
  const past = (from: number, to: number): number => (to - from + DAY_MINUTES) % DAY_MINUTES;
  const inMinutes = past(quietHours.fromMinute, minute);
  const length = past(quietHours.fromMinute, quietHours.toMinute);
  if (inMinutes >= length) return null;
  const fromMs = (Math.floor(wallMs / MINUTE_MS) - inMinutes) * MINUTE_MS;
  return { fromMs, untilMs: fromMs + length * MINUTE_MS };
}

/** What keeps Beside from speaking by itself just now, as the person wanted it; their last word first. */
export function quietNow(
  context: Pick<LicenceContext, 'manners' | 'wallMs' | 'zoneMs' | 'hush'>,
): Quiet | null {
  const { hush, wallMs } = context;
  if (hush && wallMs < hush.untilMs) return { why: 'not-now', untilMs: hush.untilMs };
  const hours = quietHoursNow(context);
  return hours && { why: 'quiet-hours', untilMs: hours.untilMs };
}
