import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** Process ids below `pid` whose command line holds `word` (Linux). */
export function processesBelow(pid: number, word: string): number[] {
  const children = childrenOf(pid);
  const own = children.filter((child) => commandLine(child).includes(word));
  return [...own, ...children.flatMap((child) => processesBelow(child, word))];
}

function childrenOf(pid: number): number[] {
  try {
    const threads = fs.readdirSync(`/proc/${pid}/task`);
    const lists = threads.map((thread) => fs.readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'));
    return lists.join(' ').split(/\s+/).filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function commandLine(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** A file system of `megabytes` at `folder`, or why there is none. */
export function mountSmallDisk(folder: string, megabytes: number): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can mount a tmpfs';
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return null;
  } catch {
    return 'this machine does not let root mount a tmpfs';
  }
}

export function unmount(folder: string): void {
  execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
}
