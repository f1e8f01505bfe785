import { afterEach, beforeAll, describe, expect, test, vi, type TestContext } from 'vitest';
import { msToSamples, samplesToMs } from '../../../../../shared/audio.ts';
import type { CompiledScene, Mark, Split } from '../../../../panel/scene.ts';
import { humanMissing, humanScenes } from '../../../../panel/scenes/human/human-scenes.ts';
import { levelsOf, meanDb, type Span } from '../../../../panel/scenes/human/voiced.ts';

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

const LEAD_MS = 400;
const TAIL_MS = 3000;
const OPEN_TAIL_MS = 200;

const leadOf = ({ scene }: CompiledScene): number => (scene.prelude.kind === 'none' ? LEAD_MS : 1200);
const tailOf = ({ scene }: CompiledScene): number =>
  scene.marks.some(({ kind }) => kind === 'turn') ? TAIL_MS : OPEN_TAIL_MS;

const levels = ({ sound }: CompiledScene, { fromMs, toMs }: Span): readonly number[] =>
  levelsOf(sound.subarray(msToSamples(fromMs), msToSamples(toMs)));

const levelIn = (one: CompiledScene, span: Span): number => meanDb(levels(one, span));

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

  test('a pause is silent, and a voice ends right before and begins right after it', (context) => {
    needsRecordings(context);
    for (const one of made) {
      const pauses = one.scene.marks.filter((mark) => mark.kind === 'pause');
      const lastMs = one.scene.durationMs - tailOf(one);
      const whole = { fromMs: leadOf(one), toMs: lastMs };
      const spoken = meanDb(spokenSpans(one, whole).map((span) => levelIn(one, span)));
      for (const { fromMs, toMs } of pauses) {
        const where = `${one.scene.id} at ${fromMs} ms`;
        expect(toMs - fromMs, where).toBeGreaterThanOrEqual(250);
        expect(toMs - fromMs, where).toBeLessThanOrEqual(2500);
        expect(spoken - levelIn(one, { fromMs, toMs }), where).toBeGreaterThan(CONTRAST_DB);
        const inside = levels(one, { fromMs, toMs }).toSorted((a, b) => a - b);
        const loud = inside[Math.floor(0.9 * inside.length)] ?? 0;
        const before = levels(one, { fromMs: fromMs - SLACK_MS, toMs: fromMs });
        const after = levels(one, { fromMs: toMs, toMs: toMs + SLACK_MS });
        expect(Math.max(...before), where).toBeGreaterThan(loud);
        expect(Math.max(...after), where).toBeGreaterThan(loud);
      }
    }
  });

  test('a scene whose turn has no known end is over before an answer could come', (context) => {
    needsRecordings(context);
    const open = made.filter(
      ({ scene }) => scene.family === 'pause' && !scene.marks.some(({ kind }) => kind === 'turn'),
    );
    expect(open.length).toBeGreaterThan(50);
    for (const one of open) {
      const { id, durationMs } = one.scene;
      const loudest = Math.max(...levels(one, { fromMs: 0, toMs: durationMs }));
      const last = levels(one, { fromMs: durationMs - OPEN_TAIL_MS - 100, toMs: durationMs });
      expect(Math.max(...last), id).toBeGreaterThan(loudest - 40);
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
      const atStart = levels(one, { fromMs: mark.fromMs, toMs: mark.fromMs + SLACK_MS });
      const atEnd = levels(one, { fromMs: mark.toMs - SLACK_MS, toMs: mark.toMs });
      for (const edge of [atStart, atEnd]) expect(Math.max(...edge), id).toBeGreaterThan(spoken - 35);
      const afterwards = levelIn(one, { fromMs: mark.toMs + SLACK_MS, toMs: durationMs });
      const before = levelIn(one, { fromMs: 0, toMs: mark.fromMs - SLACK_MS });
      expect(spoken - afterwards, id).toBeGreaterThan(CONTRAST_DB);
      expect(spoken - before, id).toBeGreaterThan(CONTRAST_DB);
      expect(durationMs - mark.toMs, id).toBe(TAIL_MS);
    }
  });

  test('the same recording gives the same sound', async (context) => {
    needsRecordings(context);
    const [source] = humanScenes('held-out');
    const again = await source?.compile();
    expect(again?.sound).toEqual(made.find(({ scene }) => scene.id === source?.scene.id)?.sound);
  });
});
