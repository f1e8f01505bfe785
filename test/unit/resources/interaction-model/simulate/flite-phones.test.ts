import { expect, test } from 'vitest';
import { phonesIn } from '../../../../../resources/interaction-model/simulate/flite-phones.ts';

test('what Flite prints is read as sounds with their ends, over several sentences', () => {
  expect(phonesIn('pau:0.200 hh:0.250 ay:0.400 pau:0.500 \n pau:0.100 y:0.150 ')).toEqual([
    { name: 'pau', end: 3200 },
    { name: 'hh', end: 4000 },
    { name: 'ay', end: 6400 },
    { name: 'pau', end: 8000 },
    { name: 'pau', end: 9600 },
    { name: 'y', end: 10_400 },
  ]);
});
