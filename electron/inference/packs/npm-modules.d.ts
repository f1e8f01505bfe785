/** The parts of npm's own libraries that packs use; they ship without types. */

declare module '@npmcli/config' {
  export interface ConfigOptions {
    definitions: unknown;
    shorthands: unknown;
    flatten: unknown;
    nerfDarts: unknown;
    npmPath: string;
    env: Record<string, string | undefined>;
    argv: readonly string[];
    execPath: string;
    cwd: string;
  }
  export default class Config {
    constructor(options: ConfigOptions);
    load(): Promise<void>;
    readonly flat: Record<string, unknown>;
  }
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const parts: {
    definitions: Record<string, { default: unknown }>;
    shorthands: unknown;
    flatten: unknown;
    nerfDarts: unknown;
    defaults: Record<string, unknown>;
  };
  export default parts;
}

declare module 'npm-registry-fetch' {
  export interface RegistryResponse {
    url: string;
    status: number;
    body: AsyncIterable<Uint8Array> & { destroy(error?: Error): unknown };
  }
  interface RegistryFetch {
    (uri: string, options: Record<string, unknown>): Promise<RegistryResponse>;
    pickRegistry(spec: string, options: Record<string, unknown>): string;
  }
  const fetch: RegistryFetch;
  export default fetch;
}

declare module '@npmcli/agent' {
  import type { Agent } from 'node:http';
  export function getAgent(url: string, options: Record<string, unknown>): Agent;
}
