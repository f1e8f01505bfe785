import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, vi } from 'vitest';
import type { Outcome } from '../panel/outcome.ts';
import type { Scene } from '../panel/scene.ts';
import { harnessHere } from '../panel/harness/harness-here.ts';
import { playScene } from '../panel/harness/play-scene.ts';
import { contestantNamed } from '../panel/harness/contestants.ts';
import { scenario } from './support/scenario.ts';
import { sceneWith } from './support/panel-scene.ts';

vi.mock('electron', () => import('./support/electron.ts'));

/** Models are loaded, and every sentence is heard anew. */
const MOST_MS = 120_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-panel-'));

/** A model of Smart Turn's input and output; of a short sound it says something between 5 and 60 %. */
const smartTurnFile = path.resolve('test/fixtures/smart-turn/tiny.onnx');

/** Under a policy: a question into the silence, or over Beside's voice. */
async function outcomeOf(policy: string, prelude: Scene['prelude'], text: string): Promise<Outcome> {
  return playScene(
    await sceneWith(prelude, text, { leadMs: 800, tailMs: 2500 }),
    contestantNamed(policy),
    harnessHere(folder, () => smartTurnFile),
  );
}

scenario(
  'the harness tells what was heard and said, the same each time, and later under a later policy',
  async () => {
    const ask = (policy: string): Promise<Outcome> =>
      outcomeOf(policy, { kind: 'none' }, 'What is thirty plus nine?');
    const [first, again, late, never] = [
      await ask('silence-500'),
      await ask('silence-500'),
      await ask('fault-late'),
      await ask('never-speaks'),
    ];
    expect(first.spoken.map(({ text, because }) => `${because}: ${text}`)).toEqual([
      'answer: Thirty plus nine is 39.',
    ]);
    expect(again).toEqual(first);
    expect(late.spoken[0]?.fromMs ?? 0).toBeGreaterThan((first.spoken[0]?.fromMs ?? 0) + 1500);
    expect([never.spoken, never.voiced]).toEqual([[], []]);
  },
  MOST_MS,
);

scenario(
  'what is said over Beside stops it, unless the policy ignores that',
  async () => {
    const over = (policy: string): Promise<Outcome> =>
      outcomeOf(policy, { kind: 'beside-talks' }, 'Hold on, what is thirty plus nine?');
    const [gives, ignores] = [await over('silence-500'), await over('fault-ignores-barge-in')];
    expect(gives.spoken[0]).toMatchObject({ because: 'prelude', cutOff: true });
    expect(gives.ducks.length).toBeGreaterThan(0);
    expect(ignores.spoken[0]).toMatchObject({ because: 'prelude', cutOff: false });
  },
  MOST_MS,
);

scenario(
  'who asks Smart Turn goes by its word, and not by that of the head, which is sure',
  async () => {
    const why = async (policy: string): Promise<string | undefined> => {
      const { decisions } = await outcomeOf(policy, { kind: 'none' }, 'What is thirty plus nine?');
      return decisions.find(({ act }) => act === 'speak')?.reason;
    };
    const whys = [await why('eot-30'), await why('smart-turn-60'), await why('smart-turn-5')];
    expect(whys).toEqual(['end-of-turn', 'silence-timeout', 'end-of-turn']);
  },
  MOST_MS,
);
