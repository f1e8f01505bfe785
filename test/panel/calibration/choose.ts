import type { Family, Scene } from '../scene.ts';

/** What can be timed at both ends. Of 30 scenes each family gets ten. */
const FAMILIES = ['question', 'interruption', 'pause'] as const satisfies readonly Family[];

/**
 * So many scenes to calibrate with, in turn from each family, spread over what there is of it. Only those that the room
 * of sound can stage: nothing typed at an exact time, and an echo that is none.
 */
export function chosen<Source extends { readonly scene: Scene }>(
  sources: readonly Source[],
  count: number,
): readonly Source[] {
  const fit = sources.filter(({ scene }) => scene.echoDb === null && scene.prelude.kind !== 'typed');
  const rows = FAMILIES.map((family) => fit.filter(({ scene }) => scene.family === family));
  const out: Source[] = [];
  const each = Math.ceil(count / FAMILIES.length);
  for (let i = 0; i < each; i++)
    for (const row of rows) {
      const one = row[row.length > each ? Math.floor(((i + 0.5) * row.length) / each) : i];
      if (one) out.push(one);
    }
  return out.slice(0, count);
}
