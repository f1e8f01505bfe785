import { beforeEach } from 'vitest';
import { silenceTimeout } from '../../../../../electron/interaction/policy/silence-timeout.ts';
import { wordsSoFar } from '../../../../../electron/interaction/perception/heard-words.ts';
import type { EngineState } from '../../../../../electron/interaction/state.ts';
import type { Effect } from '../../../../../electron/interaction/timeline/events.ts';
import { ANSWER, Driver } from './driver.ts';

type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>;

/** A fresh driver before each test, and what a test does to it and asks of it in few words. */
export function stageOf(abilities: Partial<EngineState<null>['abilities']> = {}) {
  let driver = new Driver(silenceTimeout(), abilities);
  beforeEach(() => {
    driver = new Driver(silenceTimeout(), abilities);
  });
  const newest = <T extends Effect['type']>(
    type: T,
    fits: (effect: EffectOf<T>) => boolean = () => true,
  ): EffectOf<T> => {
    const found = driver.effects.findLast(
      (effect): effect is EffectOf<T> => effect.type === type && fits(effect as EffectOf<T>),
    );
    if (!found) throw new Error(`no ${type} so far`);
    return found;
  };
  const answer = ({ requestId, toSample }: EffectOf<'recognise'>, text: string, costMs = 200): void =>
    driver.perceive({ type: 'recognised', requestId, text, costMs, toSample });
  const replied = (): void =>
    driver.perceive({ type: 'reply', requestId: newest('reply').requestId, reply: ANSWER });
  const synthesised = (sentence: 0 | 1): void =>
    driver.perceive({
      type: 'synthesised',
      utteranceId: newest('synthesise').utteranceId,
      sentence,
      samples: 48_000,
      sentenceEnd: true,
      last: sentence === 1,
    });
  const fast = (): EffectOf<'recognise'> => newest('recognise', ({ lane }) => lane === 'hear-fast');
  return {
    get driver() {
      return driver;
    },
    fast,
    final: (): EffectOf<'recognise'> => newest('recognise', ({ lane }) => lane === 'hear-final'),
    /** The person goes on speaking, and each hearing gives the next text. */
    hears: (...texts: readonly string[]): void => {
      for (const text of texts) {
        driver.hear(0.9, 480);
        answer(fast(), text, 100);
      }
    },
    /** What stands | what may still change. */
    soFar: (): string => {
      const { words } = driver.state;
      if (!words) return '';
      const { stable, open } = wordsSoFar(words);
      return [...stable, '|', ...open].join(' ');
    },
    names: (): string[] => driver.effects.map(({ type }) => type),
    newest,
    lines: (): string[] => driver.state.lines.map(({ who, text, state }) => `${who}: ${text} (${state})`),
    answer,
    recognised: (text: string): void => answer(newest('recognise'), text),
    replied,
    synthesised,
    voice: (ms: number): void => driver.hear(0.9, ms),
    quiet: (ms: number): void => driver.hear(0.01, ms),
    /** The person has asked, and Beside says its first sentence. */
    speaking: (): void => {
      driver.perceive({ type: 'typed', text: 'Hello' });
      replied();
      synthesised(0);
      driver.cell();
    },
  };
}
