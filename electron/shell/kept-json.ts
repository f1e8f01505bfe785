import { existsSync, readFileSync, renameSync } from 'node:fs';

/** A JSON file that Beside keeps for a person: what is read from it, and what happens to one that is damaged. */
type KeptJson =
  | { readonly kind: 'absent' }
  /** It is there and may not be opened: it must not be overwritten. */
  | { readonly kind: 'closed' }
  /** `value` is null for what is no JSON. */
  | { readonly kind: 'read'; readonly value: unknown };

export function readKeptJson(file: string): KeptJson {
  if (!existsSync(file)) return { kind: 'absent' };
  try {
    return { kind: 'read', value: parseJson(readFileSync(file, 'utf8')) };
  } catch {
    return { kind: 'closed' };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Puts a damaged file aside, for nothing a person had is thrown away. Where it is now, or null when that failed. */
export function setAside(file: string): string | null {
  const aside = file.replace(/\.json$/, `.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}.json`);
  try {
    renameSync(file, aside);
    return aside;
  } catch {
    return null;
  }
}
