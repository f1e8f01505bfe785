import type { Cue } from '../../../electron/interaction/cues/cue.ts';
import { splitWords } from '../../../electron/interaction/perception/words.ts';
import type { Effect, Perception } from '../../../electron/interaction/timeline/events.ts';
import { noAccount } from '../../../electron/interaction/timeline/why/account.ts';
import { answer } from '../../../electron/interaction/voice/small-talk/answer.ts';
import { msToSamples, PLAYBACK_RATE_HZ } from '../../../shared/audio.ts';
import type { VirtualClock } from './virtual-clock.ts';

const WINDOW_SAMPLES = 512;
const WINDOW_MS = 32;
/** A word takes so long to say. */
const WORD_MS = 350;
const FAST_MS = 120;
const FINAL_MS = 300;
const SYNTHESISE_MS = 60;
const SAMPLES_PER_CHAR = PLAYBACK_RATE_HZ / 15;
const REPORT_MS = 100;

interface Speech {
  readonly fromSample: number;
  readonly words: readonly string[];
}

interface Playing {
  readonly utteranceId: string;
  heard: number;
  paused: boolean;
}

/**
 * A person, their room and Beside's other processes by script, on a virtual clock and without a model: every word is heard as
 * it was said, every sentence is made in time, and what is played is heard. The outcome of each effect comes later, as in
 * the app. Nothing in it is random.
 */
export class ScriptedWorld {
  cues: readonly Cue[] = [];
  readonly #clock: VirtualClock;
  readonly #perceive: (what: Perception) => void;
  readonly #speeches: Speech[] = [];
  readonly #made = new Map<string, number>();
  readonly #cancelled = new Set<string>();
  #playing: Playing | null = null;
  #sample = 0;

  constructor(clock: VirtualClock, perceive: (what: Perception) => void) {
    this.#clock = clock;
    this.#perceive = perceive;
  }

  open(): void {
    this.#perceive({ type: 'microphone', open: true, echoCancelled: true, atSample: 0 });
    this.#perceive({ type: 'abilities', hearFast: true, hearFinal: true, speak: true });
    this.#clock.after(WINDOW_MS, () => this.#window());
    this.#clock.after(REPORT_MS, () => this.#report());
  }

  /** The person speaks, beginning now. */
  say(text: string): void {
    this.#speeches.push({ fromSample: this.#sample, words: splitWords(text) });
    // What nobody will ask for any more.
    if (this.#speeches.length > 20) this.#speeches.shift();
  }

  type(text: string): void {
    this.#perceive({ type: 'typed', text });
  }

  perform(effect: Effect): void {
    switch (effect.type) {
      case 'recognise': {
        const { requestId, lane, fromSample, cutFromSample } = effect;
        const toSample = cutFromSample ?? effect.toSample;
        const costMs = lane === 'hear-fast' ? FAST_MS : FINAL_MS;
        const text = this.#wordsIn(fromSample, toSample);
        return this.#later(costMs, requestId, { type: 'recognised', requestId, text, costMs, toSample });
      }
      case 'reply': {
        const { requestId, situation } = effect;
        const { wallMs } = situation;
        const at = new Date(wallMs);
        const time = { hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds() };
        const day = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
        const reply = answer(
          effect.text,
          situation,
          { ...day, ...time },
          { volume: 1, pace: 1 },
          () => noAccount,
        );
        return this.#later(1, requestId, { type: 'reply', requestId, reply });
      }
      case 'synthesise':
        return this.#synthesise(effect);
      case 'cancel':
        // Forgotten again when nothing can be out any more.
        this.#cancelled.add(effect.id);
        return void this.#clock.after(10_000, () => this.#cancelled.delete(effect.id));
      case 'keep-cues':
        this.cues = effect.cues;
        return undefined;
      case 'play':
        this.#playing = { utteranceId: effect.utteranceId, heard: 0, paused: false };
        return undefined;
      case 'stop':
        return void this.#clock.after(effect.fadeMs, () => this.#end('stopped'));
      case 'pause':
        if (this.#playing) this.#playing.paused = effect.on;
        return undefined;
      case 'duck':
      case 'nod':
      case 'keep-hush':
      case 'change-volume':
      case 'set-pace':
        return undefined;
    }
  }

  #later(afterMs: number, id: string, what: Perception): void {
    this.#clock.after(afterMs, () => {
      if (!this.#cancelled.has(id)) this.#perceive(what);
    });
  }

  #wordsIn(fromSample: number, toSample: number): string {
    return this.#speeches
      .flatMap(({ fromSample: begun, words }) =>
        words.filter((_word, i) => {
          const middle = begun + msToSamples((i + 0.5) * WORD_MS);
          return middle >= fromSample && middle < toSample;
        }),
      )
      .join(' ');
  }

  #synthesise({ utteranceId, sentences }: Extract<Effect, { type: 'synthesise' }>): void {
    for (const [sentence, words] of sentences.entries()) {
      const samples = Math.round(words.length * SAMPLES_PER_CHAR);
      const last = sentence === sentences.length - 1;
      this.#clock.after(SYNTHESISE_MS * (sentence + 1), () => {
        if (this.#cancelled.has(utteranceId)) return;
        this.#made.set(utteranceId, (this.#made.get(utteranceId) ?? 0) + samples);
        this.#perceive({ type: 'synthesised', utteranceId, sentence, samples, sentenceEnd: true, last });
      });
    }
  }

  /** 32 ms of the microphone. */
  #window(): void {
    this.#clock.after(WINDOW_MS, () => this.#window());
    this.#sample += WINDOW_SAMPLES;
    const endSample = this.#sample;
    const speaks = this.#speeches.some(
      ({ fromSample, words }) =>
        endSample > fromSample && endSample <= fromSample + msToSamples(words.length * WORD_MS),
    );
    const [probability, levelDbfs] = speaks ? [0.9, -20] : [0.02, -70];
    this.#perceive({ type: 'voice-activity', endSample, probability, levelDbfs });
  }

  #report(): void {
    this.#clock.after(REPORT_MS, () => this.#report());
    const playing = this.#playing;
    if (!playing) return;
    const { utteranceId } = playing;
    const made = this.#made.get(utteranceId) ?? 0;
    if (!playing.paused)
      playing.heard = Math.min(made, playing.heard + (REPORT_MS * PLAYBACK_RATE_HZ) / 1000);
    this.#perceive({ type: 'audible', utteranceId, samples: playing.heard });
    if (playing.heard >= made) this.#end('finished');
  }

  #end(cause: 'finished' | 'stopped'): void {
    const playing = this.#playing;
    if (!playing) return;
    this.#playing = null;
    this.#made.delete(playing.utteranceId);
    const { utteranceId, heard: samples } = playing;
    this.#perceive({ type: 'playback-ended', utteranceId, samples, cause });
  }
}
