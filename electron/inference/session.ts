import { InferenceSession } from 'onnxruntime-node';
import type { ProviderName } from '../../shared/inference.ts';

/**
 * Session options for every model. The arena is on and the memory pattern off: measured with Moonshine tiny
 * on one thread, an arena that is off costs 2.5 to 3.8 times the time, nearly all of it in the kernel. One
 * thread: a second one bought nothing and doubled the processor time, and lanes must not starve each other.
 */
export const sessionOptions = (provider: ProviderName): InferenceSession.SessionOptions => ({
  executionProviders: [provider === 'wasm' ? 'cpu' : provider],
  graphOptimizationLevel: 'all',
  enableCpuMemArena: true,
  enableMemPattern: false,
  executionMode: 'sequential',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
});

/** Opens an ONNX file on `provider`; throws onnxruntime's own error when it cannot. */
export function openSession(path: string, provider: ProviderName): Promise<InferenceSession> {
  return InferenceSession.create(path, sessionOptions(provider));
}
