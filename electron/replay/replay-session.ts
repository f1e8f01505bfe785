import { policyNamed, replay, replayRulings, type ReplayReport } from '../interaction/timeline/replay.ts';
import { readSession, type SessionHeader } from './session-file.ts';

export interface SessionReport {
  readonly header: SessionHeader;
  /**
   * `whole`: the engine ran again. `logged-policy`: it ran with the policy's logged outputs, for its policy is not known here.
   * `rulings`: the policy alone, on what it saw; `form`: nothing ran, for there are neither words nor policy.
   */
  readonly kind: 'whole' | 'logged-policy' | 'rulings' | 'form';
  readonly report: ReplayReport;
}

/** Runs a session's file again. Throws a `SessionFault`. */
export function replaySession(content: string): SessionReport {
  const { header, start, cells } = readSession(content);
  const policy = policyNamed(header.policy);
  if (header.words)
    return {
      header,
      kind: policy ? 'whole' : 'logged-policy',
      report: replay(policy, start, cells).report,
    };
  return { header, kind: policy ? 'rulings' : 'form', report: replayRulings(policy, start, cells) };
}

export const isSame = ({ report }: SessionReport): boolean => report.differing === 0 && report.flawed === 0;
