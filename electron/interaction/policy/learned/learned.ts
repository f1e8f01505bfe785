import type { Decision } from '../../timeline/events.ts';
import { certain, defaultYield, giveAndTake, type YieldOptions } from '../give-and-take.ts';
import type { Policy, PolicyView } from '../policy.ts';
import { acts, userStates } from './layout.ts';

export interface LearnedOptions extends YieldOptions {
  /** Probability from which the floor counts as the person's no more, 0…1. @defaultValue 0.5 */
  readonly speakAt: number;
  /** Probability from which the person counts as wanting the floor that Beside has, 0…1. @defaultValue 0.5 */
  readonly yieldAt: number;
  /** Silence after which the floor counts as free while the network tells nothing. @defaultValue 1200 */
  readonly fallbackMs: number;
}

export const defaultLearned = {
  speakAt: 0.5,
  yieldAt: 0.5,
  // Without its network it cuts nobody off: it waits longer than the timeout that it stands in for.
  fallbackMs: 1200,
  ...defaultYield,
} as const satisfies LearnedOptions;

/** What the network told of older cells is no ground for anything. */
const STALE_MS = 600;
/** Shorter silences lie within words, and an answer is not begun before its draft is. */
const LEAST_SILENT_MS = 200;
/** Who is not answered by then is not going to be: what was said is let go, or it would be the start of what comes next. */
const LETS_GO_MS = 3200;

/** Goes by what its network makes of each cell; by the clock while that tells nothing. */
export function learned(wanted: LearnedOptions = defaultLearned): Policy<null> {
  const options = { ...wanted, ...rounded(wanted) };
  return {
    name: nameOf(options),
    initial: null,
    asksNetwork: true,
    step: (state, view) => ({ state, decision: decide(view, options) }),
  };
}

/** Thresholds have three decimals at most: the name of a policy holds all of them, and a replay is given the same. */
const percent = (probability: number): number => Number((probability * 100).toFixed(1));
const fromPercent = (text: string): number => Number((Number(text) / 100).toFixed(3));

function rounded({ speakAt, yieldAt }: LearnedOptions): Pick<LearnedOptions, 'speakAt' | 'yieldAt'> {
  return { speakAt: Number(speakAt.toFixed(3)), yieldAt: Number(yieldAt.toFixed(3)) };
}

/** Tells what it goes by: a log names its policy. */
function nameOf({ speakAt, yieldAt }: LearnedOptions): string {
  const name = `learned-${percent(speakAt)}`;
  return yieldAt === defaultLearned.yieldAt ? name : `${name}-${percent(yieldAt)}`;
}

/** The policy of that name; null: it is none of these. */
export function learnedNamed(name: string): Policy<null> | null {
  const [, speakAt, yieldAt] = /^learned-(\d{1,3}(?:\.\d)?)(?:-(\d{1,3}(?:\.\d)?))?$/.exec(name) ?? [];
  if (speakAt === undefined) return null;
  return learned({
    ...defaultLearned,
    speakAt: fromPercent(speakAt),
    ...(yieldAt === undefined ? {} : { yieldAt: fromPercent(yieldAt) }),
  });
}

type Told = NonNullable<PolicyView['learned']>;

function decide(view: PolicyView, options: LearnedOptions): Decision {
  const told = view.learned && view.learned.ageMs <= STALE_MS ? view.learned : null;
  if (!told) return giveAndTake(view, options, (seen) => timedOut(seen, options));
  const decision = giveAndTake(
    view,
    options,
    (seen) => finished(seen, told, options),
    (seen) => wantsFloor(seen, told, options),
  );
  return decision.reason === 'person-has-the-floor' || decision.reason === 'own-voice-goes-on'
    ? { ...decision, userState: likeliest(told), confidence: probabilityOf(told, decision.act) }
    : decision;
}

function timedOut({ silentMs }: PolicyView, { fallbackMs }: LearnedOptions): Decision | null {
  return silentMs >= fallbackMs ? certain('speak', 'finished', 'silence-timeout') : null;
}

function finished({ silentMs }: PolicyView, told: Told, { speakAt }: LearnedOptions): Decision | null {
  if (silentMs < LEAST_SILENT_MS) return null;
  const confidence = probabilityOf(told, 'speak');
  if (confidence >= speakAt) return { act: 'speak', userState: 'finished', confidence, reason: 'turn-ended' };
  if (silentMs < LETS_GO_MS) return null;
  return { act: 'silent', userState: likeliest(told), confidence: 1 - confidence, reason: 'not-for-beside' };
}

/** Words that are Beside's own are echo, whatever the network takes them for. */
function wantsFloor(view: PolicyView, told: Told, options: LearnedOptions): Decision | null {
  const confidence = probabilityOf(told, 'yield');
  if (view.ownWords || confidence < options.yieldAt) return null;
  return { act: 'yield', userState: 'speaking', confidence, reason: 'floor-wanted' };
}

function probabilityOf({ act }: Told, which: Decision['act']): number {
  return act[acts.findIndex((one) => one === which)] ?? 0;
}

function likeliest({ user }: Told): Decision['userState'] {
  return userStates[user.indexOf(Math.max(...user))] ?? 'silent';
}
