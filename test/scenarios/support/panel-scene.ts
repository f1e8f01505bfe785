import type { CompiledScene, Scene } from '../../panel/scene.ts';
import { joined, silence, speech } from './sounds.ts';

/** A scene of a few words; nothing is marked in it. They begin after `leadMs`. */
export async function sceneWith(
  prelude: Scene['prelude'],
  text: string,
  { leadMs, tailMs }: { readonly leadMs: number; readonly tailMs: number },
): Promise<CompiledScene> {
  const sound = joined(silence(leadMs), await speech(text), silence(tailMs));
  const scene: Scene = {
    id: text,
    family: 'question',
    split: 'tune',
    human: false,
    speakers: ['slt'],
    prelude,
    durationMs: sound.length / 16,
    marks: [],
    echoDb: null,
    snrDb: null,
  };
  return { scene, sound };
}
