import fc from 'fast-check';
import { createEngine, type Engine } from '../../../../../electron/interaction/engine.ts';
import type { Policy } from '../../../../../electron/interaction/policy/policy.ts';
import { silenceTimeout } from '../../../../../electron/interaction/policy/silence-timeout.ts';
import type { EngineState } from '../../../../../electron/interaction/state.ts';
import type { Effect, Perception, Reply } from '../../../../../electron/interaction/timeline/events.ts';

type Abilities = EngineState<null>['abilities'];

/** Something that happens around the engine. Numbers pick among what is possible then. */
export type Move =
  | { readonly do: 'cells'; readonly count: number }
  | { readonly do: 'voice' | 'silence'; readonly windows: number }
  | { readonly do: 'type' | 'stop' }
  | { readonly do: 'gate'; readonly open: boolean; readonly echoCancelled: boolean }
  | ({ readonly do: 'abilities' } & Abilities)
  /** The outside does its work on a request, whether that is still wanted or not. */
  | { readonly do: 'finish' | 'fail'; readonly pick: number }
  | { readonly do: 'play'; readonly pick: number; readonly share: number }
  /** What a network makes of this cell, or of one before it. */
  | { readonly do: 'output'; readonly pick: number }
  | { readonly do: 'end'; readonly pick: number; readonly cause: 'finished' | 'stopped' | 'lost' };

const pick = fc.nat(40);
const mostly = fc.constantFrom(true, true, true, false);
export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('cells' as const), count: fc.integer({ min: 1, max: 4 }) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constantFrom('voice' as const, 'silence' as const),
        windows: fc.integer({ min: 1, max: 40 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('type' as const, 'stop' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('gate' as const), open: mostly, echoCancelled: fc.boolean() }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('abilities' as const),
        hearFast: mostly,
        hearFinal: mostly,
        speak: mostly,
      }),
    },
    { weight: 14, arbitrary: fc.record({ do: fc.constant('finish' as const), pick }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const), pick }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('output' as const), pick }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('play' as const),
        pick,
        share: fc.double({ min: 0, max: 1.2, noNaN: true }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('end' as const),
        pick,
        cause: fc.constantFrom('finished' as const, 'stopped' as const, 'lost' as const),
      }),
    },
  ),
  { minLength: 60, maxLength: 160, size: 'max' },
);

export const ANSWER: Reply = {
  sentences: [
    { shown: 'It is 12:05.', spoken: 'It is five past twelve.' },
    { shown: 'Anything else?', spoken: 'Anything else?' },
  ],
  reason: 'greeting',
};
/** One sound, heard differently from time to time. */
const HEARD = [
  'What time is it?',
  'What time',
  'What time is',
  ' ',
  'what dime is it',
  'What time is it now',
];
const SENTENCE_SAMPLES = 48_000;
/** Somewhere in 2027. */
const WALL_START_MS = 1_800_000_000_000;

const ACTS = ['silent', 'speak', 'speak', 'yield', 'hold', 'backchannel'] as const;

/** A policy gone wrong: it does anything at any time. The engine around it has to stay sane. */
export const erratic: Policy<null> = {
  name: 'erratic',
  initial: null,
  step: (state, _view, nowMs) => {
    const act = ACTS[(Math.imul(nowMs, 2_654_435_761) >>> 13) % ACTS.length] ?? 'silent';
    return { state, decision: { act, userState: 'silent', confidence: 0, reason: 'not-started' } };
  },
};

/** What the driver has seen: events of both directions in the order they happened. */
export type Seen =
  | { readonly in: Perception }
  | { readonly out: Effect }
  | { readonly state: EngineState<null> };

/** Effects that the outside answers. */
type Asked = Extract<Effect, { type: 'recognise' | 'reply' | 'synthesise' | 'play' }>;
const isAsked = (effect: Effect): effect is Asked =>
  ['recognise', 'reply', 'synthesise', 'play'].includes(effect.type);

/** Drives an engine as the shell does, with outcomes in any order and at any time. */
export class Driver {
  /** Typed lines that the stop button called off before they had an answer. */
  calledOff = 0;
  readonly seen: Seen[] = [];
  state: EngineState<null>;
  typed = 0;
  /** How far the person's clock is ahead of UTC, ms. */
  zoneMs = 0;
  readonly #engine: Engine<null>;
  #nowMs = 0;
  #sample = 0;
  readonly #asked: Asked[] = [];
  readonly #made = new Map<string, number>();

  constructor(
    policy: Policy<null> = silenceTimeout(),
    abilities: Partial<Abilities> = {},
    engine: Engine<null> = createEngine(policy),
  ) {
    this.#engine = engine;
    this.state = this.#engine.initial;
    this.perceive({ type: 'microphone', open: true, echoCancelled: true, atSample: 0 });
    this.perceive({ type: 'abilities', hearFast: true, hearFinal: true, speak: true, ...abilities });
  }

  get effects(): readonly Effect[] {
    return this.seen.flatMap((one) => ('out' in one ? [one.out] : []));
  }

  play(all: readonly Move[]): this {
    for (const move of all) this.#make(move);
    return this;
  }

  perceive(what: Perception): void {
    this.seen.push({ in: what });
    this.#take(this.#engine.perceive(this.state, what));
  }

  cell(): void {
    this.#nowMs += 200;
    this.#take(this.#engine.decide(this.state, this.#nowMs, WALL_START_MS + this.#nowMs, this.zoneMs));
  }

  /** `ms` of voice or of silence, a cell every 200 ms. */
  hear(probability: number, ms: number, levelDbfs?: number): void {
    for (const endMs = this.#sample / 16 + ms; this.#sample / 16 < endMs;) {
      this.#window(probability, levelDbfs);
      if (Math.floor(this.#sample / 3200) > Math.floor((this.#sample - 512) / 3200)) this.cell();
    }
  }

  #make(move: Move): void {
    switch (move.do) {
      case 'cells':
        for (let i = 0; i < move.count; i++) this.cell();
        return;
      case 'voice':
      case 'silence':
        for (let i = 0; i < move.windows; i++) this.#window(move.do === 'voice' ? 0.9 : 0.01);
        return;
      case 'type':
        return this.perceive({ type: 'typed', text: `line ${this.typed++}` });
      case 'stop':
        if (!this.state.own) this.calledOff += this.state.typed.length;
        return this.perceive({ type: 'stop-pressed' });
      case 'gate':
        return this.perceive({
          type: 'microphone',
          open: move.open,
          echoCancelled: move.echoCancelled,
          atSample: this.#sample,
        });
      case 'abilities':
        return this.perceive({
          type: 'abilities',
          hearFast: move.hearFast,
          hearFinal: move.hearFinal,
          speak: move.speak,
        });
      case 'output': {
        const one = (count: number): readonly number[] =>
          Array.from({ length: count }, (_, i) => (i === move.pick % count ? 1 : 0));
        const cell = Math.max(0, this.state.cell - (move.pick % 6));
        return this.perceive({ type: 'policy-output', cell, act: one(5), user: one(7), voice: one(8) });
      }
      default:
        return this.#outcome(move);
    }
  }

  #outcome(move: Extract<Move, { pick: number }>): void {
    const wanted = move.do === 'play' || move.do === 'end';
    const possible = this.#asked.filter(({ type }) => (type === 'play') === wanted);
    // The newest first: old requests are answered too, only less often.
    const effect = possible.at(move.pick < 25 ? -1 : -1 - (move.pick % Math.max(1, possible.length)));
    if (!effect) return;
    switch (effect.type) {
      case 'recognise': {
        const { requestId } = effect;
        if (move.do === 'fail') return this.perceive({ type: 'recognition-failed', requestId });
        return this.perceive({
          type: 'recognised',
          requestId,
          text: HEARD[move.pick % HEARD.length] ?? '',
          costMs: 10 * move.pick,
          toSample: effect.cutFromSample ?? effect.toSample,
          // As with a head that was loaded on the way.
          ...(effect.lane === 'hear-fast' && move.pick % 3 === 0 ? { endOfTurn: move.pick / 40 } : {}),
        });
      }
      case 'reply':
        return this.perceive({ type: 'reply', requestId: effect.requestId, reply: ANSWER });
      case 'synthesise':
        return this.#synthesise(effect, move.do === 'fail');
      case 'play':
        return this.#report(effect.utteranceId, move);
    }
  }

  #synthesise({ utteranceId, sentences }: Extract<Effect, { type: 'synthesise' }>, fails: boolean): void {
    const sentence = this.#made.get(utteranceId) ?? 0;
    if (sentence >= sentences.length) return;
    if (fails) return this.perceive({ type: 'synthesis-failed', utteranceId });
    this.#made.set(utteranceId, sentence + 1);
    const last = sentence === sentences.length - 1;
    this.perceive({
      type: 'synthesised',
      utteranceId,
      sentence,
      samples: SENTENCE_SAMPLES,
      sentenceEnd: true,
      last,
    });
  }

  #report(utteranceId: string, move: Move): void {
    const made = (this.#made.get(utteranceId) ?? 0) * SENTENCE_SAMPLES;
    if (move.do === 'play')
      this.perceive({ type: 'audible', utteranceId, samples: Math.min(made, Math.round(made * move.share)) });
    if (move.do !== 'end') return;
    const samples = move.cause === 'finished' ? made : Math.round(made / 3);
    this.perceive({ type: 'playback-ended', utteranceId, samples, cause: move.cause });
  }

  #window(probability: number, levelDbfs: number = probability >= 0.5 ? -20 : -70): void {
    this.#sample += 512;
    this.perceive({ type: 'voice-activity', endSample: this.#sample, probability, levelDbfs });
  }

  #take(step: { readonly state: EngineState<null>; readonly effects: readonly Effect[] }): void {
    this.state = step.state;
    for (const effect of step.effects) {
      this.seen.push({ out: effect });
      if (isAsked(effect)) this.#asked.push(effect);
    }
    this.seen.push({ state: step.state });
  }
}
