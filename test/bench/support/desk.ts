import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { openRoom, roomEnv, type RoomOptions } from '../../../.ci/room.ts';
import type { Meter } from '../../../shared/meter.ts';
import { defaultSettings, type Settings } from '../../../shared/settings.ts';
import type { SelfTest } from '../../../shared/self-test.ts';
import type { Line, Snapshot } from '../../../shared/snapshot.ts';
import type { Timings } from '../../../shared/timings.ts';
import { launchApp, type LaunchedApp } from '../../e2e/support/app.ts';
import { saveInto } from '../../e2e/support/dialogs.ts';
import type { Sound } from '../../e2e/support/wav.ts';
import { play, type Playing } from './player.ts';
import { MICROPHONE, record, SPEAKER, type Recorder } from './recorder.ts';
import type { TimedRecording } from './timed-recording.ts';

/** Beside's own in the benches: quick, the same each time, and never one of the persons'. */
export const OWN_VOICE = 'rms';

export interface DeskOptions {
  readonly room?: Partial<RoomOptions>;
  readonly silenceTimeoutMs?: number;
}

export const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Polls until there is a value; null when there was none in time. */
export async function until<T>(
  look: () => Promise<T | null>,
  timeoutMs: number,
  // Each look makes the overlay read the whole snapshot: seven a second showed up as its growing memory.
  everyMs = 500,
): Promise<T | null> {
  const endMs = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > endMs) return null;
    await wait(everyMs);
  }
}

/** Beside running in a room of its own with its microphone on, and two recorders on the bench's clock. */
export class BenchDesk {
  #running: Running;
  readonly #profile: string;
  readonly #microphone: Recorder;
  readonly #speaker: Recorder;
  readonly #leave: () => Promise<void>;

  private constructor(parts: {
    running: Running;
    profile: string;
    recorders: readonly [Recorder, Recorder];
    leave: () => Promise<void>;
  }) {
    this.#running = parts.running;
    this.#profile = parts.profile;
    [this.#microphone, this.#speaker] = parts.recorders;
    this.#leave = parts.leave;
  }

  static async open(options: DeskOptions = {}): Promise<BenchDesk> {
    const room = await openRoom(options.room);
    const before = { ...process.env };
    // What is started from here on, the app, players and recorders, lives in the room.
    replaceEnv(roomEnv(room.env));
    const profile = profileWith(options.silenceTimeoutMs ?? defaultSettings.turnTaking.silenceTimeoutMs);
    const closing: (() => Promise<void>)[] = [
      async () => {
        replaceEnv(before);
        fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
        await room.close();
      },
    ];
    const leave = async (): Promise<void> => {
      for (const close of closing.splice(0).toReversed()) await close();
    };
    try {
      const recorders = [await record(MICROPHONE), await record(SPEAKER)] as const;
      closing.push(async () => void (await Promise.all(recorders.map(({ stop }) => stop()))));
      const running = await run(profile);
      const desk = new BenchDesk({ running, profile, recorders, leave });
      closing.push(() => desk.launched.close());
      await desk.#ready();
      return desk;
    } catch (error) {
      await leave();
      throw error;
    }
  }

  get launched(): LaunchedApp {
    return this.#running.launched;
  }

  get pid(): number {
    return this.launched.app.process().pid ?? 0;
  }

  /** Main's `performance.now()` less the bench's, ms. */
  get mainClockMs(): number {
    return this.#running.mainClockMs;
  }

  get #overlay(): Page {
    return this.#running.overlay;
  }

  /** Quits Beside and starts it again with what it has kept; the recorders go on. */
  async restart(): Promise<void> {
    await this.launched.close();
    this.#running = await run(this.#profile);
    await this.#ready();
  }

  get microphone(): TimedRecording {
    return this.#microphone.recording;
  }

  get speaker(): TimedRecording {
    return this.#speaker.recording;
  }

  /** Larger than a fragment of sound (20 ms), and times in the recordings are not to be trusted. */
  get slipMs(): number {
    return Math.max(this.microphone.slipMs, this.speaker.slipMs);
  }

  close(): Promise<void> {
    return this.#leave();
  }

  /** These ask main as the overlay does, through its own bridge. */
  snapshot(): Promise<Snapshot> {
    return this.#overlay.evaluate(() => window.beside.request('snapshot.get', undefined));
  }

  timings(): Promise<Timings> {
    return this.#overlay.evaluate(() => window.beside.request('timings.get', undefined));
  }

  meter(): Promise<Meter> {
    return this.#overlay.evaluate(() => window.beside.request('meter.get', undefined));
  }

  /** What Beside measures of itself, and what runs it. */
  selfTest(): Promise<SelfTest> {
    return this.#overlay.evaluate(() =>
      window.beside.request('self-test.read', { sinceMs: null, line: null }),
    );
  }

  async type(text: string): Promise<void> {
    await this.#overlay.evaluate((line) => window.beside.request('line.submit', { text: line }), text);
  }

  async pressStop(): Promise<void> {
    await this.#overlay.evaluate(() => window.beside.request('speech.stop', undefined));
  }

  /** What happened so far, with words, as the person would save it. */
  async save(file: string): Promise<void> {
    await saveInto(this.launched.app, file);
    await this.#overlay.evaluate(() => window.beside.request('session.save', { words: true }));
    if (!fs.existsSync(file)) throw new Error(JSON.stringify((await this.snapshot()).notices));
  }

  say(sound: Sound): Playing {
    return play(sound);
  }

  /** A time on main's clock, on the bench's. */
  fromMain(ms: number): number {
    return ms - this.mainClockMs;
  }

  /** Lines that are the person's or Beside's for good, without what is just being understood. */
  async lines(): Promise<Line[]> {
    return (await this.snapshot()).lines.filter(({ id }) => id !== 'draft' && id !== 'live');
  }

  /** Nobody speaks and nothing is being prepared, for this long. False when that was not to be had. */
  async quiet(forMs: number, timeoutMs = 60_000): Promise<boolean> {
    let sinceMs = performance.now();
    const found = await until(async () => {
      const { floor, lines } = await this.snapshot();
      const still = floor === 'listening' && lines.every(({ state }) => state !== 'waiting');
      if (!still) sinceMs = performance.now();
      return performance.now() - sinceMs >= forMs ? true : null;
    }, timeoutMs);
    return found !== null;
  }

  /** On, loaded, and past the first seconds in which the microphone's processing adapts. */
  async #ready(): Promise<void> {
    const up = await until(async () => {
      const { abilities, microphone } = await this.snapshot();
      return abilities.hear && abilities.speak && microphone.state === 'on' ? true : null;
    }, 60_000);
    if (up === null)
      throw new Error(
        `Beside was not ready within a minute: ${JSON.stringify((await this.snapshot()).notices)}\n${this.launched.output()}`,
      );
    await wait(2500);
  }
}

/** Beside as it runs, until it is restarted. */
interface Running {
  readonly launched: LaunchedApp;
  readonly overlay: Page;
  readonly mainClockMs: number;
}

async function run(profile: string): Promise<Running> {
  const launched = await launchApp({ userDataFolder: profile });
  try {
    const isOverlay = (page: Page): boolean => page.url().includes('/overlay/');
    const overlay =
      launched.app.windows().find(isOverlay) ??
      (await launched.app.waitForEvent('window', { predicate: isOverlay, timeout: 30_000 }));
    return { launched, overlay, mainClockMs: await mainClock(launched) };
  } catch (error) {
    await launched.close();
    throw error;
  }
}

function replaceEnv(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}

function profileWith(silenceTimeoutMs: number): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-bench-'));
  const settings: Settings = {
    ...defaultSettings,
    firstRun: { done: true },
    streams: { ...defaultSettings.streams, microphone: true },
    voice: { ...defaultSettings.voice, name: OWN_VOICE },
    turnTaking: { ...defaultSettings.turnTaking, silenceTimeoutMs },
  };
  fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
  return folder;
}

/** By the quickest of several round trips: the answer was made in the middle of it, give or take half of it. */
async function mainClock({ app }: LaunchedApp): Promise<number> {
  let best = { tripMs: Number.POSITIVE_INFINITY, differenceMs: 0 };
  for (let i = 0; i < 25; i++) {
    const sentMs = performance.now();
    const mainMs = await app.evaluate(() => performance.now());
    const tripMs = performance.now() - sentMs;
    if (tripMs < best.tripMs) best = { tripMs, differenceMs: mainMs - (sentMs + tripMs / 2) };
  }
  return best.differenceMs;
}
