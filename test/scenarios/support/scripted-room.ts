import { createEngine, type Engine } from '../../../electron/interaction/engine.ts';
import { MicroTurnLoop, type Clock } from '../../../electron/interaction/loop.ts';
import type { Policy } from '../../../electron/interaction/policy/policy.ts';
import { silenceTimeout } from '../../../electron/interaction/policy/silence-timeout.ts';
import type { Cell } from '../../../electron/interaction/timeline/cell.ts';
import type { Effect, Perception, Reply } from '../../../electron/interaction/timeline/events.ts';
import { FRAME_MS, HEARING_RATE_HZ, msToSamples, PLAYBACK_RATE_HZ } from '../../../shared/audio.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface ScriptOptions {
  readonly policy?: Policy<null>;
  /** What Beside answers; a sentence of `sentenceMs` each. */
  readonly reply?: (text: string) => Reply;
  readonly sentenceMs?: number;
  /** Every perception and cell as it passes. */
  readonly onPerceived?: (what: Perception) => void;
  readonly onCell?: (cell: Cell) => void;
  /** What each cell cost the loop, µs: all that it took in since the one before, and the cell itself. */
  readonly onCost?: (us: number) => void;
  /** Around the engine, to count or to time what it does. */
  readonly around?: (engine: Engine<null>) => Engine<null>;
}

interface Spoken {
  readonly fromMs: number;
  readonly toMs: number;
  readonly words: readonly string[];
}

const WINDOW_MS = 32;
const RECOGNISE_MS = 120;
const SYNTHESISE_MS = 60;
const FADE_MS = 20;

const okay: Reply = { sentences: [{ shown: 'Okay.', spoken: 'Okay.' }], reason: 'stop' };

/**
 * The real engine and loop on a virtual clock, with a person, recogniser, voice and player that follow a script: no model,
 * no sound, only what they would tell the engine. Words are heard when they have been said.
 */
export class ScriptedRoom {
  readonly clock = new VirtualClock();
  readonly loop: MicroTurnLoop<null>;
  readonly #options: Required<Pick<ScriptOptions, 'reply' | 'sentenceMs'>> & ScriptOptions;
  #said: Spoken[] = [];
  #listening = false;
  #costUs = 0;
  readonly #sounds = new Map<string, number>();
  #playing: { readonly utteranceId: string; heard: number; paused: boolean; stopAtMs: number | null } | null =
    null;

  constructor(options: ScriptOptions = {}) {
    this.#options = { reply: () => okay, sentenceMs: 2000, ...options };
    const engine = createEngine(options.policy ?? silenceTimeout());
    this.loop = new MicroTurnLoop(options.around?.(engine) ?? engine, {
      clock: this.#loopClock(),
      perform: (effect) => this.#perform(effect),
      cellDone: (_state, cell) => options.onCell?.(cell),
    });
    this.perceive({ type: 'abilities', hearFast: true, hearFinal: true, speak: true });
    this.loop.start();
    this.clock.after(WINDOW_MS, () => this.#window());
    this.clock.after(FRAME_MS, () => this.#frame());
  }

  get nowMs(): number {
    return this.clock.nowMs();
  }

  gate(open: boolean): void {
    this.#listening = open;
    const atSample = msToSamples(this.nowMs);
    this.perceive({ type: 'microphone', open, echoCancelled: true, atSample });
  }

  /** The person speaks for so long, evenly. */
  say(text: string, ms: number, inMs = 0): this {
    const fromMs = this.nowMs + inMs;
    this.#said = [
      ...this.#said.filter(({ toMs }) => toMs > this.nowMs - 130_000),
      { fromMs, toMs: fromMs + ms, words: text.split(' ') },
    ];
    return this;
  }

  type(text: string): void {
    this.perceive({ type: 'typed', text });
  }

  run(ms: number): this {
    this.clock.runToSync(this.nowMs + ms);
    return this;
  }

  perceive(what: Perception): void {
    this.#options.onPerceived?.(what);
    this.#timed(() => this.loop.perceive(what));
  }

  /** The loop's own timer is its cell. */
  #loopClock(): Clock {
    const { clock } = this;
    return {
      nowMs: () => clock.nowMs(),
      wallMs: () => clock.wallMs(),
      zoneMs: () => clock.zoneMs(),
      after: (delayMs, callback) =>
        clock.after(delayMs, () => {
          this.#timed(callback);
          this.#options.onCost?.(this.#costUs);
          this.#costUs = 0;
        }),
    };
  }

  #timed(work: () => void): void {
    const fromMs = performance.now();
    work();
    this.#costUs += 1000 * (performance.now() - fromMs);
  }

  #window(): void {
    this.clock.after(WINDOW_MS, () => this.#window());
    if (!this.#listening) return;
    const middleMs = this.nowMs - WINDOW_MS / 2;
    const voiced = this.#said.some(({ fromMs, toMs }) => middleMs >= fromMs && middleMs < toMs);
    this.perceive({
      type: 'voice-activity',
      endSample: msToSamples(this.nowMs),
      probability: voiced ? 0.95 : 0.02,
      levelDbfs: voiced ? -22 : -70,
    });
  }

  /** The script's own work is not the loop's. */
  #perform(effect: Effect): void {
    const fromMs = performance.now();
    this.#follow(effect);
    this.#costUs -= 1000 * (performance.now() - fromMs);
  }

  #follow(effect: Effect): void {
    switch (effect.type) {
      case 'recognise':
        return this.#recognise(effect);
      case 'reply': {
        const { requestId, text } = effect;
        return this.#later(0, () => ({ type: 'reply', requestId, reply: this.#options.reply(text) }));
      }
      case 'synthesise':
        return this.#synthesise(effect);
      case 'play':
        this.#playing = { utteranceId: effect.utteranceId, heard: 0, paused: false, stopAtMs: null };
        return;
      case 'pause':
        if (this.#playing) this.#playing.paused = effect.on;
        return;
      case 'stop':
        if (this.#playing) this.#playing.stopAtMs = this.nowMs + FADE_MS;
        return;
      default:
    }
  }

  #later(ms: number, what: () => Perception): void {
    this.clock.after(ms, () => this.perceive(what()));
  }

  #recognise({ requestId, fromSample, toSample }: Extract<Effect, { type: 'recognise' }>): void {
    const [fromMs, toMs] = [(1000 * fromSample) / HEARING_RATE_HZ, (1000 * toSample) / HEARING_RATE_HZ];
    const text = this.#said.flatMap((spoken) => wordsWithin(spoken, fromMs, toMs)).join(' ');
    this.#later(RECOGNISE_MS, () => ({
      type: 'recognised',
      requestId,
      text,
      costMs: RECOGNISE_MS,
      toSample,
    }));
  }

  #synthesise({ utteranceId, sentences }: Extract<Effect, { type: 'synthesise' }>): void {
    const samples = msToSamples(this.#options.sentenceMs, PLAYBACK_RATE_HZ);
    for (const [sentence] of sentences.entries())
      this.clock.after(SYNTHESISE_MS * (sentence + 1), () => {
        this.#sounds.set(utteranceId, samples * (sentence + 1));
        const last = sentence === sentences.length - 1;
        this.perceive({ type: 'synthesised', utteranceId, sentence, samples, sentenceEnd: true, last });
      });
  }

  /** The player: 20 ms on, unless it waits. */
  #frame(): void {
    this.clock.after(FRAME_MS, () => this.#frame());
    const playing = this.#playing;
    if (!playing) return;
    const { utteranceId } = playing;
    const all = this.#sounds.get(utteranceId) ?? 0;
    if (!playing.paused)
      playing.heard = Math.min(all, playing.heard + msToSamples(FRAME_MS, PLAYBACK_RATE_HZ));
    const stopped = playing.stopAtMs !== null && playing.stopAtMs <= this.nowMs;
    if (!stopped && playing.heard < all) {
      this.perceive({ type: 'audible', utteranceId, samples: playing.heard });
      return;
    }
    this.#playing = null;
    this.#sounds.delete(utteranceId);
    this.perceive({
      type: 'playback-ended',
      utteranceId,
      samples: playing.heard,
      cause: stopped ? 'stopped' : 'finished',
    });
  }
}

/** The words whose ends lie between the two times. */
function wordsWithin({ fromMs, toMs, words }: Spoken, sinceMs: number, untilMs: number): string[] {
  const each = (toMs - fromMs) / words.length;
  return words.filter((_, i) => {
    const endMs = fromMs + each * (i + 1);
    return endMs - each / 2 >= sinceMs && endMs <= untilMs + 20;
  });
}
