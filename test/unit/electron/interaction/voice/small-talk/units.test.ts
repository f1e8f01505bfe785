import { expect, test } from 'vitest';
import { answerUnits } from '../../../../../../electron/interaction/voice/small-talk/units.ts';

const shown = (text: string): string | null => answerUnits(text)?.sentences[0]?.shown ?? null;

test.each([
  ['What is five miles in kilometres?', '5 miles are about 8.05 kilometres.'],
  ['convert 10 inches to centimeters', '10 inches are 25.4 centimetres.'],
  ['how many feet are in a metre', '1 metre is about 3.28 feet.'],
  ['How many grams are there in a pound?', '1 pound is about 453.6 grams.'],
  ['how many minutes in two hours', '2 hours are 120 minutes.'],
  ['What is 20 degrees celsius in fahrenheit?', '20 degrees Celsius are 68 degrees Fahrenheit.'],
  ['what is minus forty fahrenheit in celsius', '-40 degrees Fahrenheit are -40 degrees Celsius.'],
  ['60 miles per hour in kilometers per hour', '60 miles an hour are about 96.56 kilometres an hour.'],
  ['How many cups are in half a litre', '0.5 litres are about 2.11 US cups.'],
])('"%s": %s', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test('units of different kinds are told apart', () => {
  expect(shown('what is five miles in kilograms')).toBe("Miles and kilograms don't measure the same thing.");
});

test.each(['What time is it?', 'five miles', 'how many people live in Rome', 'what is love in metres', ''])(
  '"%s" is no conversion',
  (text) => {
    expect(shown(text)).toBeNull();
  },
);

test('numbers are said in words', () => {
  expect(answerUnits('what is two kilometres in metres')?.sentences[0]?.spoken).toBe(
    'Two kilometres are two thousand metres.',
  );
});
