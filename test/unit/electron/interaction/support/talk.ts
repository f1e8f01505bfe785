import { createEngine } from '../../../../../electron/interaction/engine.ts';
import { MicroTurnLoop } from '../../../../../electron/interaction/loop.ts';
import { silenceTimeout } from '../../../../../electron/interaction/policy/silence-timeout.ts';
import type { Effect, Perception } from '../../../../../electron/interaction/timeline/events.ts';
import {
  accountFrom,
  whyFrom,
  type Account,
} from '../../../../../electron/interaction/timeline/why/account.ts';
import { answer } from '../../../../../electron/interaction/voice/small-talk/answer.ts';
import { VirtualClock } from '../../../../scenarios/support/virtual-clock.ts';

const VOICE_MS = 32;
const REPORT_MS = 20;
/** Three seconds: long enough to be spoken over. */
const SENTENCE_SAMPLES = 144_000;

/**
 * The real engine, loop, log and small talk, between a person who is given words and a player that plays at once: what
 * recognising and speaking cost is nothing.
 */
export class Talk {
  readonly clock = new VirtualClock();
  readonly loop: MicroTurnLoop<null>;
  readonly effects: Effect[] = [];
  /** What the recognisers make of any sound; null: they fail. */
  words: string | null = '';
  #voice = false;
  #sample = 0;
  #playing: { readonly utteranceId: string; samples: number; paused: boolean } | null = null;
  readonly #made = new Map<string, number>();

  constructor({ open = true, hear = true, speak = true } = {}) {
    this.loop = new MicroTurnLoop(createEngine(silenceTimeout()), {
      clock: this.clock,
      perform: (effect) => this.#perform(effect),
      cellDone: () => undefined,
    });
    this.loop.start();
    this.loop.perceive({ type: 'microphone', open, echoCancelled: true, atSample: 0 });
    this.loop.perceive({ type: 'abilities', hearFast: hear, hearFinal: false, speak });
    this.#hear();
    this.#play();
  }

  run(ms: number): void {
    this.clock.runToSync(this.clock.nowMs() + ms);
  }

  /** The person makes a sound that the recognisers take for `words`, then is silent for a second. */
  say(words: string | null, ms = 1000): void {
    this.words = words;
    this.#voice = true;
    this.run(ms);
    this.#voice = false;
    this.run(1000);
  }

  type(text: string): void {
    this.loop.perceive({ type: 'typed', text });
    this.run(600);
  }

  tell(what: Perception): void {
    this.loop.perceive(what);
  }

  /** Beside has said what it is saying. */
  quiet(): void {
    this.run(200);
    while (this.loop.state.own) this.run(REPORT_MS);
    this.run(400);
  }

  get lines(): string[] {
    return this.loop.state.lines.map(({ who, text, state }) => `${who}: ${text} (${state})`);
  }

  get account(): Account {
    return accountFrom(this.loop.log, this.loop.state.lines);
  }

  /** What the overlay shows of Beside's last line. */
  get why(): string[] {
    const lineId = this.loop.state.lines.findLast(({ who }) => who === 'beside')?.id ?? '';
    const why = whyFrom(this.loop.log, this.loop.state.lines, { about: 'line', lineId });
    return why.about === 'line' ? why.steps.map(({ kind, text }) => `${kind}: ${text}`) : [];
  }

  #hear(): void {
    this.clock.after(VOICE_MS, () => this.#hear());
    this.#sample += 16 * VOICE_MS;
    const [probability, levelDbfs] = this.#voice ? [0.9, -20] : [0.01, -70];
    if (this.loop.state.microphone.open && this.loop.state.abilities.hearFast)
      this.loop.perceive({ type: 'voice-activity', endSample: this.#sample, probability, levelDbfs });
  }

  #play(): void {
    this.clock.after(REPORT_MS, () => this.#play());
    if (!this.#playing) return;
    const { utteranceId, paused } = this.#playing;
    const all = this.#made.get(utteranceId) ?? 0;
    this.#playing.samples = Math.min(all, this.#playing.samples + (paused ? 0 : 48 * REPORT_MS));
    const { samples } = this.#playing;
    this.loop.perceive({ type: 'audible', utteranceId, samples });
    if (samples >= all) this.#ended('finished');
  }

  #ended(cause: 'finished' | 'stopped'): void {
    const playing = this.#playing;
    this.#playing = null;
    if (!playing) return;
    const { utteranceId, samples } = playing;
    this.loop.perceive({ type: 'playback-ended', utteranceId, samples, cause });
  }

  #perform(effect: Effect): void {
    this.effects.push(effect);
    // As the shell does: words at once, from within the cell, their perception later.
    if (effect.type === 'reply') return this.#reply(effect);
    this.clock.after(0, () => this.#outcome(effect));
  }

  #reply({ requestId, text, situation }: Extract<Effect, { type: 'reply' }>): void {
    const clock = { year: 2027, month: 1, day: 15, hour: 8, minute: 0, second: 0 };
    const reply = answer(text, situation, clock, { volume: 1, pace: 1 }, () => this.account);
    this.clock.after(0, () => this.loop.perceive({ type: 'reply', requestId, reply }));
  }

  #outcome(effect: Effect): void {
    switch (effect.type) {
      case 'recognise': {
        const { requestId, toSample } = effect;
        const { words } = this;
        if (words === null) return this.loop.perceive({ type: 'recognition-failed', requestId });
        return this.loop.perceive({ type: 'recognised', requestId, text: words, costMs: 10, toSample });
      }
      case 'synthesise':
        return effect.sentences.forEach((_, sentence) => {
          const { utteranceId } = effect;
          const last = sentence === effect.sentences.length - 1;
          this.#made.set(utteranceId, (this.#made.get(utteranceId) ?? 0) + SENTENCE_SAMPLES);
          const piece = { sentence, samples: SENTENCE_SAMPLES, sentenceEnd: true, last };
          this.loop.perceive({ type: 'synthesised', utteranceId, ...piece });
        });
      case 'play':
        this.#playing = { utteranceId: effect.utteranceId, samples: 0, paused: false };
        return;
      case 'pause':
        if (this.#playing) this.#playing.paused = effect.on;
        return;
      case 'stop':
        return this.#ended('stopped');
      default:
    }
  }
}
