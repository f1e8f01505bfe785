import os from 'node:os';
import type { LaneReport } from '../../shared/inference.ts';
import type { Line, Snapshot } from '../../shared/snapshot.ts';
import type { SelfTest, SelfTestQuestion, SelfTestSetup } from '../../shared/self-test.ts';
import type { Timeline } from '../interaction/timeline/log.ts';
import { figuresOf, isOwningUp } from '../interaction/timeline/self-test/figures.ts';
import { progressOf } from '../interaction/timeline/self-test/lines.ts';
import { LogReader } from '../interaction/timeline/self-test/log-reader.ts';

/** Where it reads. */
export interface SelfTestSource {
  /** Who decides when to speak. */
  readonly policyName: string;
  readonly log: Pick<Timeline<null>, 'cells'>;
}

/** Read in one go: 3 to 10 ms of lively talk, so that no cell is late for it. An hour has 18,000. */
const SLICE_CELLS = 250;

/** A reading that can go on where it stopped. */
interface Reading {
  readonly sinceMs: number | null;
  readonly reader: LogReader;
  /** The next cell to read. */
  next: number;
}

/** Reads the log when it is asked to, never by itself. Nothing of it is kept but the place where it stopped reading. */
export class SelfTestDesk {
  readonly #source: SelfTestSource;
  readonly #shown: () => Pick<Snapshot, 'lines' | 'voice'>;
  #lanes: readonly LaneReport[] = [];
  #reading: Reading | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(source: SelfTestSource, shown: () => Pick<Snapshot, 'lines' | 'voice'>) {
    this.#source = source;
    this.#shown = shown;
  }

  lanesAre(lanes: readonly LaneReport[]): void {
    this.#lanes = lanes;
  }

  /** One after the other: a reading that goes on is nobody else's. */
  read(question: SelfTestQuestion): Promise<SelfTest> {
    const answer = this.#last.then(() => this.#read(question));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async #read({ sinceMs, line }: SelfTestQuestion): Promise<SelfTest> {
    const reading = this.#readingOf(sinceMs);
    await this.#readOn(reading);
    const { facts } = reading.reader;
    const newest = this.#source.log.cells.at(-1);
    const linesSince = (ms: number): Line[] => {
      const wallMs = newest === undefined ? 0 : newest.wallMs - (newest.atMs - ms);
      return this.#shown().lines.filter(({ atMs }) => atMs >= wallMs);
    };
    return {
      nowMs: newest?.atMs ?? 0,
      figures: figuresOf(facts, linesSince(facts.fromMs)),
      line: line && progressOf(line.name, facts, line.sinceMs, linesSince(line.sinceMs).some(isOwningUp)),
      setup: this.#setup(),
    };
  }

  #readingOf(sinceMs: number | null): Reading {
    if (sinceMs !== null && this.#reading?.sinceMs === sinceMs) return this.#reading;
    const { cells } = this.#source.log;
    const first = sinceMs === null ? cells[0] : cells.find(({ atMs }) => atMs >= sinceMs);
    this.#reading = {
      sinceMs,
      reader: new LogReader(),
      next: first?.index ?? (cells.at(-1)?.index ?? -1) + 1,
    };
    return this.#reading;
  }

  async #readOn(reading: Reading): Promise<void> {
    for (;;) {
      const { cells } = this.#source.log;
      // Indices count up by one. Cells that have fallen off meanwhile are not read.
      const from = Math.max(0, reading.next - (cells[0]?.index ?? 0));
      const slice = cells.slice(from, from + SLICE_CELLS);
      for (const cell of slice) reading.reader.take(cell);
      reading.next = (slice.at(-1)?.index ?? reading.next - 1) + 1;
      if (slice.length < SLICE_CELLS) return;
      await new Promise((resolve) => void setImmediate(resolve));
    }
  }

  #setup(): SelfTestSetup {
    return {
      policy: this.#source.policyName,
      lanes: this.#lanes.flatMap(({ lane, state, model, provider }) =>
        state === 'ready' && model !== null ? [{ lane, model, provider }] : [],
      ),
      voice: this.#shown().voice.speaking,
      processor: os.cpus()[0]?.model.trim() ?? '',
      cores: os.cpus().length,
      memoryBytes: os.totalmem(),
      system: `${os.type()} ${os.release()}, ${os.arch()}`,
    };
  }
}
