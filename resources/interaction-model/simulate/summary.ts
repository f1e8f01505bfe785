import { acts, userStates } from '../../../electron/interaction/policy/learned/layout.ts';
import { CELL_MS } from '../../../shared/audio.ts';
import { table } from '../../../test/bench/support/report.ts';
import type { Read } from './store.ts';

/** What a split's files hold, in words and figures. */
export function summary(sessions: readonly Read[]): string {
  const cells = sessions.reduce((sum, { about }) => sum + about.cells, 0);
  const hours = (cells * CELL_MS) / 3_600_000;
  const human = sessions.filter(({ about }) => about.human).length;
  const labels = sessions.flatMap((one) => one.labels);
  const userAt = acts.length;
  const weightAt = (label: Float32Array): readonly [act: number, user: number] => [
    label.at(-2) ?? 0,
    label.at(-1) ?? 0,
  ];
  const shares = (names: readonly string[], from: number, which: 0 | 1): string[][] =>
    names.map((name, i) => {
      const with1 = labels.filter((label) => label[from + i] === 1);
      const weight = with1.reduce((sum, label) => sum + weightAt(label)[which], 0);
      return [name, `${with1.length}`, percent(with1.length, cells), weight.toFixed(0)];
    });
  const head = ['label', 'cells', 'share', 'weight'];
  return [
    `${sessions.length} sessions (${human} of recordings), ${cells} cells, ${hours.toFixed(2)} h`,
    table(head, shares(acts, 0, 0)),
    table(head, shares(userStates, userAt, 1)),
    table(['kind', 'sessions'], counted(sessions.map(({ about }) => about.source.kind))),
    table(['behaviour', 'sessions'], counted(sessions.map(({ about }) => about.source.behaviour))),
    table(['speaker', 'sessions'], counted(sessions.flatMap(({ about }) => about.speakers))),
  ].join('\n\n');
}

const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

function counted(names: readonly string[]): string[][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => [name, `${count}`]);
}
