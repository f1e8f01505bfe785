import { create } from 'zustand';
import type { Snapshot } from '../../shared/snapshot.ts';
import { shareStructure } from './share-structure.ts';

interface OverlayState {
  /** Main's picture; null until the first one has come. */
  readonly snapshot: Snapshot | null;
  /** Changes that overtook the first picture. */
  readonly early: Partial<Snapshot>;
  /** The overlay's last request failed; main is told again when the person tries again. */
  readonly requestFailed: boolean;
}

/** A mirror: it is changed by what main sends and by nothing else. */
export const useOverlay = create<OverlayState>(() => ({ snapshot: null, early: {}, requestFailed: false }));

/** Main's first picture. Changes that came before it are newer than it. */
export function begin(first: Snapshot): void {
  useOverlay.setState(({ early }) => ({ snapshot: { ...first, ...early }, early: {} }));
}

export function mirror(changed: Partial<Snapshot>): void {
  useOverlay.setState(({ snapshot, early }) =>
    snapshot === null
      ? { early: { ...early, ...changed } }
      : { snapshot: shareStructure(snapshot, { ...snapshot, ...changed }) },
  );
}

/** A part of the picture, for a component that is drawn only once there is one. */
export function useSnapshot<T>(select: (snapshot: Snapshot) => T): T {
  return useOverlay(({ snapshot }) => {
    if (snapshot === null) throw new Error('drawn before the first snapshot');
    return select(snapshot);
  });
}
