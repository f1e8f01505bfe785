import { readFileSync } from 'node:fs';
import { isSame, replaySession } from './replay-session.ts';
import { reportText } from './report-text.ts';
import { SessionFault } from './session-file.ts';

export const USAGE = `Usage: npm run replay -- FILE [FILE…]

Runs sessions again that were saved with “Save what happened…”, and compares what Beside decides and does with what it
decided and did then. Prints no word of what was said.

Ends with 0 when all is the same, with 1 when something differs, with 2 when a file cannot be read.
`;

export interface CommandStreams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const SAME = 0;
const DIFFERS = 1;
const UNREADABLE = 2;

/** Runs the replay command. @returns its exit code. */
export function runReplayCommand(files: readonly string[], streams: CommandStreams): number {
  if (files.some((file) => file === '--help' || file === '-h')) {
    streams.out(USAGE);
    return SAME;
  }
  if (files.length === 0) {
    streams.err(USAGE);
    return UNREADABLE;
  }
  return Math.max(...files.map((file) => replayFile(file, streams)));
}

function replayFile(file: string, { out, err }: CommandStreams): number {
  try {
    const session = replaySession(readFileSync(file, 'utf8'));
    out(reportText(file, session));
    return isSame(session) ? SAME : DIFFERS;
  } catch (error) {
    err(`${file}: ${faultOf(error)}\n`);
    return UNREADABLE;
  }
}

function faultOf(error: unknown): string {
  if (error instanceof SessionFault) return error.message;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'there is no such file. Check its name.';
    case 'EACCES':
    case 'EPERM':
      return 'the file may not be read. Check its permissions.';
    case 'EISDIR':
      return 'this is a folder. Name the files in it.';
    case 'ERR_STRING_TOO_LONG':
      return 'the file is too large for a session.';
    case undefined:
    default:
      return 'the file cannot be read.';
  }
}
