import { expect, test } from 'vitest';
import { contestantNamed } from '../../../panel/harness/contestants.ts';

test('Smart Turn is judged by the same policy as the head, and only who tells is another', () => {
  const [smart, own] = [contestantNamed('smart-turn-70'), contestantNamed('eot-70')];
  expect([smart.policy.name, smart.policy.asksEndOfTurn, smart.turnEnds]).toEqual([
    own.policy.name,
    true,
    'smart-turn',
  ]);
  expect(own.turnEnds).toBe('own-head');
});

test.each(['smart-turn-4', 'smart-turn-100', 'smart-turn-', 'smart-turn-x'])('%s is nobody', (name) => {
  expect(() => contestantNamed(name)).toThrow('no policy is called');
});
