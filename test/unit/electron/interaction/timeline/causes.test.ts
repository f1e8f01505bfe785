import { expect, test } from 'vitest';
import { Causes } from '../../../../../electron/interaction/timeline/causes.ts';

test('an outcome follows from the act that carries its id, the last one where there were several', () => {
  const causes = new Causes();
  causes.acted({ type: 'synthesise', utteranceId: 'say-1', sentences: ['Hi.'], pace: null }, 4);
  causes.acted({ type: 'play', utteranceId: 'say-1' }, 9);
  expect(causes.of({ type: 'audible', utteranceId: 'say-1', samples: 960 })).toBe(9);
  expect(causes.of({ type: 'audible', utteranceId: 'say-2', samples: 960 })).toBeNull();
  expect(causes.of({ type: 'typed', text: 'Hello' })).toBeNull();
});

test('it forgets the oldest, and not one that was acted on again', () => {
  const causes = new Causes();
  const play = (n: number): void => causes.acted({ type: 'play', utteranceId: `say-${n}` }, n);
  for (let n = 0; n < 256; n++) play(n);
  play(0);
  play(256);
  const of = (n: number): number | null =>
    causes.of({ type: 'audible', utteranceId: `say-${n}`, samples: 1 });
  expect([of(0), of(1), of(2), of(256)]).toEqual([0, null, 2, 256]);
});
