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

scenario(
  'two runs give the same figures, whatever was kept from the first and whoever played what',
  async () => {
    const sources = few().filter((_, i) => i % 5 === 0);
    const [first, second] = [
      await playPanel(sources, ['silence-500']),
      await playPanel(sources.toReversed(), ['silence-500', 'never-speaks']),
    ];
    const of = ({ outcomes }: typeof first) =>
      outcomes
        .filter(({ contestant }) => contestant === 'silence-500')
        .map(({ outcome }) => outcome)
        .toSorted((a, b) => a.sceneId.localeCompare(b.sceneId));
    expect(of(second)).toEqual(of(first));
  },
  5 * MINUTES,
);
