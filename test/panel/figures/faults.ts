import { SOUND_TIMEOUT_MS } from '../harness/policies.ts';
import { metricNamed } from '../metrics/gauges.ts';
import { difference, type Difference, type Run } from './run.ts';

/** What is planted, and the metric that is there to catch it. A panel that lets one pass measures nothing. */
interface PlantedFault {
  readonly fault: string;
  readonly contestant: string;
  readonly metric: string;
}

export const plantedFaults = [
  { fault: 'deaf', contestant: 'fault-deaf', metric: 'response-rate' },
  { fault: 'chatterbox', contestant: 'always-speaks', metric: 'restraint-rate' },
  { fault: 'cuts off', contestant: 'fault-cuts-off', metric: 'false-cut-off' },
  { fault: 'ignores barge-in', contestant: 'fault-ignores-barge-in', metric: 'yield-for-good-rate' },
  { fault: 'forgets what was heard', contestant: 'fault-forgets', metric: 'words-lost' },
  { fault: 'late', contestant: 'fault-late', metric: 'response-latency' },
  { fault: 'mute', contestant: 'never-speaks', metric: 'act-rate' },
] as const satisfies readonly PlantedFault[];

/** Without a fault, and what each is compared with: it waits long enough to cut hardly anybody off. */
export const SOUND = `silence-${SOUND_TIMEOUT_MS}`;

export interface Caught extends PlantedFault {
  /** The faulty one's figure less the sound one's; null: one of them has none, and the fault is not caught. */
  readonly apart: Difference | null;
  readonly caught: boolean;
}

/** Of the faults whose contestants were played. */
export function faultsCaught(runs: readonly Run[]): readonly Caught[] {
  const sound = runs.find(({ contestant }) => contestant === SOUND);
  return plantedFaults.flatMap((planted) => {
    const faulty = runs.find(({ contestant }) => contestant === planted.contestant);
    if (!sound || !faulty) return [];
    const apart = difference(faulty, sound, metricNamed(planted.metric));
    return [{ ...planted, apart, caught: apart?.verdict === 'worse' }];
  });
}
