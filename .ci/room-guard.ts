import { spawn } from 'node:child_process';

/**
 * Ends the room's processes and removes its folder when this process is gone in whatever way, SIGKILL included:
 * the guard waits for the end of its input, which the kernel closes with us.
 */
const script = `
trap '' INT TERM HUP
groups=
while read -r group; do groups="$groups -$group"; done
alive() { for g in $groups; do kill -0 $g 2>/dev/null && return 0; done; return 1; }
for g in $groups; do kill -TERM $g 2>/dev/null; done
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do alive || break; sleep 0.1; done
for g in $groups; do kill -KILL $g 2>/dev/null; done
rm -rf "$0"
`;

export interface Guard {
  /** `pid` leads its own process group. */
  readonly watch: (pid: number) => void;
  /** Tells the guard to end everything, without waiting. */
  readonly dismiss: () => void;
  /** The same, and waits until all is gone. */
  readonly end: () => Promise<void>;
}

export function startGuard(folder: string): Guard {
  const guard = spawn('/bin/sh', ['-c', script, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    guard.once('exit', () => resolve());
    guard.once('error', () => resolve());
  });
  // Written after the guard has died; `end` then has nothing left to wait for.
  guard.stdin.on('error', () => undefined);
  const dismiss = (): void => void guard.stdin.end();
  return {
    watch: (pid) => void guard.stdin.write(`${pid}\n`),
    dismiss,
    end: async () => {
      dismiss();
      await ended;
    },
  };
}
