import { posix } from 'node:path';
import type { WantedFile } from './plan.ts';

/** Wanted files that a found file may be, judged by its name and size alone. */
export interface ImportMatch {
  /** Same name and same size: worth hashing. */
  fitting: WantedFile[];
  /** Same name, another size, and nothing of that name has this size: cut off, or another version. */
  otherSize: WantedFile[];
}

/** Compares a found file with the wanted ones. The folder it lies in does not matter. */
export function matchByNameAndSize(name: string, bytes: number, wanted: readonly WantedFile[]): ImportMatch {
  const named = wanted.filter((each) => namesOf(each).has(posix.basename(name)));
  const fitting = named.filter((each) => each.file.bytes === bytes);
  return { fitting, otherSize: fitting.length > 0 ? [] : named };
}

/** Whether a file may be a package that holds wanted files. */
export function isTarball(name: string): boolean {
  return /\.(tgz|tar\.gz|tar)$/i.test(name);
}

function namesOf(wanted: WantedFile): Set<string> {
  const { file } = wanted;
  const names = [posix.basename(file.path)];
  for (const source of file.sources) {
    if (source.kind === 'npm') names.push(posix.basename(source.path));
    // A part of a file is not the file: only the joined one can be imported, under its own name.
    else if (source.kind === 'url') names.push(posix.basename(new URL(source.url).pathname));
  }
  return new Set(names);
}
