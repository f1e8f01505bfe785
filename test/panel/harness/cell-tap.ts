import type { CellNetwork } from '../../../electron/inference/models/policy-network.ts';

/** Sees what a policy's network is given, and passes it on where there is one. */
export class CellTap {
  /** Of the last cell; null before the first. */
  given: Float32Array | null = null;

  around(network: CellNetwork | null): CellNetwork {
    return {
      step: async (cell) => {
        this.given = cell.slice();
        return network ? network.step(cell) : null;
      },
      reset: () => network?.reset(),
    };
  }
}
