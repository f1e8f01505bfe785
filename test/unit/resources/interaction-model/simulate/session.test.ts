import { describe, expect, test } from 'vitest';
import {
  behaviourOf,
  sessionOf,
  type Session,
} from '../../../../../resources/interaction-model/simulate/session.ts';
import { Draw } from '../../../../../resources/interaction-model/simulate/draw.ts';
import { DIALOGUES } from '../../../../../resources/interaction-model/simulate/dialogue-lines.ts';
import { missingAssets } from '../../../../e2e/support/assets.ts';
import { contestantNamed } from '../../../../panel/harness/contestants.ts';
import type { Mark } from '../../../../panel/scene.ts';
import { templates } from '../../../../panel/scenes/templates.ts';
import { packsMissing } from '../../../../scenarios/support/lanes.ts';

const missing = packsMissing('flite') ?? missingAssets(DIALOGUES);

test('every behaviour is one that the panel can play', () => {
  const draw = new Draw(1, 'behaviours');
  const names = [...new Set(Array.from({ length: 300 }, () => behaviourOf(draw)))].toSorted();
  expect(names).toEqual([
    'fault-ignores-barge-in',
    'fault-late',
    'silence-300',
    'silence-500',
    'silence-900',
  ]);
  for (const name of names) expect(() => contestantNamed(name)).not.toThrow();
});

describe.skipIf(missing !== null)(`sessions${missing === null ? '' : ` (${missing})`}`, () => {
  test('the same seed and number give the same session, another seed another one', async () => {
    const [one, again, other] = [await sessionOf(1, 4), await sessionOf(1, 4), await sessionOf(2, 4)];
    expect({ ...again, compiled: again.compiled.scene }).toEqual({ ...one, compiled: one.compiled.scene });
    const bytes = ({ compiled }: Session): Buffer => Buffer.from(compiled.sound.buffer);
    expect(bytes(again).equals(bytes(one))).toBe(true);
    expect(bytes(other).equals(bytes(one))).toBe(false);
  });

  test('they are 6 to 20 s long, and what is true of them lies within them', async () => {
    const heard = templates.tune.cues.concat(templates['held-out'].cues).flatMap(({ words }) => words);
    for (let index = 0; index < 12; index++) {
      const { compiled, kind } = await sessionOf(3, index);
      const { scene, sound } = compiled;
      expect(sound.length / 16).toBeCloseTo(scene.durationMs, 0);
      expect(sound.every((sample) => Math.abs(sample) <= 1)).toBe(true);
      expect(scene.split).toBe('train');
      for (const mark of scene.marks) {
        const [fromMs, toMs] = mark.kind === 'due' ? [mark.dueMs, mark.dueMs] : [mark.fromMs, mark.toMs];
        expect(fromMs).toBeGreaterThanOrEqual(0);
        expect(toMs).toBeGreaterThanOrEqual(fromMs);
        expect(toMs).toBeLessThanOrEqual(scene.durationMs);
        if (mark.kind === 'due') expect(heard.filter((word) => mark.words.includes(word))).toEqual([]);
      }
      if (kind === 'human') continue;
      expect(scene.durationMs).toBeGreaterThanOrEqual(6000);
      expect(scene.durationMs).toBeLessThanOrEqual(20_000);
      expect(scene.speakers.every((who) => who.startsWith('slt×'))).toBe(true);
      expect(pausesOutside(scene.marks)).toEqual([]);
    }
  });
});

/** Each pause is within something that is said to Beside. */
function pausesOutside(marks: readonly Mark[]): readonly Mark[] {
  return marks.filter(
    (pause) =>
      pause.kind === 'pause' &&
      !marks.some(
        (mark) =>
          (mark.kind === 'turn' || mark.kind === 'interruption') &&
          mark.fromMs < pause.fromMs &&
          mark.toMs > pause.toMs,
      ),
  );
}
