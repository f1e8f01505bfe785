import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** A desktop's tray on the room's session bus (see `tray-host.py`), read and clicked over D-Bus as a panel does it. */

/** Debian's own interpreter: another Python that comes first on PATH lacks Debian's modules. */
const PYTHON = '/usr/bin/python3';
const modules = { dbus: 'python3-dbus', gi: 'python3-gi' } as const;

/** For `test.skip(condition, reason)`: null when the tests can bring a tray. */
export function missingTrayHost(): string | null {
  const there = (module: string): boolean =>
    fs.existsSync(path.join('/usr/lib/python3/dist-packages', module, '__init__.py'));
  const lacking = Object.entries(modules).filter(([module]) => !there(module));
  if (lacking.length === 0) return null;
  return `a tray for the tests needs Debian's ${lacking.map(([, name]) => name).join(' and ')}`;
}

export interface Entry {
  readonly id: number;
  readonly label: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly items: readonly Entry[];
}
const entrySchema: z.ZodType<Entry> = z.strictObject({
  id: z.int(),
  label: z.string(),
  type: z.string(),
  enabled: z.boolean(),
  get items() {
    return z.array(entrySchema);
  },
});
const itemSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  tooltip: z.string(),
  /** Width, height and ARGB in hexadecimal digits. */
  picture: z.array(z.tuple([z.int(), z.int(), z.string()])),
  items: z.array(entrySchema),
});
export type Item = z.infer<typeof itemSchema>;
const answerSchema = z.union([z.strictObject({ ok: z.unknown() }), z.strictObject({ error: z.string() })]);

export interface TrayHost {
  /** How many items have registered and are still there. */
  readonly count: () => Promise<number>;
  /** The one item that is there. */
  readonly read: () => Promise<Item>;
  /** The labels of its menu, from the top; lines between them left out. */
  readonly labels: () => Promise<string[]>;
  /** Chooses an entry by the start of its label; of a menu within the menu by both. */
  readonly choose: (...labels: readonly string[]) => Promise<void>;
  /** A click on the icon itself. */
  readonly activate: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openTrayHost(): Promise<TrayHost> {
  const child = spawn(PYTHON, [path.join(import.meta.dirname, 'tray-host.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done) throw new Error('The tray ended. Is the name org.kde.StatusNotifierWatcher taken?');
    const told = answerSchema.parse(JSON.parse(line.value));
    if ('error' in told) throw new Error(`The tray says: ${told.error}`);
    return told.ok;
  };
  const order = (what: Readonly<Record<string, unknown>>): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(what)}\n`);
    return answer();
  };
  await answer();
  const read = async (): Promise<Item> => itemSchema.parse(await order({ do: 'read' }));
  return {
    count: async () => z.int().parse(await order({ do: 'count' })),
    read,
    labels: async () => (await read()).items.map(({ label }) => label).filter((label) => label !== ''),
    choose: async (...labels) => {
      const { items } = await read();
      await order({ do: 'click', id: entryAt(items, labels).id });
    },
    activate: async () => void (await order({ do: 'activate' })),
    close: async () => {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** An entry that a person can choose. */
function entryAt(items: readonly Entry[], labels: readonly string[]): Entry {
  const [first = '', ...rest] = labels;
  const found = items.find(({ label, enabled }) => enabled && label.startsWith(first));
  if (!found)
    throw new Error(`The menu has no "${first}" but ${items.map(({ label }) => label).join(' | ')}`);
  return rest.length === 0 ? found : entryAt(found.items, rest);
}
