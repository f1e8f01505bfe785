import { beforeEach, expect, test } from 'vitest';
import { endOfTurn } from '../../../../../electron/interaction/policy/end-of-turn.ts';
import type { Policy, PolicyView } from '../../../../../electron/interaction/policy/policy.ts';
import { silenceTimeout } from '../../../../../electron/interaction/policy/silence-timeout.ts';
import { rulingOf } from '../../../../../electron/interaction/timeline/cell.ts';
import type { Effect } from '../../../../../electron/interaction/timeline/events.ts';
import { Driver } from '../support/driver.ts';
import { throughLoop } from '../support/through-loop.ts';

type Recognise = Extract<Effect, { type: 'recognise' }>;

/** A policy that listens, and what it was shown last. */
function watched(inner: Policy<null>): { readonly policy: Policy<null>; readonly view: () => PolicyView } {
  let seen: PolicyView | null = null;
  const policy: Policy<null> = {
    ...inner,
    step: (state, view, nowMs) => {
      seen = view;
      return inner.step(state, view, nowMs);
    },
  };
  return {
    policy,
    view: () => {
      if (!seen) throw new Error('no cell was run');
      return seen;
    },
  };
}

let driver: Driver;
let view: () => PolicyView;
function under(policy: Policy<null>): void {
  const watch = watched(policy);
  driver = new Driver(watch.policy);
  view = watch.view;
}
beforeEach(() => under(endOfTurn()));

const asked = (): Recognise[] =>
  driver.effects.filter((one): one is Recognise => one.type === 'recognise' && one.lane === 'hear-fast');
function newest(): Recognise {
  const found = asked().at(-1);
  if (!found) throw new Error('nothing was asked');
  return found;
}
function answer({ requestId, toSample }: Recognise, probability?: number): void {
  const told = probability === undefined ? {} : { endOfTurn: probability };
  driver.perceive({ type: 'recognised', requestId, text: 'what', costMs: 50, toSample, ...told });
}

test('while nobody has told, the view has no such field', () => {
  driver.hear(0.9, 960);
  answer(newest());
  driver.hear(0.01, 400);
  expect('endOfTurn' in view()).toBe(false);
});

test('what was told of the ending is in the view for as long as nothing more is said', () => {
  driver.hear(0.9, 960);
  driver.hear(0.01, 192);
  answer(newest(), 0.3);
  driver.cell();
  expect(view().endOfTurn).toBe(0.3);
  driver.hear(0.01, 800);
  expect(view().endOfTurn).toBe(0.3);
});

test('what was told before the person went on is gone, and what is told of the rest takes its place', () => {
  driver.hear(0.9, 960);
  driver.hear(0.01, 192);
  answer(newest(), 0.3);
  driver.hear(0.9, 480);
  driver.cell();
  expect('endOfTurn' in view()).toBe(false);
  driver.hear(0.01, 192);
  answer(newest(), 0.4);
  driver.cell();
  expect(view().endOfTurn).toBe(0.4);
});

test.each([
  [128, true],
  [192, false],
])('a hearing that ends %i ms before the last voiced sample: counts, %s', (behindMs, counts) => {
  driver.hear(0.9, 416);
  const partial = newest();
  // It ends at 400 ms of the stream.
  driver.hear(0.9, partial.toSample / 16 + behindMs - 416);
  answer(partial, 0.5);
  driver.cell();
  expect('endOfTurn' in view()).toBe(counts);
});

test('of two answers that of the longer window stands, whichever comes last', () => {
  driver.hear(0.9, 416);
  const partial = newest();
  driver.hear(0.01, 192);
  answer(newest(), 0.4);
  answer(partial, 0.9);
  driver.cell();
  expect(view().endOfTurn).toBe(0.4);
});

test('an utterance that is over takes it along', () => {
  driver.hear(0.9, 960);
  driver.hear(0.01, 192);
  answer(newest(), 0.1);
  driver.cell();
  driver.perceive({ type: 'microphone', open: false, echoCancelled: true, atSample: 40_000 });
  driver.cell();
  expect('endOfTurn' in view()).toBe(false);
});

test('an ending is heard two steps of voice activity sooner where it is asked for, and no sooner elsewhere', () => {
  const endingAfterMs = (policy: Policy<null>): number => {
    under(policy);
    driver.hear(0.9, 960);
    for (let ms = 32; ; ms += 32) {
      driver.hear(0.01, 32);
      if (!newest().voiceActive) return ms;
    }
  };
  expect(endingAfterMs(endOfTurn())).toBe(160);
  expect(endingAfterMs(silenceTimeout())).toBe(224);
});

test('the log shows when it was there and when it was there no more', () => {
  const logged = throughLoop(endOfTurn());
  driver = new Driver(endOfTurn(), {}, logged.engine);
  driver.hear(0.9, 960);
  driver.hear(0.01, 192);
  answer(newest(), 0.3);
  driver.cell();
  driver.perceive({ type: 'microphone', open: false, echoCancelled: true, atSample: 40_000 });
  driver.cell();
  const [told, gone] = logged.cells.slice(-2).map((cell) => rulingOf(cell).view);
  expect(told?.endOfTurn).toBe(0.3);
  expect(gone && 'endOfTurn' in gone).toBe(false);
});
