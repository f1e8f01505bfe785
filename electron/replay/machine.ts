import os from 'node:os';
import type { SessionHeader } from './session-file.ts';

/** What this runs on. Nothing in it tells one computer from another of its make. */
export const thisMachine = (): SessionHeader['machine'] => ({
  platform: process.platform,
  arch: process.arch,
  cpu: os.cpus()[0]?.model ?? 'unknown',
  electron: process.versions['electron'] ?? null,
  node: process.versions.node,
});
