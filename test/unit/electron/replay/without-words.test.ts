import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEngine } from '../../../../electron/interaction/engine.ts';
import { MicroTurnLoop } from '../../../../electron/interaction/loop.ts';
import { silenceTimeout } from '../../../../electron/interaction/policy/silence-timeout.ts';
import type { Effect } from '../../../../electron/interaction/timeline/events.ts';
import { readSession, sessionLines } from '../../../../electron/replay/session-file.ts';
import { blanked } from '../../../../electron/replay/without-words.ts';
import { VirtualClock } from '../../../scenarios/support/virtual-clock.ts';
import { about, sessionFile } from './support/session.ts';

/** A word that the file's own names and codes hold nowhere. */
const word = fc
  .tuple(
    fc.constantFrom('zq', 'Zq', 'žq', 'θξ', '好吗', '9z7'),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  )
  .map(([sure, rest]) => sure + rest.replaceAll(/[\s"\\]/g, ''));
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((all) => all.join(' '));

/** A session in which every text that there can be is one of the given, in turn. */
function wordyFile(texts: readonly string[], withWords: boolean): string {
  const clock = new VirtualClock();
  const effects: Effect[] = [];
  let turn = 0;
  const next = (): string => texts[turn++ % texts.length] ?? '';
  const loop = new MicroTurnLoop(createEngine(silenceTimeout()), {
    clock,
    perform: (effect) => effects.push(effect),
    cellDone: () => undefined,
  });
  loop.start();
  loop.perceive({ type: 'abilities', hearFast: true, hearFinal: true, speak: true });
  loop.perceive({ type: 'microphone', open: true, echoCancelled: true, atSample: 0 });
  loop.perceive({ type: 'cues-kept', wallMs: clock.wallMs(), cues: [cue(next)] });
  for (let i = 1; i < 120; i += 1) {
    loop.perceive({
      type: 'voice-activity',
      endSample: 512 * i,
      probability: i % 40 < 20 ? 0.9 : 0,
      levelDbfs: -20,
    });
    clock.runToSync(32 * i);
    if (i % 30 === 0) loop.perceive({ type: 'typed', text: next() });
    for (const effect of effects.splice(0)) answer(effect);
  }
  clock.runToSync(6000);
  function answer(effect: Effect): void {
    if (effect.type === 'recognise')
      loop.perceive({
        type: 'recognised',
        requestId: effect.requestId,
        text: next(),
        costMs: 1,
        toSample: effect.toSample,
      });
    if (effect.type === 'reply')
      loop.perceive({
        type: 'reply',
        requestId: effect.requestId,
        reply: {
          sentences: [{ shown: next(), spoken: next() }],
          reason: 'cue-set',
          orders: [{ type: 'set-cue', cue: cue(next) }],
        },
      });
    if (effect.type === 'synthesise')
      loop.perceive({
        type: 'synthesised',
        utteranceId: effect.utteranceId,
        sentence: 0,
        samples: 9600,
        sentenceEnd: true,
        last: true,
      });
    if (effect.type === 'play')
      loop.perceive({
        type: 'playback-ended',
        utteranceId: effect.utteranceId,
        samples: 9600,
        cause: 'finished',
      });
  }
  // The state at the end stands in for a checkpoint with something in it.
  const { cells } = loop.log;
  const start = { cell: 0, events: 0, atMs: 0, state: loop.state };
  return [...sessionLines({ ...about, words: withWords }, { start, cells })].join('');
}

const cue = (next: () => string) => ({
  id: 'cue-1',
  name: next(),
  what: 'phrase' as const,
  words: { shown: next(), spoken: next() },
  timing: { kind: 'at' as const, dueMs: 1_800_000_001_000 },
  setAtMs: 1_800_000_000_000,
});

test('no word of three letters or more is left anywhere in a file without words', () => {
  fc.assert(
    fc.property(fc.array(words, { minLength: 3, maxLength: 9 }), (texts) => {
      const [bare, full] = [wordyFile(texts, false), wordyFile(texts, true)];
      const said = texts.flatMap((text) => text.split(/\s+/)).filter(({ length }) => length >= 3);
      for (const one of said) expect(bare.toLowerCase()).not.toContain(one.toLowerCase());
      // They were there to be found.
      expect(said.some((one) => full.includes(one))).toBe(said.length > 0);
    }),
    { numRuns: 40 },
  );
});

test('what is said in a session by script is not in its file without words', () => {
  const bare = sessionFile({ words: false }, 60);
  for (const said of ['seventeen', 'story', 'answer', 'sums', 'moment', 'times'])
    expect(bare).not.toContain(said);
  expect(sessionFile({}, 60)).toContain('seventeen');
});

test('a file without words has all the rest, and can be read', () => {
  const [bare, full] = [readSession(sessionFile({ words: false })), readSession(sessionFile())];
  const shape = (
    cells: Iterable<{ readonly events: readonly { readonly kind: string; readonly id: number }[] }>,
  ) => [...cells].map(({ events }) => events.map(({ kind, id }) => `${kind} ${id}`));
  expect(shape(bare.cells)).toEqual(shape(full.cells));
});

test('a text keeps its length and its gaps, and nothing else', () => {
  expect(blanked("It's 8:05 – ok,\n👍!")).toBe('xxxx xxxx x xxx\nxxx');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(blanked(text).length).toBe(text.length);
      expect(blanked(text)).toMatch(/^[x\s]*$/);
    }),
  );
});
