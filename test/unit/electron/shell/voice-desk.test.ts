import { beforeEach, describe, expect, test } from 'vitest';
import type { VoiceVerdict } from '../../../../electron/inference/voice-bench/verdict.ts';
import { VoiceDesk } from '../../../../electron/shell/voice-desk.ts';
import type { VoiceName } from '../../../../shared/inference.ts';

const FITS: VoiceVerdict = { kind: 'fits', choice: { model: 'kokoro-fp32', provider: 'cpu' } };

let nowMs: number;
let verdict: VoiceVerdict | 'fails';
let judged: boolean[];
let loaded: (string | null)[];
let notice: string | null;
let remembered: VoiceName[];
let desk: VoiceDesk;

function start(wanted: VoiceName): void {
  desk = new VoiceDesk({
    wanted,
    show: () => undefined,
    notify: (message) => void (notice = message),
    remember: (voice) => void remembered.push(voice),
    judge: async (again) => {
      judged.push(again);
      if (verdict === 'fails') throw new Error('no probe');
      return verdict;
    },
    reload: () => void loaded.push(desk.toLoad?.model ?? null),
    nowMs: () => nowMs,
  });
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  nowMs = 0;
  verdict = FITS;
  judged = [];
  loaded = [];
  notice = null;
  remembered = [];
});

/** A natural voice is wanted, there, and found fit. */
async function speaking(): Promise<void> {
  start('af_heart');
  desk.packs(true);
  desk.hostUp();
  await settled();
}

/** An answer that begins `firstMs` after it was asked for. */
function answer(id: string, firstMs: number): VoiceName {
  const voice = desk.ask(id);
  nowMs += firstMs;
  desk.made(id);
  return voice;
}

describe('a natural voice that is wanted', () => {
  test('speaks once its pack is there and the benchmark found it fit', async () => {
    start('af_heart');
    expect(desk.shown).toEqual({ wanted: 'af_heart', speaking: 'rms', natural: 'no-pack' });
    desk.hostUp();
    expect(judged).toEqual([]);
    desk.packs(true);
    expect(desk.shown.natural).toBe('measuring');
    expect(desk.ask('say-1')).toBe('rms');
    await settled();
    expect(desk.shown).toEqual({ wanted: 'af_heart', speaking: 'af_heart', natural: 'speaks' });
    expect(loaded).toEqual(['kokoro-fp32']);
    expect(desk.ask('say-2')).toBe('af_heart');
    expect(notice).toBeNull();
  });

  test('is not measured twice, nor at all while a plain voice is wanted', async () => {
    await speaking();
    desk.hostUp();
    desk.packs(true);
    await settled();
    expect(judged).toEqual([false]);
    start('slt');
    desk.packs(true);
    desk.hostUp();
    await settled();
    expect(judged).toEqual([false]);
  });

  test.each([
    [{ kind: 'starts-late', firstMs: 1381 }, /needs 1\.4 s to begin on this computer; the plain voice/],
    [{ kind: 'starts-late', firstMs: 601 }, /needs 0\.7 s/],
    [{ kind: 'falls-behind', starvedMs: 800 }, /would stop for 0\.8 s/],
    [{ kind: 'does-not-run' }, /does not run on this computer/],
    ['fails', /does not run on this computer/],
  ] as const)('leaves the word to a plain one and says why: %o', async (result, said) => {
    verdict = result;
    await speaking();
    expect(desk.shown).toEqual({ wanted: 'af_heart', speaking: 'rms', natural: 'refused' });
    expect(notice).toMatch(said);
    expect(loaded).toEqual([]);
  });

  test('is measured anew when it is chosen again after a refusal', async () => {
    verdict = { kind: 'starts-late', firstMs: 2000 };
    await speaking();
    verdict = FITS;
    desk.choose('af_heart');
    expect(notice).toBeNull();
    await settled();
    expect(judged).toEqual([false, true]);
    expect(desk.shown.natural).toBe('speaks');
  });

  test('gives way to a plain one at once when that is chosen, and is let go', async () => {
    await speaking();
    desk.choose('slt');
    expect(desk.ask('say-1')).toBe('slt');
    expect(remembered).toEqual(['slt']);
    expect(loaded).toEqual(['kokoro-fp32', null]);
  });
});

describe('a natural voice that does not keep up', () => {
  test('falls back for the session at the third late start, said once, and not before', async () => {
    await speaking();
    expect([answer('1', 700), answer('2', 600), answer('3', 700)]).toEqual([
      'af_heart',
      'af_heart',
      'af_heart',
    ]);
    expect(notice).toBeNull();
    answer('4', 700);
    expect(notice).toBe(
      'The natural voice was late 3 times; the plain voice speaks instead. To try it again, choose it under Voice.',
    );
    expect(answer('5', 700)).toBe('rms');
    expect(desk.shown).toMatchObject({ speaking: 'rms', natural: 'refused' });
    expect(loaded).toEqual(['kokoro-fp32', null]);
  });

  test('counts gaps that can be heard and answers that could not be made, of its own answers only', async () => {
    await speaking();
    answer('1', 100);
    desk.underrun('1', 100);
    desk.underrun('someone-else', 48_000);
    desk.underrun('1', 4800);
    desk.underrun('1', 4800);
    expect(desk.shown.natural).toBe('speaks');
    desk.ask('2');
    desk.failed('2');
    expect(desk.shown.natural).toBe('refused');
  });

  test('is late once an answer at most, and never for what was over before it began', async () => {
    await speaking();
    for (const id of ['1', '2', '3', '4']) {
      desk.ask(id);
      desk.over(id);
      nowMs += 5000;
      desk.made(id);
    }
    answer('5', 5000);
    desk.made('5');
    desk.made('5');
    expect(desk.shown.natural).toBe('speaks');
  });

  test('has another try when it is chosen again', async () => {
    await speaking();
    for (const id of ['1', '2', '3']) answer(id, 5000);
    expect(desk.shown.natural).toBe('refused');
    desk.choose('af_bella');
    await settled();
    expect(judged).toEqual([false, true]);
    expect(answer('4', 5000)).toBe('af_bella');
    expect(notice).toBeNull();
  });
});
