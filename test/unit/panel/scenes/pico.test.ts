import { expect, test } from 'vitest';
import { missingAssets } from '../../../e2e/support/assets.ts';
import { picoIsHere, picoSpeech } from '../../../panel/scenes/pico.ts';

const here = picoIsHere()
  ? null
  : missingAssets('models/svoxpico/en-US_ta.bin', 'models/svoxpico/en-GB_ta.bin');
const plain = { pitch: 1, pace: 1 };
const bytes = ({ buffer, byteOffset, byteLength }: Float32Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

test('a voice says the same in the same way, whatever it said before', async (context) => {
  if (here !== null) context.skip(here);
  const first = await picoSpeech('Where is it?', 'pico-gb', plain);
  await picoSpeech('Somewhere else.', 'pico-gb', plain);
  const again = await picoSpeech('Where is it?', 'pico-gb', plain);
  expect(Buffer.compare(bytes(first), bytes(again))).toBe(0);
  expect(first.length / 16_000).toBeGreaterThan(0.4);
});

test('pace makes it shorter, and its loudest sample is not clipped', async (context) => {
  if (here !== null) context.skip(here);
  const [usual, quick] = [
    await picoSpeech('This is said quickly.', 'pico-us', plain),
    await picoSpeech('This is said quickly.', 'pico-us', { pitch: 1.1, pace: 1.4 }),
  ];
  expect(quick.length).toBeLessThan(0.85 * usual.length);
  expect(Math.max(...usual.map(Math.abs))).toBeLessThan(0.98);
});
