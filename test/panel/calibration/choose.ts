import type { CompiledScene, Family } from '../scene.ts';
import type { SceneSource } from '../scenes/scene-source.ts';

/** What can be timed at both ends. */
const FAMILIES = ['question', 'interruption', 'pause'] as const satisfies readonly Family[];

/** So many scenes to calibrate with, in turn from each family: the first of it that the room of sound can stage. */
export async function chosen(
  sources: readonly SceneSource[],
  count: number,
): Promise<readonly CompiledScene[]> {
  const rows = FAMILIES.map((family) => sources.filter(({ scene }) => scene.family === family));
  const found: CompiledScene[] = [];
  while (found.length < count && rows.some((row) => row.length > 0))
    for (const row of rows) {
      const next = found.length < count ? await nextStageable(row) : null;
      if (next) found.push(next);
    }
  return found;
}

/** Takes from the row what it looked at. */
async function nextStageable(row: SceneSource[]): Promise<CompiledScene | null> {
  for (let source = row.shift(); source; source = row.shift()) {
    const compiled = await source.compile();
    if (isStageable(compiled)) return compiled;
  }
  return null;
}

/** Nothing typed at an exact time; and no echo, which a real room and its canceller would make differently. */
const isStageable = ({ scene }: CompiledScene): boolean =>
  scene.prelude.kind !== 'typed' && scene.echoDb === null;
