import type { BesideBridge } from '../../../shared/ipc.ts';
import type { RoleChannels } from './role-channels.ts';

/** The part of Electron's ipcRenderer that a bridge stands on. */
export interface IpcEnd {
  invoke(channel: string, input: unknown): Promise<unknown>;
  send(channel: string, input: unknown): void;
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
  off(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
}

type AnyChannels = { readonly [K in keyof RoleChannels]: Readonly<Partial<Record<string, true>>> };

/** `window.beside` for one role: the channels of that role and no others. */
export function createBridge(ipc: IpcEnd, channels: AnyChannels): BesideBridge {
  const known = (kind: keyof AnyChannels, name: string): string => {
    if (!Object.hasOwn(channels[kind], name))
      throw new Error(`This window has no channel "${name}" among its ${kind}.`);
    return name;
  };
  return {
    // What main answers was checked by main against the same contract.
    request: async (name, input) => (await ipc.invoke(known('requests', name), input)) as never,
    report: (name, input) => ipc.send(known('reports', name), input),
    on: (name, listener) => {
      const channel = known('pushes', name);
      const hear = (_event: unknown, payload: unknown): void => listener(payload as never);
      ipc.on(channel, hear);
      return () => void ipc.off(channel, hear);
    },
  };
}
