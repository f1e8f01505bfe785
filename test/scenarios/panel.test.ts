import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { faultsCaught } from '../panel/figures/faults.ts';
import { faultsTable } from '../panel/figures/report.ts';
import { faulty, playPanel } from '../panel/play-panel.ts';
import type { Family } from '../panel/scene.ts';
import type { SceneSource } from '../panel/scenes/scene-source.ts';
import { syntheticScenes } from '../panel/scenes/synthetic.ts';
import { scenario } from './support/scenario.ts';

/** A few minutes of the panel: enough for each planted fault to be told from chance. */

const MINUTES = 60_000;
const COUNTS: Partial<Record<Family, number>> = {
  question: 6,
  pause: 24,
  interruption: 8,
  backchannel: 1,
  noise: 2,
  echo: 1,
};

/** The first scenes of each family. */
function few(): readonly SceneSource[] {
  const all = syntheticScenes('held-out');
  return Object.entries(COUNTS).flatMap(([family, count]) =>
    all.filter(({ scene }) => scene.family === family).slice(0, count),
  );
}

scenario(
  'each planted fault is caught by the metric that is meant for it',
  async () => {
    const { runs, scenes } = await playPanel(few(), faulty);
    expect(scenes.length).toBe(42);
    const caught = faultsCaught(runs);
    expect(caught.map(({ fault }) => fault)).toEqual([
      'deaf',
      'chatterbox',
      'cuts off',
      'ignores barge-in',
      'forgets what was heard',
      'late',
      'mute',
    ]);
    expect(
      caught.filter((fault) => !fault.caught),
      faultsTable(caught),
    ).toEqual([]);
  },
  10 * MINUTES,
);

const nothingKept = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'beside-heard-'));

scenario(
  'two runs give the same figures: from nothing, from nothing again in another order, and from what was kept',
  async () => {
    const sources = few().filter((_, i) => i % 7 === 0);
    const kept = nothingKept();
    const runs = [
      await playPanel(sources, ['silence-500'], { heard: kept }),
      await playPanel(sources.toReversed(), ['never-speaks', 'silence-500'], { heard: nothingKept() }),
      await playPanel(sources, ['silence-500'], { heard: kept }),
    ];
    const [first, second, third] = runs.map(({ outcomes }) =>
      outcomes
        .filter(({ contestant }) => contestant === 'silence-500')
        .map(({ outcome }) => outcome)
        .toSorted((a, b) => a.sceneId.localeCompare(b.sceneId)),
    );
    expect(runs.map(({ made }) => made > 0)).toEqual([true, true, false]);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
  },
  10 * MINUTES,
);
