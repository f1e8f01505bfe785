import type { CompiledScene, Scene } from '../scene.ts';

/** A scene that can be made: what it is, and its sound when it is wanted. */
export interface SceneSource {
  readonly scene: Pick<Scene, 'id' | 'family' | 'split' | 'human' | 'speakers'>;
  compile(): Promise<CompiledScene>;
}
