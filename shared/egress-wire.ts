/**
 * What a guard needs of the contract in `egress.ts`, without the library that checks it: the guard is loaded anew by
 * every process and every thread, before anything else. Main checks all of it.
 */

/** Marks a guard's messages, which travel on the port of the process they guard. */
export const EGRESS_MARK = 'beside.egress';

/** A name and a port: no path, no query, no words. */
export const EGRESS_HOST = /^[\w.\-:[\]%]{1,300}$/;

/** Hosts that one question may name. */
export const MOST_ASKED_HOSTS = 16;
/** Notes that one message may carry. */
export const MOST_NOTES = 1000;

/** Looked at fifty times a second, among sound: nothing is copied and nothing is checked but the mark. */
export function isEgressMessage(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'mark' in message && message.mark === EGRESS_MARK;
}
