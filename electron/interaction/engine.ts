import { hearAgain, tendWords } from './perception/hear-words.ts';
import { perceive } from './perception/perceive.ts';
import { isUtterance } from './perception/voice-runs.ts';
import { tendCues } from './cues/deliver.ts';
import type { Policy } from './policy/policy.ts';
import { viewOf } from './policy/view.ts';
import { initialState, type EngineState, type Step } from './state.ts';
import { rule } from './rule.ts';
import type { Ruling } from './timeline/cell.ts';
import type { Effect, Perception } from './timeline/events.ts';
import { tendAhead } from './voice/ahead.ts';
import { carryOut } from './voice/act.ts';
import { tendDraft } from './voice/draft.ts';
import { tendDuck } from './voice/duck.ts';
import { keepWords } from './voice/kept-words.ts';
import { giveUpWaiting } from './voice/patience.ts';

export interface Engine<P> {
  readonly initial: EngineState<P>;
  /** Takes in one perception as it comes and prepares what follows from it. Decides nothing. */
  perceive(state: EngineState<P>, what: Perception): Step<P>;
  /**
   * Once a micro-turn: a decision on the state as it stands, carried out. `nowMs` is monotonic; `wallMs`: ms since 1970;
   * `zoneMs`: how far the person's clock is ahead of UTC then.
   */
  decide(
    state: EngineState<P>,
    nowMs: number,
    wallMs: number,
    zoneMs: number,
  ): Step<P> & { readonly ruling: Ruling };
}

/** The engine around one policy. A function of its arguments alone: the same events give the same acts. */
export function createEngine<P>(policy: Policy<P>): Engine<P> {
  const asksSoon = policy.asksEndOfTurn === true || policy.asksNetwork === true;
  const tend = (first: Step<P>): Step<P> =>
    inTurn(first, (state) => tendWords(state, asksSoon), tendDraft, tendAhead, tendDuck);
  return {
    initial: initialState(policy.initial),
    perceive(before, what) {
      const taken = tend(perceive(before, what));
      return keepStanding(before, keepWords(before, taken, what));
    },
    decide(before, nowMs, wallMs, zoneMs) {
      const waited = inTurn(giveUpWaiting(hearAgain(before)), (state) => tendCues(state, wallMs, zoneMs));
      const view = viewOf(waited.state);
      const chosen = policy.step(waited.state.policy, view, nowMs);
      const ruling = rule(waited.state, view, chosen.decision);
      const { decision } = ruling;
      const acted = carryOut(
        { ...waited.state, policy: chosen.state, decision, cell: before.cell + 1 },
        ruling,
      );
      const effects = [...waited.effects, ...acted.effects];
      const done = tend({ state: acted.state, effects });
      return { ...keepStanding(before, keepWords(waited.state, done, null)), ruling };
    },
  };
}

/** One step after the other, each on the state that the one before left. */
function inTurn<P>(first: Step<P>, ...tenders: readonly ((state: EngineState<P>) => Step<P>)[]): Step<P> {
  return tenders.reduce((step, tend) => {
    const next = tend(step.state);
    return { state: next.state, effects: [...step.effects, ...next.effects] };
  }, first);
}

/** Standing instructions that have changed are kept, and so is the wish for quiet. */
function keepStanding<P>(before: EngineState<P>, { state, effects }: Step<P>): Step<P> {
  const { book, hush } = state;
  const changed: Effect[] = [];
  if (book.cues !== before.book.cues) changed.push({ type: 'keep-cues', cues: book.cues });
  if (hush !== before.hush) changed.push({ type: 'keep-hush', hush });
  return changed.length === 0 ? { state, effects } : { state, effects: [...effects, ...changed] };
}

/** Who has the floor, in a person's words. */
export function floorOf<P>(
  state: EngineState<P>,
): 'idle' | 'listening' | 'hearing' | 'thinking' | 'holding' | 'speaking' {
  if (state.own?.state === 'playing') return state.own.pausedSample === null ? 'speaking' : 'holding';
  if (state.cue && state.cue.dueMs <= state.wallMs) return 'holding';
  if (state.typed.length > 0 || (state.decision.act === 'speak' && state.draft !== null)) return 'thinking';
  if (state.voice.run && isUtterance(state.voice.run)) return 'hearing';
  return state.microphone.open ? 'listening' : 'idle';
}
