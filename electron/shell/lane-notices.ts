import type { LaneReport } from '../../shared/inference.ts';

export interface LaneNoticePorts {
  readonly warn: (id: string, message: string) => void;
  readonly withdraw: (id: string) => void;
}

/** Says which models do not run, and that the policy's network was asked for and is not there, or does not run. */
export function tellOfLanes(
  lanes: readonly LaneReport[],
  networkMissing: boolean,
  { warn, withdraw }: LaneNoticePorts,
): void {
  const failed = lanes.filter(({ state }) => state === 'failed').map(({ model }) => model ?? '');
  if (failed.length === 0) withdraw('lanes');
  else warn('lanes', brokenModels(failed));
  const floor = lanes.find(({ lane }) => lane === 'floor');
  if (networkMissing || (floor?.state === 'ready' && floor.reason !== null)) warn('policy', NO_NETWORK);
  else withdraw('policy');
}

/** The learned policy has to do without its network. */
export const NO_NETWORK =
  'The model that tells when you have finished could not be started, so Beside goes by the length of a silence. Installing Beside anew brings it back.';

function brokenModels(models: readonly string[]): string {
  return `Beside could not load ${models.join(', ')}. It goes on without. Please restart Beside; if this stays, import the packs again.`;
}
