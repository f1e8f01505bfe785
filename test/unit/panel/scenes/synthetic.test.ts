import { describe, expect, test } from 'vitest';
import { packsMissing } from '../../../scenarios/support/lanes.ts';
import { sceneSources } from '../../../panel/scenes/catalogue.ts';
import type { Mark, Scene, Split } from '../../../panel/scene.ts';
import { syntheticScenes } from '../../../panel/scenes/synthetic.ts';
import { templates } from '../../../panel/scenes/templates.ts';

const splits = ['train', 'tune', 'held-out'] as const satisfies readonly Split[];
const missing = packsMissing('flite');

const spans = ({ marks }: Scene): readonly Extract<Mark, { fromMs: number }>[] =>
  marks.filter((mark) => 'fromMs' in mark);

const bytes = ({ buffer, byteOffset, byteLength }: Float32Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** Loudest sample within a stretch. */
const peak = (sound: Float32Array, fromMs: number, toMs: number): number =>
  sound
    .slice(Math.round(fromMs * 16), Math.round(toMs * 16))
    .reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

test('no sentence is in two splits', () => {
  const all = splits.flatMap((split) => {
    const { questions, paused, interruptions, signs, toOthers, cues, meanwhile } = templates[split];
    return [
      ...questions.map(({ text }) => text),
      ...paused.map(({ before, after }) => `${before} ${after}`),
      ...interruptions.map(({ text }) => text),
      ...cues.map(({ text }) => text),
      ...signs,
      ...toOthers,
      ...meanwhile,
    ];
  });
  expect(all.filter((text, i) => all.indexOf(text) !== i)).toEqual([]);
});

test('names are unique, and the panel has at most 300 scenes', async () => {
  const all = (await Promise.all(splits.map(sceneSources))).flat().map(({ scene }) => scene.id);
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeLessThanOrEqual(300);
});

test('more scenes for training begin with the same ones', () => {
  const few = syntheticScenes('train').map(({ scene }) => scene.id);
  const many = syntheticScenes('train', 3).map(({ scene }) => scene.id);
  expect(many.length).toBe(3 * few.length);
  expect(few.filter((id) => !many.includes(id))).toEqual([]);
});

test('no voice speaks in two splits', () => {
  const speakers = splits.map((split) => [
    ...new Set(syntheticScenes(split).flatMap(({ scene }) => scene.speakers)),
  ]);
  expect(speakers.flat().length).toBe(new Set(speakers.flat()).size);
});

describe.skipIf(missing !== null)(`scenes of every family${missing === null ? '' : ` (${missing})`}`, () => {
  const oneOfEach = splits.flatMap((split) => {
    const sources = syntheticScenes(split);
    return sources.filter(({ scene }, i) => scene.family !== sources[i - 1]?.scene.family);
  });

  test.each(oneOfEach.map((source) => [source.scene.id, source] as const))('%s', async (_, source) => {
    const { scene, sound } = await source.compile();
    expect(sound.length).toBe(Math.round(scene.durationMs * 16));
    expect(peak(sound, 0, scene.durationMs)).toBeLessThanOrEqual(1);
    for (const { fromMs, toMs } of spans(scene)) {
      expect(fromMs).toBeLessThan(toMs);
      expect(toMs).toBeLessThanOrEqual(scene.durationMs);
    }
    const again = await source.compile();
    expect(again.scene).toEqual(scene);
    expect(Buffer.compare(bytes(again.sound), bytes(sound))).toBe(0);
  });

  test('a pause is where the sound is quiet, to the sample, and speech is on both sides of it', async () => {
    for (const source of syntheticScenes('train').filter(({ scene }) => scene.family === 'pause')) {
      const { scene, sound } = await source.compile();
      const [turn, pause] = spans(scene);
      if (!turn || !pause) throw new Error('no pause');
      const bedOnly = peak(sound, 0, turn.fromMs - 1);
      const middle = (pause.fromMs + pause.toMs) / 2;
      // A room rings on for 120 ms here.
      expect(peak(sound, pause.fromMs + 125, pause.toMs - 1)).toBeLessThanOrEqual(2 * bedOnly + 0.004);
      expect(peak(sound, turn.fromMs, pause.fromMs)).toBeGreaterThan(3 * peak(sound, middle, middle + 50));
      expect(peak(sound, pause.toMs, turn.toMs)).toBeGreaterThan(3 * peak(sound, middle, middle + 50));
    }
  });
});
