import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nothingSaid } from '../../../../../electron/interaction/cues/situation.ts';
import type { Decision, Effect, Perception } from '../../../../../electron/interaction/timeline/events.ts';
import {
  EXCHANGES_KEPT,
  noExchanges,
  timeExchanges,
  type ExchangeTimingsState,
  type LoopEvent,
} from '../../../../../electron/interaction/timeline/exchange-timings.ts';
import { timingsSchema } from '../../../../../shared/timings.ts';
import { Driver, erratic, moves, type Seen } from '../support/driver.ts';

const perceived = (what: Perception): LoopEvent => ({ type: 'perceived', what });
const effect = (one: Effect): LoopEvent => ({ type: 'effect', effect: one });
const decided = (act: Decision['act']): LoopEvent => ({
  type: 'decided',
  decision: { act, userState: 'silent', confidence: 1, reason: 'silence-timeout' },
});
const voice = (endSample: number, probability: number): LoopEvent =>
  perceived({ type: 'voice-activity', endSample, probability, levelDbfs: -30 });
const recognise = (requestId: string): LoopEvent =>
  effect({
    type: 'recognise',
    requestId,
    lane: 'hear-final',
    voiceActive: false,
    fromSample: 0,
    toSample: 16_000,
    cutFromSample: null,
  });
const recognised = (requestId: string): LoopEvent =>
  perceived({ type: 'recognised', requestId, text: 'What time is it?', costMs: 90, toSample: 16_000 });
const reply = { sentences: [{ shown: 'Now.', spoken: 'Now.' }], reason: 'clock' } as const;

/** Each event with its time. */
function watch(events: readonly (readonly [number, LoopEvent])[], from = noExchanges): ExchangeTimingsState {
  return events.reduce((state, [atMs, event]) => timeExchanges(state, event, atMs), from);
}

const situation = nothingSaid(0);

/** Voice until sample 16 000, its verdict 50 ms later; then silence. */
const question = [
  [1050, voice(16_000, 0.9)],
  [1082, voice(16_512, 0.1)],
  [1210, voice(18_560, 0.1)],
] as const;
const answer = (id: number, fromMs: number) =>
  [
    [fromMs, effect({ type: 'reply', requestId: `reply-${id}`, text: '?', via: 'voice', situation })],
    [fromMs + 1, perceived({ type: 'reply', requestId: `reply-${id}`, reply })],
    [fromMs + 1, effect({ type: 'synthesise', utteranceId: `say-${id}`, sentences: ['Now.'], pace: null })],
    [
      fromMs + 40,
      perceived({
        type: 'synthesised',
        utteranceId: `say-${id}`,
        sentence: 0,
        samples: 9600,
        sentenceEnd: true,
        last: true,
      }),
    ],
  ] as const;

test('a spoken question gives one record with the time of every step', () => {
  const { exchanges } = watch([
    ...question,
    [1215, recognise('hear-1')],
    [1400, recognised('hear-1')],
    ...answer(1, 1400),
    [1600, decided('speak')],
    [1601, effect({ type: 'play', utteranceId: 'say-1' })],
    [1650, perceived({ type: 'audible', utteranceId: 'say-1', samples: 480 })],
    [1670, perceived({ type: 'audible', utteranceId: 'say-1', samples: 1440 })],
    [1850, perceived({ type: 'playback-ended', utteranceId: 'say-1', samples: 9600, cause: 'finished' })],
  ]);
  expect(exchanges).toEqual([
    {
      utteranceId: 'say-1',
      via: 'voice',
      lastVoicedAtMs: 1050,
      candidateAtMs: 1215,
      recognisedAtMs: 1400,
      askedAtMs: 1400,
      repliedAtMs: 1401,
      synthesisedAtMs: 1440,
      floorAtMs: 1600,
      decidedAtMs: 1600,
      playAtMs: 1601,
      firstAudibleAtMs: 1640,
      stopAtMs: null,
      endedAtMs: 1850,
      endCause: 'finished',
      ducks: [],
      fillers: 0,
    },
  ]);
});

test('the quickest report ties sample positions to the clock: a verdict that came late moves nothing', () => {
  const { exchanges } = watch([
    [510, voice(8000, 0.9)],
    [1300, voice(16_000, 0.9)],
    ...answer(1, 1400),
    [1600, decided('speak')],
    [1600, effect({ type: 'play', utteranceId: 'say-1' })],
  ]);
  expect(exchanges[0]?.lastVoicedAtMs).toBe(1010);
});

test('of several recognitions the last one before the reply counts, and the search of the ending, not one in mid-speech', () => {
  const { exchanges } = watch([
    [550, voice(8000, 0.9)],
    [560, recognise('hear-1')],
    [700, recognised('hear-1')],
    ...question,
    [1215, recognise('hear-2')],
    [1220, recognise('hear-3')],
    [1300, recognised('hear-2')],
    ...answer(1, 1300),
    [1500, recognised('hear-3')],
    ...answer(2, 1500),
    [1600, decided('speak')],
    [1800, decided('speak')],
    [1800, effect({ type: 'play', utteranceId: 'say-2' })],
  ]);
  expect(exchanges).toHaveLength(1);
  expect(exchanges[0]).toMatchObject({
    utteranceId: 'say-2',
    candidateAtMs: 1215,
    recognisedAtMs: 1500,
    floorAtMs: 1600,
    decidedAtMs: 1800,
  });
});

test('a typed line has no voice, no search for words and no recognition', () => {
  const { exchanges } = watch([
    ...question,
    [2000, effect({ type: 'reply', requestId: 'reply-9', text: '?', via: 'typed', situation })],
    [2001, perceived({ type: 'reply', requestId: 'reply-9', reply })],
    [2001, effect({ type: 'synthesise', utteranceId: 'say-9', sentences: ['Now.'], pace: null })],
    [2200, decided('speak')],
    [2200, effect({ type: 'play', utteranceId: 'say-9' })],
  ]);
  expect(exchanges[0]).toMatchObject({
    via: 'typed',
    lastVoicedAtMs: null,
    candidateAtMs: null,
    recognisedAtMs: null,
    askedAtMs: 2000,
  });
});

test('a voice that gave way and came back is counted as ducked for nothing, one that was stopped is not', () => {
  const duck = (on: boolean): LoopEvent => effect({ type: 'duck', utteranceId: 'say-1', on });
  const { exchanges, ducks } = watch([
    ...answer(1, 1400),
    [1600, effect({ type: 'play', utteranceId: 'say-1' })],
    [2000, duck(true)],
    [2400, duck(false)],
    [3000, duck(true)],
    [3200, effect({ type: 'stop', utteranceId: 'say-1', fadeMs: 20 })],
    [3260, perceived({ type: 'playback-ended', utteranceId: 'say-1', samples: 9, cause: 'stopped' })],
  ]);
  expect(exchanges[0]).toMatchObject({
    ducks: [
      { fromMs: 2000, toMs: 2400 },
      { fromMs: 3000, toMs: null },
    ],
    stopAtMs: 3200,
    endCause: 'stopped',
  });
  expect(ducks).toEqual({ count: 2, undoneMs: 400 });
});

test('only the newest exchanges are kept', () => {
  const many = Array.from({ length: EXCHANGES_KEPT + 20 }, (_, i) => [
    ...answer(i, i * 1000),
    [i * 1000 + 200, effect({ type: 'play', utteranceId: `say-${i}` })] as const,
  ]).flat();
  const { exchanges, pending } = watch(many);
  expect(exchanges.length).toBe(EXCHANGES_KEPT);
  expect(exchanges.at(-1)?.utteranceId).toBe(`say-${EXCHANGES_KEPT + 19}`);
  expect(pending).toEqual([]);
});

/** What the loop would have told its observer. */
function eventsOf(seen: readonly Seen[]): LoopEvent[] {
  return seen.flatMap((one): LoopEvent[] => {
    if ('in' in one) return [perceived(one.in)];
    if ('out' in one) return [effect(one.out)];
    return [{ type: 'decided', decision: one.state.decision }];
  });
}

test('whatever happens around the engine, even under a policy gone wrong: every answer played has one record, in order of its steps, without a word in it', () => {
  fc.assert(
    fc.property(moves, fc.boolean(), (all, wrong) => {
      const driver = wrong ? new Driver(erratic) : new Driver();
      const events = eventsOf(driver.play(all).seen);
      const { exchanges, pending } = watch(events.map((event, i) => [i * 7, event] as const));
      const played = events.flatMap((event) =>
        event.type === 'effect' && event.effect.type === 'play' ? [event.effect.utteranceId] : [],
      );
      expect(exchanges.map(({ utteranceId }) => utteranceId)).toEqual(played);
      expect(pending.length).toBeLessThanOrEqual(8);
      expect(timingsSchema.safeParse({ exchanges: [...exchanges] }).success).toBe(true);
      expect(JSON.stringify(exchanges)).not.toMatch(/What time|12:05|line \d/);
      for (const one of exchanges) {
        const steps = [one.recognisedAtMs, one.askedAtMs, one.repliedAtMs, one.synthesisedAtMs, one.playAtMs];
        const known = steps.filter((step) => step !== null);
        expect(known).toEqual(known.toSorted((a, b) => a - b));
      }
    }),
  );
});
