import type { CompiledScene, Scene } from '../scene.ts';

/** A scene that is known before its sound is made: making it takes longer than choosing. */
export interface SceneSource {
  readonly scene: Scene;
  compile(): Promise<CompiledScene>;
}
