import { CELL_MS, samplesToMs } from '../../../../shared/audio.ts';
import type { ExchangeTiming } from '../../../../shared/timings.ts';
import { RESIDUE_DBFS } from '../../perception/own-echo.ts';
import { hearWindow, voiceRunsFrom } from '../../perception/voice-runs.ts';
import { ASLEEP_MS } from '../../loop.ts';
import { rulingOf, type Cell, type Ruling, type TimelineEvent } from '../cell.ts';
import type { Effect, Perception } from '../events.ts';
import { noExchanges, timeExchanges, type LoopEvent } from '../exchange-timings.ts';
import { timeOfSampleMs } from '../sample-clock.ts';

/** Voice of the person without a longer pause. Times on main's clock, ms. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  /** Without the pauses. */
  readonly voicedMs: number;
  /** What Beside was saying when it began. */
  readonly over: string | null;
}

/** Something that Beside said and that could be heard. */
export interface Said {
  readonly utteranceId: string;
  readonly fromMs: number;
  /** Null while it can be heard. */
  readonly endedMs: number | null;
  /** Since when nothing of it can be heard, which may be before it was ended. */
  readonly silentMs: number | null;
  readonly stoppedBy: 'voice' | 'hand' | 'other' | null;
  /** The voice that stopped it: when it began. */
  readonly stoppedFromMs: number | null;
}

/** What a part of the log tells about the conversation's timing, and no word of it. */
export interface Facts {
  readonly fromMs: number;
  readonly toMs: number;
  readonly ran: number;
  readonly missed: number;
  /** Oldest first. */
  readonly stretches: readonly Stretch[];
  readonly said: readonly Said[];
  readonly exchanges: readonly ExchangeTiming[];
  readonly ducks: { readonly count: number; readonly undoneMs: number };
}

/** Shorter is a breath within a sentence. */
const BRIDGE_MS = 300;
/** A stop so soon after the person's last voiced sample is theirs. */
const STOPPED_WITHIN_MS = 1000;
/** Of each kind; an hour of lively talk has fewer. */
const KEPT = 5000;

/**
 * Reads the log cell by cell. It goes by what could be heard and when, not by why it was done, so that it says the same
 * of any policy.
 */
export class LogReader {
  #timings = noExchanges;
  #voice = voiceRunsFrom(0);
  #echoCancelled = true;
  #stretches: Stretch[] = [];
  /** The newest stretch may still grow. */
  #open = false;
  #said: Said[] = [];
  /** What was given to the player and has not ended. */
  #own: { readonly utteranceId: string; readonly pausedMs: number | null } | null = null;
  #span: { readonly fromMs: number; readonly toMs: number; readonly dueMs: number } | null = null;
  #ran = 0;
  #missed = 0;

  get facts(): Facts {
    return {
      fromMs: this.#span?.fromMs ?? 0,
      toMs: this.#span?.toMs ?? 0,
      ran: this.#ran,
      missed: this.#missed,
      stretches: this.#stretches,
      said: this.#said,
      exchanges: this.#timings.exchanges,
      ducks: this.#timings.ducks,
    };
  }

  take(cell: Cell): void {
    this.#keepTime(cell.atMs);
    for (const event of cell.events) {
      this.#timings = timeExchanges(this.#timings, loopEventOf(event), event.atMs);
      if (event.kind === 'perceived') this.#perceived(event.what, event.atMs);
      if (event.kind === 'act') this.#acted(event.effect, event.atMs, cell);
    }
  }

  /** As the loop counts: the same grid, but for how late the first of these cells was. */
  #keepTime(atMs: number): void {
    this.#ran += 1;
    const dueMs = this.#span?.dueMs ?? atMs;
    const slept = atMs - dueMs >= ASLEEP_MS;
    const over = slept ? 0 : Math.max(0, Math.floor((atMs - dueMs) / CELL_MS));
    this.#missed += over;
    this.#span = {
      fromMs: this.#span?.fromMs ?? atMs,
      toMs: atMs,
      dueMs: (slept ? atMs : dueMs) + CELL_MS * (1 + over),
    };
  }

  #perceived(what: Perception, atMs: number): void {
    switch (what.type) {
      case 'voice-activity':
        return this.#hear(what);
      case 'microphone':
        this.#voice = voiceRunsFrom(what.atSample);
        this.#echoCancelled = what.echoCancelled;
        this.#open = false;
        return;
      case 'audible':
        return what.samples > 0 ? this.#audible(what.utteranceId, atMs) : undefined;
      case 'playback-ended':
        return this.#ended(what.utteranceId, atMs);
      default:
    }
  }

  #acted(effect: Effect, atMs: number, cell: Cell): void {
    switch (effect.type) {
      case 'play':
        this.#own = { utteranceId: effect.utteranceId, pausedMs: null };
        // What is said from here on is said in spite of it.
        this.#open = this.#open && this.#voice.voiced;
        return;
      case 'pause':
        if (this.#own) this.#own = { ...this.#own, pausedMs: effect.on ? atMs : null };
        return;
      case 'stop':
        return this.#stopped(effect.utteranceId, atMs, rulingOf(cell));
      default:
    }
  }

  #hear({ endSample, probability, levelDbfs }: Extract<Perception, { type: 'voice-activity' }>): void {
    // As the engine does: this is Beside's own voice come back.
    const echo = this.#own !== null && (!this.#echoCancelled || levelDbfs < RESIDUE_DBFS);
    const before = this.#voice.run?.voicedSamples ?? 0;
    this.#voice = hearWindow(this.#voice, endSample, echo ? 0 : probability);
    const ms = samplesToMs((this.#voice.run?.voicedSamples ?? 0) - before);
    const toMs = timeOfSampleMs(this.#timings.clock, endSample);
    if (ms === 0 || toMs === null) return;
    const last = this.#stretches.at(-1);
    if (this.#open && last && toMs - ms - last.toMs <= BRIDGE_MS) {
      this.#stretches[this.#stretches.length - 1] = { ...last, toMs, voicedMs: last.voicedMs + ms };
      return;
    }
    this.#open = true;
    const over = this.#own?.utteranceId ?? null;
    this.#stretches.push({ fromMs: toMs - ms, toMs, voicedMs: ms, over });
    if (this.#stretches.length > KEPT) this.#stretches.shift();
  }

  #audible(utteranceId: string, atMs: number): void {
    if (this.#said.at(-1)?.utteranceId === utteranceId) return;
    const exchange = this.#timings.exchanges.findLast((one) => one.utteranceId === utteranceId);
    const fromMs = exchange?.firstAudibleAtMs ?? atMs;
    this.#said.push({
      utteranceId,
      fromMs,
      endedMs: null,
      silentMs: null,
      stoppedBy: null,
      stoppedFromMs: null,
    });
    if (this.#said.length > KEPT) this.#said.shift();
  }

  #stopped(utteranceId: string, atMs: number, ruling: Ruling): void {
    const voice = this.#stretches.at(-1);
    const theirs = voice !== undefined && atMs - voice.toMs <= STOPPED_WITHIN_MS;
    const byHand = ruling.by === 'person' || ruling.view.typedWaiting;
    const said = this.#said.at(-1);
    // Called off between the order to play and the first sound, it was never heard to speak.
    if (said?.utteranceId !== utteranceId || said.endedMs !== null) return;
    this.#change({
      stoppedBy: byHand ? 'hand' : theirs ? 'voice' : 'other',
      stoppedFromMs: !byHand && theirs ? voice.fromMs : null,
      silentMs: this.#own?.pausedMs ?? null,
    });
  }

  #ended(utteranceId: string, atMs: number): void {
    if (this.#own?.utteranceId === utteranceId) this.#own = null;
    const said = this.#said.at(-1);
    if (said?.utteranceId !== utteranceId) return;
    this.#change({ endedMs: atMs, silentMs: said.silentMs ?? atMs });
  }

  #change(change: Partial<Said>): void {
    const said = this.#said.at(-1);
    if (said) this.#said[this.#said.length - 1] = { ...said, ...change };
  }
}

function loopEventOf(event: TimelineEvent): LoopEvent {
  switch (event.kind) {
    case 'perceived':
      return { type: 'perceived', what: event.what };
    case 'decided':
      return { type: 'decided', decision: event.ruling.decision };
    case 'act':
      return { type: 'effect', effect: event.effect };
  }
}
