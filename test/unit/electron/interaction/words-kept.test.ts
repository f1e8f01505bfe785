import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Effect, Reply } from '../../../../electron/interaction/timeline/events.ts';
import { ANSWER, Driver } from './support/driver.ts';

/**
 * A person who says one word after the other, stops and goes on as they like; recognisers that hear every word and are as
 * late as they like; answers that begin and are cut short. Whatever happens, each word stands in a line of theirs, once.
 */

const WORD_MS = 320;
const WORD_SAMPLES = WORD_MS * 16;

interface Stretch {
  /** Enough to take the floor from Beside: fewer over its voice are a sign of listening. */
  readonly words: number;
  readonly pauseMs: number;
  readonly lagMs: number;
  readonly continues: boolean;
}

const stretches = fc.array(
  fc.record<Stretch>({
    words: fc.integer({ min: 4, max: 26 }),
    pauseMs: fc.integer({ min: 0, max: 2600 }),
    lagMs: fc.constantFrom(0, 64, 160, 480, 960),
    continues: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
);

class Talk {
  readonly driver = new Driver();
  readonly said: { readonly word: string; readonly middle: number }[] = [];
  #sample = 0;
  #read = 0;
  #due: { readonly atSample: number; readonly effect: Effect }[] = [];
  #cancelled = new Set<string>();

  go({ words, pauseMs, lagMs, continues }: Stretch): void {
    for (let i = 0; i < words; i++) {
      this.said.push({ word: `w${this.said.length}`, middle: this.#sample + WORD_SAMPLES / 2 });
      this.#pass(0.9, WORD_MS, lagMs, continues);
    }
    this.#pass(0.01, pauseMs, lagMs, continues);
  }

  end(): void {
    this.#pass(0.01, 6000, 0, false);
  }

  #pass(probability: number, ms: number, lagMs: number, continues: boolean): void {
    for (let passed = 0; passed < ms; passed += 32) {
      this.driver.hear(probability, 32);
      this.#sample += 512;
      for (const effect of this.driver.effects.slice(this.#read)) {
        if (effect.type === 'cancel') this.#cancelled.add(effect.id);
        this.#due.push({ atSample: this.#sample + lagMs * 16, effect });
      }
      this.#read = this.driver.effects.length;
      const now = this.#due.filter(({ atSample }) => atSample <= this.#sample);
      this.#due = this.#due.filter(({ atSample }) => atSample > this.#sample);
      for (const { effect } of now) this.#carryOut(effect, continues);
    }
  }

  #carryOut(effect: Effect, continues: boolean): void {
    const { driver } = this;
    if (effect.type === 'recognise') {
      const { requestId, fromSample, cutFromSample } = effect;
      // A cut is made between two words.
      const toSample =
        cutFromSample === null
          ? effect.toSample
          : Math.min(effect.toSample, this.#betweenWords(cutFromSample));
      const text = this.said
        .filter(({ middle }) => middle >= fromSample && middle < toSample)
        .map(({ word }) => word)
        .join(' ');
      driver.perceive({ type: 'recognised', requestId, text, costMs: 50, toSample });
    }
    if (effect.type === 'reply') {
      const mayContinue = effect.situation.unfinished !== null && continues;
      const reply: Reply = { ...ANSWER, ...(mayContinue ? { continues: true } : {}) };
      driver.perceive({ type: 'reply', requestId: effect.requestId, reply });
    }
    if (effect.type === 'synthesise' && !this.#cancelled.has(effect.utteranceId))
      for (const sentence of effect.sentences.keys())
        driver.perceive({
          type: 'synthesised',
          utteranceId: effect.utteranceId,
          sentence,
          samples: 96_000,
          sentenceEnd: true,
          last: sentence === effect.sentences.length - 1,
        });
    if (effect.type === 'stop')
      driver.perceive({
        type: 'playback-ended',
        utteranceId: effect.utteranceId,
        samples: 48_000,
        cause: 'stopped',
      });
  }

  #betweenWords(sample: number): number {
    const next = this.said.find(({ middle }) => middle >= sample);
    return next ? next.middle - WORD_SAMPLES / 2 : sample;
  }
}

test('no word of the person is lost and none is said twice, however they stop and go on', () => {
  fc.assert(
    fc.property(stretches, (all) => {
      const talk = new Talk();
      for (const one of all) talk.go(one);
      talk.end();
      const lines = talk.driver.state.lines.filter(({ who }) => who === 'user').map(({ text }) => text);
      expect(lines.join(' ')).toBe(talk.said.map(({ word }) => word).join(' '));
    }),
    { numRuns: 150 },
  );
});
