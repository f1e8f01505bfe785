import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfTurn } from '../../../../electron/interaction/policy/end-of-turn.ts';
import { learned } from '../../../../electron/interaction/policy/learned/learned.ts';
import { silenceTimeout } from '../../../../electron/interaction/policy/silence-timeout.ts';
import type { Effect } from '../../../../electron/interaction/timeline/events.ts';
import { Driver, erratic, moves, type Seen } from './support/driver.ts';

/** Whatever happens in whatever order, under a sane policy or a mad one, these hold. */
const always = (name: string, holds: (driver: Driver) => void): void =>
  test.each([
    ['the silence timeout', silenceTimeout()],
    ['the end of a turn', endOfTurn()],
    ['the learned policy', learned()],
    ['an erratic policy', erratic],
  ])(`${name}, under %s`, (_policy, policy) => {
    fc.assert(
      fc.property(moves, (all) => holds(new Driver(policy).play(all))),
      { numRuns: 200 },
    );
  });

/** Null of an effect that is about nothing by name. */
function idOf(effect: Effect): string | null {
  if (effect.type === 'cancel') return effect.id;
  if ('requestId' in effect) return effect.requestId;
  return 'utteranceId' in effect ? effect.utteranceId : null;
}

const played = (seen: readonly Seen[]): string[] =>
  seen.flatMap((one) => ('out' in one && one.out.type === 'play' ? [one.out.utteranceId] : []));

always('at most one utterance plays at a time, and none is played twice', ({ seen }) => {
  let playing: string | null = null;
  let lastWord = 0;
  let heard = 0;
  let cell = 0;
  for (const one of seen) {
    if ('state' in one) ({ cell } = one.state);
    if (
      'in' in one &&
      one.in.type === 'audible' &&
      one.in.utteranceId === playing &&
      one.in.samples > heard
    ) {
      heard = one.in.samples;
      lastWord = cell;
    }
    if ('in' in one && one.in.type === 'playback-ended' && one.in.utteranceId === playing) playing = null;
    if (!('out' in one)) continue;
    // A player from which nothing more has been heard for 5 s is told to stop and given up.
    if (one.out.type === 'stop' && cell - lastWord >= 24) playing = null;
    if (one.out.type !== 'play') continue;
    expect(playing).toBeNull();
    playing = one.out.utteranceId;
    lastWord = cell;
    heard = 0;
  }
  expect(new Set(played(seen)).size).toBe(played(seen).length);
});

always('what is played has its first sentence ready', ({ seen }) => {
  const ready = new Set<string>();
  for (const one of seen) {
    if ('in' in one && one.in.type === 'synthesised' && one.in.sentence === 0) ready.add(one.in.utteranceId);
    if ('out' in one && one.out.type === 'play') expect(ready).toContain(one.out.utteranceId);
  }
});

always('what was heard of a line only grows, and is never more than the line', ({ seen }) => {
  const heard = new Map<string, number>();
  for (const one of seen) {
    if (!('state' in one)) continue;
    for (const { id, text, heardChars } of one.state.lines) {
      if (heardChars === null) continue;
      expect(heardChars).toBeGreaterThanOrEqual(heard.get(id) ?? 0);
      expect(heardChars).toBeLessThanOrEqual(text.length);
      heard.set(id, heardChars);
    }
  }
});

always(
  'a typed line gets exactly one answer, still waits for it in order, or was called off',
  ({ state, typed, calledOff }) => {
    const ofTyped = state.lines.filter(({ via }) => via === 'typed');
    const said = ofTyped.filter(({ who }) => who === 'user');
    const answers = ofTyped.filter(({ who }) => who === 'beside');
    expect(said.map(({ text }) => text)).toEqual(Array.from({ length: typed }, (_, i) => `line ${i}`));
    expect(answers.length + calledOff + state.typed.length).toBe(typed);
    expect(state.typed.map(({ text }) => text)).toEqual(
      said.slice(said.length - state.typed.length).map(({ text }) => text),
    );
  },
);

always('an id names one thing only', ({ seen, state }) => {
  const begun = seen.flatMap((one) =>
    'out' in one && ['recognise', 'reply', 'synthesise'].includes(one.out.type) ? [idOf(one.out)] : [],
  );
  const all = [...begun, ...state.lines.map(({ id }) => id)];
  expect(new Set(all).size).toBe(all.length);
});

always('what was cancelled is never used again', ({ effects }) => {
  const gone = new Set<string>();
  for (const effect of effects) {
    // Only the cancellation of sentences still being made comes together with a stop of what plays.
    if (effect.type !== 'stop') expect(gone).not.toContain(idOf(effect));
    if (effect.type === 'cancel') gone.add(effect.id);
  }
});

always('a stop is only for what plays, and is asked for once', ({ seen }) => {
  const stopped = new Set<string>();
  const begun = new Set<string>();
  for (const one of seen) {
    if (!('out' in one)) continue;
    if (one.out.type === 'play') begun.add(one.out.utteranceId);
    if (one.out.type !== 'stop') continue;
    expect(begun).toContain(one.out.utteranceId);
    // A stop that the player never confirms is followed by one at once.
    if (one.out.fadeMs > 0) expect(stopped).not.toContain(one.out.utteranceId);
    stopped.add(one.out.utteranceId);
  }
});

always('no sound from before the gate opened is asked for', ({ seen }) => {
  let opened = 0;
  let open = false;
  for (const one of seen) {
    if ('in' in one && one.in.type === 'microphone') {
      // Another device behind an open gate opens nothing.
      if (!open || !one.in.open) opened = one.in.atSample;
      open = one.in.open;
    }
    if ('out' in one && one.out.type === 'recognise') {
      expect(one.out.fromSample).toBeGreaterThanOrEqual(opened);
      expect(one.out.toSample).toBeGreaterThan(one.out.fromSample);
    }
  }
});

always(
  'a line that was answered aloud is never left as being spoken once its playback has ended',
  ({ seen, state }) => {
    if (state.own) return;
    expect(state.lines.filter((line) => line.state === 'waiting' || line.state === 'speaking')).toEqual([]);
    expect(played(seen).length).toBe(
      state.lines.filter(({ who, state: how }) => who === 'beside' && how !== 'shown').length,
    );
  },
);

test('the same events give the same effects and states, byte for byte', () => {
  fc.assert(
    fc.property(moves, (all) => {
      expect(JSON.stringify(new Driver().play(all).seen)).toBe(JSON.stringify(new Driver().play(all).seen));
    }),
    { numRuns: 60 },
  );
});

test('cells are numbered one by one', () => {
  fc.assert(
    fc.property(moves, (all) => {
      const cells = all.reduce((sum, move) => sum + (move.do === 'cells' ? move.count : 0), 0);
      expect(new Driver().play(all).state.cell).toBe(cells);
    }),
    { numRuns: 60 },
  );
});

test('the engine never changes a state that it was given', () => {
  fc.assert(
    fc.property(moves, (all) => {
      const driver = new Driver();
      const before = structuredClone(driver.state);
      const state = driver.state;
      driver.play(all);
      expect(state).toEqual(before);
    }),
    { numRuns: 30 },
  );
});
