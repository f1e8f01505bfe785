import ElectronStore from 'electron-store';
import { join } from 'node:path';
import { keptCuesSchema, type KeptCue } from '../../shared/cues.ts';
import { LateWrite } from './late-write.ts';
import { readKeptJson, setAside } from './kept-json.ts';

export interface CueStoreOptions {
  readonly folder: string;
  /** Calls back when a blocking write hurts nobody. */
  whenIdle(write: () => void): void;
  /** Something a person should know: what happened and what to do. */
  onNotice(message: string): void;
}

/** The standing instructions on disk, so that a reminder outlives a restart. */
export class CueStore {
  readonly #options: CueStoreOptions;
  readonly #store: ElectronStore | null;
  readonly atStart: readonly KeptCue[];
  #cues: readonly KeptCue[];
  readonly #late: LateWrite;

  constructor(options: CueStoreOptions) {
    this.#options = options;
    const found = readFromDisk(join(options.folder, 'cues.json'));
    if (found.notice !== null) options.onNotice(found.notice);
    this.#late = new LateWrite(
      (write) => options.whenIdle(write),
      () => this.#write(),
    );
    this.atStart = found.cues;
    this.#cues = found.cues;
    this.#store = found.writable ? new ElectronStore({ cwd: options.folder, name: 'cues' }) : null;
  }

  keep(cues: readonly KeptCue[]): void {
    this.#cues = cues;
    this.#late.soon();
  }

  /** Writes now what waits to be written. */
  flush(): void {
    this.#late.flush();
  }

  #write(): void {
    try {
      if (this.#store) this.#store.store = { version: 1, cues: this.#cues };
    } catch {
      this.#options.onNotice(
        `Your reminders could not be saved in ${this.#options.folder}. They hold until Beside is closed; check the disk's free space and the folder's permissions.`,
      );
    }
  }
}

interface Found {
  readonly cues: readonly KeptCue[];
  readonly notice: string | null;
  readonly writable: boolean;
}

function readFromDisk(file: string): Found {
  const kept = readKeptJson(file);
  if (kept.kind === 'absent') return { cues: [], notice: null, writable: true };
  if (kept.kind === 'closed') {
    const notice = `Your reminders could not be opened, so Beside goes on without them and leaves the file alone. Check its permissions: ${file}`;
    return { cues: [], notice, writable: false };
  }
  const parsed = keptCuesSchema.safeParse(kept.value);
  if (parsed.success) return { cues: parsed.data.cues, notice: null, writable: true };
  const aside = setAside(file);
  return aside === null
    ? {
        cues: [],
        notice: `Your reminders could not be read, and the damaged file could not be put aside; remove it so that reminders are kept again: ${file}`,
        writable: false,
      }
    : {
        cues: [],
        notice: `Your reminders could not be read, so Beside goes on without them. The damaged file was kept as ${aside}`,
        writable: true,
      };
}
