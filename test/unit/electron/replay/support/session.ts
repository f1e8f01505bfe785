import { sessionLines, type AboutSession } from '../../../../../electron/replay/session-file.ts';
import { scriptedSession } from '../../../../scenarios/support/scripted-session.ts';

export const about: AboutSession = {
  beside: '0.1.0',
  policy: 'silence-timeout-500',
  words: true,
  savedAtMs: 1_800_000_000_000,
  machine: { platform: 'linux', arch: 'x64', cpu: 'a processor', electron: null, node: '24.0.0' },
};

/** A session of some seconds by script, with a question, a typed line and an interruption, as a file. */
export function sessionFile(change: Partial<AboutSession> = {}, seconds = 40): string {
  const { clock, loop } = scriptedSession(1);
  clock.runToSync(seconds * 1000);
  const { start, cells } = loop.log;
  if (start === null) throw new Error('no checkpoint');
  return [...sessionLines({ ...about, ...change }, { start, cells })].join('');
}
