import { afterEach, beforeAll, describe, expect, test, vi, type TestContext } from 'vitest';
import { msToSamples, samplesToMs } from '../../../../../shared/audio.ts';
import type { CompiledScene, Mark, Split } from '../../../../panel/scene.ts';
import { humanMissing, humanScenes } from '../../../../panel/scenes/human/human-scenes.ts';
import { levelsOf, meanDb, STEP_MS, type Span } from '../../../../panel/scenes/human/voiced.ts';

const splits: readonly Split[] = ['train', 'tune', 'held-out'];
const all = () => splits.flatMap((split) => humanScenes(split));

const needsRecordings = ({ skip }: TestContext): void => {
  const missing = humanMissing();
  if (missing !== null) skip(missing);
};

afterEach(() => vi.unstubAllEnvs());

describe('what is listed', () => {
  test('no speaker is in two splits', (context) => {
    needsRecordings(context);
    const speakers = splits.map(
      (split) => new Set(humanScenes(split).flatMap(({ scene }) => scene.speakers)),
    );
    for (const [i, one] of speakers.entries()) {
      expect(one.size).toBeGreaterThan(1);
      for (const other of speakers.slice(i + 1))
        expect([...one].filter((speaker) => other.has(speaker))).toEqual([]);
    }
  });

  test('each id is there once, and tells its family and recording', (context) => {
    needsRecordings(context);
    const ids = all().map(({ scene }) => scene.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('human-pause-aws_auto_40_caller-59330');
    expect(ids.length).toBeLessThanOrEqual(120);
  });

  test('the held-out scenes have enough silences and ends to tell policies apart', (context) => {
    needsRecordings(context);
    const marks = humanScenes('held-out').flatMap(({ scene }) => scene.marks);
    const told = marks.filter(({ kind }) => kind === 'pause' || kind === 'turn');
    expect(told.length).toBeGreaterThanOrEqual(150);
  });

  test('nothing of the echo challenge is for training: its terms forbid it', (context) => {
    needsRecordings(context);
    expect(humanScenes('train').filter(({ scene }) => scene.id.includes('aec_'))).toEqual([]);
  });

  test('a turn cut out of running speech is not said to end', (context) => {
    needsRecordings(context);
    const open = all().filter(({ scene }) => /aec_|libri|jfk|librivox/.test(scene.id));
    expect(open.length).toBeGreaterThan(40);
    for (const { scene } of open) {
      expect(scene.marks.filter(({ kind }) => kind === 'turn')).toEqual([]);
    }
  });

  test('without the recordings there are no scenes, and it is said why', () => {
    vi.stubEnv('BESIDE_ASSETS', '/nowhere');
    expect(all()).toEqual([]);
    expect(humanMissing()).toContain('BESIDE_ASSETS');
  });
});

type TimedMark = Exclude<Mark, { kind: 'due' }>;
const isTimed = (mark: Mark): mark is TimedMark => mark.kind !== 'due';

/** A voice is that much louder than a silence in it, on the mean. */
const CONTRAST_DB = 12;
const SLACK_MS = 20;

const levelIn = ({ sound }: CompiledScene, { fromMs, toMs }: Span): number =>
  meanDb(levelsOf(sound.subarray(msToSamples(fromMs), msToSamples(toMs))));

/** What is spoken in a scene: from one mark's edge to the next. */
function spokenSpans({ scene }: CompiledScene, mark: Span): readonly Span[] {
  const pauses = scene.marks.filter((one) => one.kind === 'pause');
  const edges = [mark.fromMs, ...pauses.flatMap(({ fromMs, toMs }) => [fromMs, toMs]), mark.toMs];
  return Array.from({ length: edges.length / 2 }, (_, i) => ({
    fromMs: edges[2 * i] ?? 0,
    toMs: edges[2 * i + 1] ?? 0,
  }));
}

describe('what is heard', () => {
  const made: CompiledScene[] = [];

  beforeAll(async () => {
    for (const source of all()) made.push(await source.compile());
  }, 300_000);

  test('a sound is as long as its scene, and is never clipped', (context) => {
    needsRecordings(context);
    for (const { scene, sound } of made) {
      expect(samplesToMs(sound.length), scene.id).toBeCloseTo(scene.durationMs, 1);
      expect(
        sound.every((sample) => Math.abs(sample) <= 1),
        scene.id,
      ).toBe(true);
      expect(
        sound.some((sample) => sample !== 0),
        scene.id,
      ).toBe(true);
    }
  });

  test('every mark is within the sound', (context) => {
    needsRecordings(context);
    for (const { scene } of made)
      for (const mark of scene.marks.filter(isTimed)) {
        expect(mark.fromMs, scene.id).toBeGreaterThanOrEqual(0);
        expect(mark.toMs, scene.id).toBeGreaterThan(mark.fromMs);
        expect(mark.toMs, scene.id).toBeLessThanOrEqual(scene.durationMs);
      }
  });

  test('a pause is silent, and there is a voice right before and right after it', (context) => {
    needsRecordings(context);
    for (const one of made) {
      for (const { kind, fromMs, toMs } of one.scene.marks.filter(isTimed)) {
        if (kind !== 'pause') continue;
        const where = `${one.scene.id} at ${fromMs} ms`;
        expect(toMs - fromMs, where).toBeGreaterThanOrEqual(250);
        expect(toMs - fromMs, where).toBeLessThanOrEqual(2500);
        const silent = levelIn(one, { fromMs, toMs });
        const loudest = (span: Span): number =>
          Math.max(...levelsOf(one.sound.subarray(msToSamples(span.fromMs), msToSamples(span.toMs))));
        for (const edge of [
          { fromMs: fromMs - SLACK_MS, toMs: fromMs },
          { fromMs: toMs, toMs: toMs + SLACK_MS },
        ])
          expect(loudest(edge), where).toBeGreaterThan(silent + 2);
        const voice = levelIn(one, { fromMs: fromMs - 300, toMs: fromMs });
        expect(voice - silent, where).toBeGreaterThan(CONTRAST_DB);
      }
    }
  });

  test('a turn begins and ends with its voice', (context) => {
    needsRecordings(context);
    const turns = made.flatMap((one) =>
      one.scene.marks.flatMap((mark) => (mark.kind === 'turn' ? [{ one, mark }] : [])),
    );
    expect(turns.length).toBeGreaterThan(20);
    for (const { one, mark } of turns) {
      const { id, durationMs } = one.scene;
      const spoken = meanDb(spokenSpans(one, mark).map((span) => levelIn(one, span)));
      const levels = levelsOf(one.sound);
      const around = (ms: number): readonly number[] =>
        levels.slice((ms - SLACK_MS) / STEP_MS, (ms + SLACK_MS) / STEP_MS);
      for (const edgeMs of [mark.fromMs, mark.toMs])
        expect(Math.max(...around(edgeMs)), id).toBeGreaterThan(spoken - 35);
      const afterwards = levelIn(one, { fromMs: mark.toMs + SLACK_MS, toMs: durationMs });
      const before = levelIn(one, { fromMs: 0, toMs: mark.fromMs - SLACK_MS });
      expect(spoken - afterwards, id).toBeGreaterThan(CONTRAST_DB);
      expect(spoken - before, id).toBeGreaterThan(CONTRAST_DB);
      expect(durationMs - mark.toMs, id).toBe(3000);
    }
  });

  test('the same recording gives the same sound', async (context) => {
    needsRecordings(context);
    const [source] = humanScenes('held-out');
    const again = await source?.compile();
    expect(again?.sound).toEqual(made.find(({ scene }) => scene.id === source?.scene.id)?.sound);
  });
});
