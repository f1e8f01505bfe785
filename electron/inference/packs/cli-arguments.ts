import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type CliCommand =
  | { kind: 'help' }
  | { kind: 'usage-error'; message: string }
  | { kind: 'list' | 'verify' | 'ledger'; dir: string | null }
  | { kind: 'import'; dir: string | null; folder: string }
  | { kind: 'fetch'; dir: string | null; packIds: readonly string[]; yes: boolean };

export const USAGE = `Usage: npm run packs -- [--yes] [PACK…]

Fetches Beside's model packs: the starter packs, or the ones named.

  --yes            fetch without asking
  --list           show every pack and its state, fetch nothing
  --verify         check every file's content anew, fetch nothing
  --import FOLDER  copy packs from a folder instead of fetching
  --ledger         show what this command has fetched, and from where
  --dir DIR        where packs live (default: BESIDE_PACKS_DIR, else Beside's data folder)
  --help           show this
`;

/** Reads the arguments (without node and script). */
export function parseCliArguments(argv: readonly string[]): CliCommand {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    return usageError(error instanceof Error ? error.message : 'These arguments cannot be read.');
  }
  const { values, positionals } = parsed;
  const dir = values.dir ?? null;
  if (values.help === true) return { kind: 'help' };
  const modes = [
    values.list === true,
    values.verify === true,
    values.ledger === true,
    values.import !== undefined,
  ];
  const chosen = modes.filter(Boolean).length;
  if (chosen > 1) return usageError('Choose one of --list, --verify, --ledger and --import.');
  if (chosen === 1 && positionals.length > 0) return usageError('Packs can be named for fetching only.');
  if (dir === '' || values.import === '') return usageError('A folder is missing.');
  if (values.list === true) return { kind: 'list', dir };
  if (values.verify === true) return { kind: 'verify', dir };
  if (values.ledger === true) return { kind: 'ledger', dir };
  if (values.import !== undefined) return { kind: 'import', dir, folder: values.import };
  return { kind: 'fetch', dir, packIds: positionals, yes: values.yes === true };
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      yes: { type: 'boolean', short: 'y' },
      list: { type: 'boolean' },
      verify: { type: 'boolean' },
      ledger: { type: 'boolean' },
      import: { type: 'string' },
      dir: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function usageError(message: string): CliCommand {
  return { kind: 'usage-error', message };
}
