import { Silero } from '../../../electron/inference/models/silero.ts';
import { entries } from '../scenes/human/assets.ts';
import { recordingOf, spokenCuts, survey } from '../scenes/human/candidates.ts';
import { humanMissing, sourceOfCut } from '../scenes/human/human-scenes.ts';
import { sourceOf, splitOf } from '../scenes/human/sources.ts';
import type { SceneSource } from '../scenes/scene-source.ts';

/** Of one recording; the longest have no more of 5 s each. */
const MOST_PIECES = 8;

/**
 * All that the train split's speakers say in their recordings, where the panel has the best of a few: whoever learns wants
 * every pause. None where the recordings are not here.
 */
export async function trainRecordings(sileroFile: string): Promise<readonly SceneSource[]> {
  if (humanMissing() !== null) return [];
  const silero = await Silero.open(sileroFile, 'cpu');
  const sources: SceneSource[] = [];
  for (const entry of entries() ?? []) {
    if (splitOf(entry.name) !== 'train' || !sourceOf(entry.name) || !/\.(wav|flac)$/.test(entry.name))
      continue;
    const heard = await survey(entry, silero);
    const recording = recordingOf(heard);
    sources.push(...spokenCuts(heard, MOST_PIECES).map((cut) => sourceOfCut(cut, 'train', recording)));
  }
  return sources;
}
