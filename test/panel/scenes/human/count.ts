/** Prints how many recorded scenes there are: `node test/panel/scenes/human/count.ts`. */
import type { Family, Mark, Split } from '../../scene.ts';
import { humanMissing, humanScenes, type HumanSource } from './human-scenes.ts';

const splits: readonly Split[] = ['train', 'tune', 'held-out'];

const families: readonly Family[] = [
  'pause',
  'question',
  'backchannel',
  'tic',
  'non-directed',
  'noise',
  'echo',
];

export interface Count {
  readonly scenes: number;
  readonly speakers: number;
  readonly pauses: number;
  /** Ends of turns. */
  readonly ends: number;
  readonly seconds: number;
}

export function countOf(sources: readonly HumanSource[]): Count {
  const marksOf = (kind: Mark['kind']): number =>
    sources.flatMap(({ scene }) => scene.marks).filter((mark) => mark.kind === kind).length;
  return {
    scenes: sources.length,
    speakers: new Set(sources.flatMap(({ scene }) => scene.speakers)).size,
    pauses: marksOf('pause'),
    ends: marksOf('turn'),
    seconds: Math.round(sources.reduce((sum, { scene }) => sum + scene.durationMs, 0) / 1000),
  };
}

export function countLines(): readonly string[] {
  const line = (name: string, sources: readonly HumanSource[]): string =>
    [name.padEnd(24), ...Object.values(countOf(sources)).map((one) => String(one).padStart(9))].join('');
  const head = [''.padEnd(24), ...Object.keys(countOf([])).map((name) => name.padStart(9))].join('');
  const rows = splits.flatMap((split) => {
    const sources = humanScenes(split);
    const byFamily = families
      .map((family) => ({ family, of: sources.filter(({ scene }) => scene.family === family) }))
      .filter(({ of }) => of.length > 0);
    return [...byFamily.map(({ family, of }) => line(`${split} ${family}`, of)), line(split, sources)];
  });
  return [
    head,
    ...rows,
    line(
      'all',
      splits.flatMap((split) => humanScenes(split)),
    ),
  ];
}

if (import.meta.main) process.stdout.write(`${humanMissing() ?? countLines().join('\n')}\n`);
