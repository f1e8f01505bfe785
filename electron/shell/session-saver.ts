import { open, rename, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import type { Notice } from '../../shared/snapshot.ts';
import type { Timeline } from '../interaction/timeline/log.ts';
import { sessionLines, type AboutSession } from '../replay/session-file.ts';

export interface SessionSaverOptions {
  /** Opens the system's own dialog; null: the person thought better of it. */
  askWhere(suggestedName: string): Promise<string | null>;
  /** What there is to save by then. */
  happened(): {
    readonly about: Omit<AboutSession, 'words' | 'savedAtMs'>;
    readonly log: Pick<Timeline<unknown>, 'start' | 'cells'>;
  };
  /** Calls back once, right after the next cell. */
  afterCell(callback: () => void): void;
  notify(notice: Notice): void;
  nowMs(): number;
  wallMs(): number;
}

/** Work in one go: what comes in meanwhile waits for so long. */
const SLICE_MS = 4;
/** Slices after one cell: an hour is written in some seconds, and most of the time until the next cell stays free. */
const SLICES_A_CELL = 8;
/** A slice that takes no time at all ends too. */
const LINES_A_SLICE = 200;
const NOTICE = 'session';

/**
 * Writes what happened to a file of the person's choice, bit by bit between cells. Until it is whole it has another name,
 * and what does not get whole is removed.
 */
export class SessionSaver {
  readonly #options: SessionSaverOptions;
  /** The unfinished file; null while there is none. */
  #part: string | null = null;
  #busy = false;

  constructor(options: SessionSaverOptions) {
    this.#options = options;
  }

  /** Never throws: how it went is told by a notice. */
  async save(words: boolean): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const wallMs = this.#options.wallMs();
      const file = await this.#options.askWhere(suggestedName(wallMs, words));
      if (file === null) return;
      this.#say('info', SAVING, false);
      await this.#write(file, words, wallMs);
      this.#say('info', `Saved ${words ? 'with' : 'without'} words: ${file}`);
    } catch (error) {
      this.#say('error', `What happened was not saved. ${adviceFor(error)}`);
    } finally {
      this.#busy = false;
    }
  }

  /** Beside is going: what is not whole goes too. */
  close(): void {
    if (this.#part !== null) rmSync(this.#part, { force: true });
  }

  async #write(file: string, words: boolean, savedAtMs: number): Promise<void> {
    const { about, log } = this.#options.happened();
    const { start } = log;
    if (start === null) throw new Error('there is no checkpoint to begin with');
    // The log goes on meanwhile, and lets go of its oldest cells.
    const cells = [...log.cells];
    const lines = sessionLines({ ...about, words, savedAtMs }, { start, cells });
    const part = `${file}.part`;
    this.#part = part;
    try {
      await this.#writeTo(part, lines, cells.length);
      await rename(part, file);
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      throw error;
    } finally {
      this.#part = null;
    }
  }

  async #writeTo(part: string, lines: Iterator<string, void>, count: number): Promise<void> {
    // Nobody else's to read.
    const handle = await open(part, 'w', 0o600);
    try {
      await this.#writeLines(lines, count, (text) => handle.writeFile(text));
      // A full disk may show only here.
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async #writeLines(
    lines: Iterator<string, void>,
    count: number,
    write: (text: string) => Promise<void>,
  ): Promise<void> {
    let [written, told] = [0, 0];
    for (;;) {
      await new Promise<void>((resolve) => this.#options.afterCell(resolve));
      for (let i = 0; i < SLICES_A_CELL; i += 1) {
        const slice = this.#slice(lines);
        if (slice.length === 0) return;
        await write(slice.join(''));
        written += slice.length;
      }
      const quarters = Math.floor((4 * written) / count);
      if (quarters > told && quarters < 4) this.#say('info', `${SAVING} ${25 * quarters} %`, false);
      told = quarters;
    }
  }

  /** As many lines as can be made in the time of a slice; none: that was all. */
  #slice(lines: Iterator<string, void>): string[] {
    const endMs = this.#options.nowMs() + SLICE_MS;
    const slice: string[] = [];
    while (slice.length < LINES_A_SLICE && (slice.length === 0 || this.#options.nowMs() < endMs)) {
      const next = lines.next();
      if (next.done === true) break;
      slice.push(next.value);
    }
    return slice;
  }

  #say(level: Notice['level'], message: string, dismissable = true): void {
    this.#options.notify({ id: NOTICE, level, message, dismissable });
  }
}

const SAVING = 'Saving what happened…';

/** Local time, in a form that every file system takes. */
function suggestedName(wallMs: number, words: boolean): string {
  const at = new Date(wallMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `Beside ${day} ${two(at.getHours())}.${two(at.getMinutes())} ${words ? 'with' : 'without'} words.jsonl`;
}

function adviceFor(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk is full. Free some space, or save it on another disk.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'That folder may not be written to. Choose another one.';
    case 'ENOENT':
    case 'ENOTDIR':
      return 'That folder is not there any more. Choose another one.';
    case undefined:
    default:
      return 'The disk did not take it. Try again, or choose another folder.';
  }
}
