import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeptAnswers, type KeptAnswer } from '../../../panel/harness/kept-answers.ts';

const asked = { model: 'tiny', runtime: '1.30.0', options: 'whole' };
const sound = Float32Array.of(0.1, 0.2);
let folder: string;

beforeEach(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-kept-'))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

const made = (kept: KeptAnswers, what = sound, how = asked): Promise<KeptAnswer | null> =>
  kept.of(what, how, async () => ({ text: `made ${kept.made + 1}` }));
const of = async (kept: KeptAnswers, what = sound, how = asked): Promise<string | undefined> =>
  (await made(kept, what, how))?.text;

test('the same sound, model, runtime and options are answered once, in this process and the next', async () => {
  const kept = new KeptAnswers(folder, 'a');
  expect([await of(kept), await of(kept)]).toEqual(['made 1', 'made 1']);
  expect(await of(new KeptAnswers(folder, 'b'))).toBe('made 1');
});

test('another sound, model, runtime or option is another question', async () => {
  const kept = new KeptAnswers(folder, 'a');
  await of(kept);
  await of(kept, Float32Array.of(0.1, 0.3));
  for (const change of [{ model: 'base' }, { runtime: '1.31.0' }, { options: 'in mid-speech' }])
    await of(kept, sound, { ...asked, ...change });
  expect(kept.made).toBe(5);
});

test('a line that was cut off is made again', async () => {
  await of(new KeptAnswers(folder, 'a'));
  const [file = ''] = fs.readdirSync(folder);
  const content = fs.readFileSync(path.join(folder, file), 'utf8');
  fs.writeFileSync(path.join(folder, file), content.slice(0, -10));
  const kept = new KeptAnswers(folder, 'b');
  expect([await of(kept), kept.made]).toEqual(['made 1', 1]);
});

test('how likely the end of the turn was is kept with the words, and is not there where nobody told', async () => {
  const kept = new KeptAnswers(folder, 'a');
  const told = { text: 'What time is it?', endOfTurn: 0.875 };
  await kept.of(sound, { ...asked, model: 'tiny with a head' }, async () => told);
  await made(kept);
  const next = new KeptAnswers(folder, 'b');
  const again = (model: string): Promise<KeptAnswer | null> => made(next, sound, { ...asked, model });
  expect([await again('tiny with a head'), await again('tiny')]).toEqual([told, { text: 'made 2' }]);
  expect(Object.keys((await again('tiny')) ?? {})).toEqual(['text']);
  expect(next.made).toBe(0);
});

test('what could not be made is asked for again', async () => {
  const kept = new KeptAnswers(folder, 'a');
  expect(await kept.of(sound, asked, async () => null)).toBeNull();
  expect(await of(kept)).toBe('made 1');
});
