import { expect, test } from 'vitest';
import { initialState } from '../../../../electron/interaction/state.ts';
import { defaultManners } from '../../../../shared/manners.ts';
import { Nods } from '../../../../electron/shell/nods.ts';
import type { VoiceName } from '../../../../shared/inference.ts';

const PIECE = Float32Array.of(0, 0.5, -0.5, 0);

const made = (requestId: string, last: boolean) =>
  ({ type: 'synthesised', requestId, sentence: 0, sentenceEnd: last, pcm: PIECE, last, costMs: 1 }) as const;
const failed = (requestId: string) => ({ type: 'failed', requestId, lane: 'speak', reason: '' }) as const;

function set(audibleNods: boolean) {
  const requests: VoiceName[] = [];
  const murmurs: number[][] = [];
  const speaker: { voice: VoiceName } = { voice: 'rms' };
  const nods = new Nods(
    { request: (command) => command.type === 'synthesise' && requests.push(command.voice) },
    { murmur: (pcm) => void murmurs.push([...pcm]) },
    () => speaker.voice,
  );
  const state = {
    ...initialState(null),
    abilities: { hearFast: true, hearFinal: true, speak: true },
    manners: { ...defaultManners, audibleNods },
  };
  return { nods, requests, murmurs, speaker, tend: () => nods.tend(state) };
}

test('its sound is made once for each voice, and heard without the silence around it', () => {
  const { nods, requests, murmurs, speaker, tend } = set(true);
  tend();
  tend();
  expect(nods.took(made('nod', false))).toBe(true);
  nods.give(true);
  expect(murmurs).toEqual([]);
  nods.took(made('nod', true));
  nods.give(true);
  expect(murmurs).toEqual([[0.5, -0.5, 0, 0, 0.5, -0.5]]);
  speaker.voice = 'slt';
  tend();
  expect(requests).toEqual(['rms', 'slt']);
  expect(tend()).toBe(2);
});

test('nothing is made for whom it is only to be seen', () => {
  const { nods, requests, murmurs, tend } = set(false);
  tend();
  nods.give(false);
  expect({ requests, murmurs, given: tend() }).toEqual({ requests: [], murmurs: [], given: 1 });
});

test('a sound that cannot be made leaves what is seen, and other sounds are not its own', () => {
  const { nods, murmurs, tend } = set(true);
  tend();
  expect(nods.took(failed('say-1'))).toBe(false);
  expect(nods.took(made('say-1', true))).toBe(false);
  expect(nods.took(failed('nod'))).toBe(true);
  nods.give(true);
  expect({ murmurs, given: tend() }).toEqual({ murmurs: [], given: 1 });
});
