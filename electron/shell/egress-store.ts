import ElectronStore from 'electron-store';
import { join } from 'node:path';
import { keptEgressSchema } from '../../shared/egress.ts';
import { emptyLedger, type Ledger } from '../privacy/egress.ts';
import { readKeptJson, setAside } from './kept-json.ts';
import { LateWrite } from './late-write.ts';

export interface EgressStoreOptions {
  readonly folder: string;
  /** Calls back when a blocking write hurts nobody. */
  whenIdle(write: () => void): void;
  /** Something a person should know: what happened and what to do. */
  onNotice(message: string): void;
}

/** The ledger on disk, in `egress.json`. */
export class EgressStore {
  readonly #options: EgressStoreOptions;
  readonly #store: ElectronStore | null;
  readonly #late: LateWrite;
  readonly atStart: Ledger;
  #ledger: Ledger;
  #waiting = false;

  constructor(options: EgressStoreOptions) {
    this.#options = options;
    const found = readFromDisk(join(options.folder, 'egress.json'));
    if (found.notice !== null) options.onNotice(found.notice);
    this.#late = new LateWrite(
      (write) => options.whenIdle(write),
      () => this.#write(),
    );
    this.atStart = found.ledger;
    this.#ledger = found.ledger;
    this.#store = found.writable ? new ElectronStore({ cwd: options.folder, name: 'egress' }) : null;
  }

  keep(ledger: Ledger): void {
    this.#ledger = ledger;
    // Not put off by every change: attempts without end must not keep the list from the disk.
    if (this.#waiting) return;
    this.#waiting = true;
    this.#late.soon();
  }

  /** Writes now what waits to be written. */
  flush(): void {
    this.#late.flush();
  }

  #write(): void {
    this.#waiting = false;
    try {
      if (this.#store) this.#store.store = { version: 1, ...this.#ledger };
    } catch {
      this.#options.onNotice(
        `The list of what left this computer could not be saved in ${this.#options.folder}. It holds until Beside is closed; check the disk's free space and the folder's permissions.`,
      );
    }
  }
}

interface Found {
  readonly ledger: Ledger;
  readonly notice: string | null;
  readonly writable: boolean;
}

function readFromDisk(file: string): Found {
  const without = (notice: string | null, writable: boolean): Found => ({
    ledger: emptyLedger,
    notice,
    writable,
  });
  const kept = readKeptJson(file);
  if (kept.kind === 'absent') return without(null, true);
  if (kept.kind === 'closed')
    return without(
      `The list of what left this computer could not be opened, so Beside begins a new one for now and leaves the file alone. Check its permissions: ${file}`,
      false,
    );
  const parsed = keptEgressSchema.safeParse(kept.value);
  if (parsed.success) {
    const { entries, dropped } = parsed.data;
    return { ledger: { entries, dropped }, notice: null, writable: true };
  }
  const aside = setAside(file);
  return aside === null
    ? without(
        `The list of what left this computer could not be read, and the damaged file could not be put aside; remove it so that the list is kept again: ${file}`,
        false,
      )
    : without(
        `The list of what left this computer could not be read, so Beside begins a new one. The damaged file was kept as ${aside}`,
        true,
      );
}
