import type { ProviderName } from '../../../shared/inference.ts';

/** What `listSupportedBackends()` of onnxruntime-node says of one backend. */
export interface Backend {
  readonly name: string;
}

/** Order of preference where two measure alike: CPU first, since it costs no driver and no second memory. */
const KNOWN: readonly ProviderName[] = ['cpu', 'webgpu', 'dml', 'coreml', 'cuda'];

/** The providers worth measuring here: those that this build of onnxruntime brings, CPU always among them. */
export function candidateProviders(backends: readonly Backend[]): ProviderName[] {
  return KNOWN.filter((name) => name === 'cpu' || backends.some((backend) => backend.name === name));
}
