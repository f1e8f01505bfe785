import ElectronStore from 'electron-store';
import { join } from 'node:path';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/settings.ts';
import { readSettings } from '../../shared/settings-migrations.ts';
import { LateWrite } from './late-write.ts';
import { readKeptJson, setAside } from './kept-json.ts';

export interface SettingsStoreOptions {
  readonly folder: string;
  /**
   * Calls back when a blocking write hurts nobody: just after a micro-turn, with nearly 200 ms until the next.
   * electron-store knows no other kind of write.
   */
  whenIdle(write: () => void): void;
  /** Something a person should know: what happened and what to do. */
  onNotice(message: string): void;
}

/** The settings: read once, held in memory, written back debounced. */
export class SettingsStore {
  readonly #options: SettingsStoreOptions;
  readonly #store: ElectronStore | null;
  #settings: Settings;
  readonly #late: LateWrite;

  constructor(options: SettingsStoreOptions) {
    this.#options = options;
    this.#late = new LateWrite(
      (write) => options.whenIdle(write),
      () => this.#write(),
    );
    const found = readFromDisk(join(options.folder, 'settings.json'));
    this.#settings = found.settings;
    if (found.notice !== null) options.onNotice(found.notice);
    this.#store = found.writable ? new ElectronStore({ cwd: options.folder, name: 'settings' }) : null;
  }

  get current(): Settings {
    return this.#settings;
  }

  /** Throws when the outcome is no valid settings: a caller's mistake, not a person's. */
  update(change: (settings: Settings) => Settings): void {
    this.#settings = settingsSchema.parse(change(this.#settings));
    this.#late.soon();
  }

  /** Writes now what waits to be written. */
  flush(): void {
    this.#late.flush();
  }

  #write(): void {
    try {
      if (this.#store) this.#store.store = this.#settings;
    } catch {
      const where = this.#options.folder;
      this.#options.onNotice(
        `Your settings could not be saved in ${where}. They hold until Beside is closed; check the disk's free space and the folder's permissions.`,
      );
    }
  }
}

interface Found {
  readonly settings: Settings;
  readonly notice: string | null;
  /** False for a file that must not be overwritten. */
  readonly writable: boolean;
}

function readFromDisk(file: string): Found {
  const kept = readKeptJson(file);
  if (kept.kind === 'absent') return { settings: defaultSettings, notice: null, writable: true };
  if (kept.kind === 'closed') {
    const notice = `Your settings could not be opened, so Beside uses its defaults and leaves the file alone. Check its permissions: ${file}`;
    return { settings: defaultSettings, notice, writable: false };
  }
  const read = readSettings(kept.value);
  switch (read.kind) {
    case 'read':
      return { settings: read.settings, notice: null, writable: true };
    case 'from-the-future':
      return {
        settings: defaultSettings,
        notice: `Your settings were written by a newer Beside, so this one uses its defaults and leaves the file alone: ${file}`,
        writable: false,
      };
    case 'damaged':
      return { settings: defaultSettings, ...putAside(file) };
  }
}

function putAside(file: string): Pick<Found, 'notice' | 'writable'> {
  const aside = setAside(file);
  const start = 'Your settings could not be read, so Beside starts with its defaults.';
  if (aside !== null) return { notice: `${start} The damaged file was kept as ${aside}`, writable: true };
  const notice = `${start} The damaged file could not be put aside; remove it so that settings are kept again: ${file}`;
  return { notice, writable: false };
}
