import { utilityProcess } from 'electron';
import { childEnv } from './supervised-process.ts';

export interface ProbeOptions {
  /** The probe's entry. */
  readonly file: string;
  readonly name: string;
  readonly packsDir: string;
  readonly manifestPath: string;
  readonly timeoutMs: number;
}

/** Runs a probe in a process of its own: what it said, or null when it died or took too long. */
export function runProbe(options: ProbeOptions, job: unknown): Promise<unknown> {
  const { file, name, packsDir, manifestPath, timeoutMs } = options;
  return new Promise((resolve) => {
    const child = utilityProcess.fork(file, [JSON.stringify(job)], {
      serviceName: name,
      env: childEnv({ BESIDE_PACKS_DIR: packsDir, BESIDE_PACKS_MANIFEST: manifestPath }),
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill(), timeoutMs);
    let result: unknown = null;
    child.once('message', (message: unknown) => {
      result = message;
      child.kill();
    });
    child.once('exit', () => {
      clearTimeout(timer);
      resolve(result);
    });
  });
}
