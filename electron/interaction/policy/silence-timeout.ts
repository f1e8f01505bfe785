import { certain, defaultYield, giveAndTake, type YieldOptions } from './give-and-take.ts';
import type { Policy } from './policy.ts';

export interface SilenceTimeoutOptions extends YieldOptions {
  /** Silence after which the floor counts as free. @defaultValue 500 */
  readonly timeoutMs: number;
}

export const defaultSilenceTimeout = {
  timeoutMs: 500,
  ...defaultYield,
} as const satisfies SilenceTimeoutOptions;

/** The baseline: speak when the person has been silent for long enough, yield when they keep talking. */
export function silenceTimeout(options: SilenceTimeoutOptions = defaultSilenceTimeout): Policy<null> {
  return {
    name: `silence-timeout-${options.timeoutMs}`,
    initial: null,
    step: (state, view) => ({
      state,
      decision: giveAndTake(view, options, ({ silentMs }) =>
        silentMs >= options.timeoutMs ? certain('speak', 'finished', 'silence-timeout') : null,
      ),
    }),
  };
}
