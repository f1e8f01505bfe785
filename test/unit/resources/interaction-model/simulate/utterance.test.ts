import { describe, expect, test } from 'vitest';
import { Draw } from '../../../../../resources/interaction-model/simulate/draw.ts';
import { gapAfter, say, speakers } from '../../../../../resources/interaction-model/simulate/mouth.ts';
import { line } from '../../../../../resources/interaction-model/simulate/script.ts';
import {
  assembled,
  stopIn,
  utterance,
} from '../../../../../resources/interaction-model/simulate/utterance.ts';
import { packsMissing } from '../../../../scenarios/support/lanes.ts';
import { hum, silence, joined } from '../../../../scenarios/support/sounds.ts';

const missing = packsMissing('flite');
const [speaker] = speakers;
const manner = { speaker, pace: 1, levelDbfs: -20 };

const peak = (sound: Float32Array, fromMs: number, toMs: number): number =>
  sound
    .slice(Math.round(fromMs * 16), Math.round(toMs * 16))
    .reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

/** Of the loudest 100 ms: the lag at which they are most like themselves. */
function pitchHz(sound: Float32Array): number {
  const size = 1600;
  const power = (from: number): number =>
    sound.subarray(from, from + size).reduce((sum, one) => sum + one * one, 0);
  const starts = Array.from({ length: Math.floor(sound.length / 400) - 5 }, (_, i) => 400 * i);
  const from = starts.reduce((best, one) => (power(one) > power(best) ? one : best), 0);
  const alike = (lag: number): number => {
    let sum = 0;
    for (let i = from; i < from + size; i++) sum += (sound[i] ?? 0) * (sound[i + lag] ?? 0);
    return sum / Math.sqrt(power(from) * power(from + lag));
  };
  const lags = Array.from({ length: 90 }, (_, i) => 45 + i);
  return 16_000 / lags.reduce((best, lag) => (alike(lag) > alike(best) ? lag : best), 45);
}

test('about half of the pauses follow no comma or stop', () => {
  const draw = new Draw(6, 'stops');
  const open = Array.from({ length: 600 }, () => {
    const text = line({ draw, lines: [] });
    return /\w$/.test(text.split(' ')[stopIn(draw, text) - 1] ?? '');
  }).filter(Boolean).length;
  expect(open / 600).toBeGreaterThan(0.4);
  expect(open / 600).toBeLessThan(0.65);
});

test('what is around the voice does not count as a pause, and a pause is as long as it was to be', () => {
  const { sound, pauses } = assembled('mm, mm', [
    joined(silence(80), hum(200), silence(50)),
    { pauseMs: 700 },
    joined(silence(60), hum(300)),
  ]);
  const [pause] = pauses;
  expect(pauses).toHaveLength(1);
  expect((pause?.toMs ?? 0) - (pause?.fromMs ?? 0)).toBeCloseTo(700, 5);
  expect(pause?.fromMs).toBeGreaterThan(180);
  expect(pause?.fromMs).toBeLessThanOrEqual(200);
  expect(peak(sound, pause?.fromMs ?? 0, pause?.toMs ?? 0)).toBe(0);
  expect(peak(sound, (pause?.fromMs ?? 0) - 5, pause?.fromMs ?? 0)).toBeGreaterThan(0);
  expect(sound.length / 16).toBeCloseTo(1200, -1.5);
});

describe.skipIf(missing !== null)(`in Flite's voice${missing === null ? '' : ` (${missing})`}`, () => {
  test('a word ends where the words up to it end', () => {
    const said = say('Remind me to water the plants on Monday', manner);
    const ends = [1, 2, 3, 4, 5, 6, 7].map((words) => gapAfter(said, words)?.from ?? 0);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    // Alone its last word is spoken as a sentence's last word is: longer, but no more than that.
    const alone = say('Remind me to water', manner).sound.length / 16;
    expect(Math.abs((ends[3] ?? 0) / 16 - alone)).toBeLessThan(400);
    expect(gapAfter(said, 0)).toBeNull();
    expect(gapAfter(said, 8)).toBeNull();
  });

  test('a larger speaker is lower, and no slower', () => {
    const text = 'I would like to know more about volcanoes';
    const said = [0.8, 1, 1.25].map((shift) => say(text, { ...manner, speaker: { id: 'one', shift } }).sound);
    const lengths = said.map(({ length }) => length);
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.1);
    const [low = 0, own = 0, high = 0] = said.map(pitchHz);
    expect(low / own).toBeCloseTo(0.8, 1);
    expect(high / own).toBeCloseTo(1.25, 1);
  });

  test('pauses are silent, within the sentence, and as long as they may be', () => {
    const draw = new Draw(5, 'pauses');
    const text = 'I have to go, because the train to Norway leaves at noon';
    const said = Array.from({ length: 12 }, () =>
      utterance(draw, text, manner, { pauses: 2, longestPauseMs: 2000 }),
    );
    const pauses = said.flatMap((one) => one.pauses.map((pause) => ({ ...pause, sound: one.sound })));
    expect(pauses.length).toBeGreaterThan(5);
    for (const { fromMs, toMs, sound } of pauses) {
      expect(toMs - fromMs).toBeGreaterThanOrEqual(300);
      expect(toMs - fromMs).toBeLessThanOrEqual(2000.1);
      expect(peak(sound, fromMs, toMs)).toBe(0);
      expect(fromMs).toBeGreaterThan(0);
      expect(toMs).toBeLessThan(sound.length / 16);
    }
  });
});
