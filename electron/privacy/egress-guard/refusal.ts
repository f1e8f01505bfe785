/** What a caller gets in place of a connection: an error as of one that was refused, and a reason in words. */
export class EgressRefusedError extends Error {
  readonly code = 'EGRESS_REFUSED';
  /** Name and port; `refusedHost` and not `host`, which means the host that was asked for in errors of npm's. */
  readonly refusedHost: string;

  constructor(refusedHost: string, reason: 'no-grant' | 'expired' | 'other-host') {
    super(`Nothing was sent to ${refusedHost}: ${reasons[reason]}.`);
    this.name = 'EgressRefusedError';
    this.refusedHost = refusedHost;
  }
}

const reasons = {
  'no-grant': 'nobody gave leave to reach anything from here',
  expired: 'the leave to reach it is over',
  'other-host': 'the leave that was given is for other hosts',
} as const;
