import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import {
  pushes,
  reports,
  requests,
  type PushName,
  type PushPayload,
  type ReportInput,
  type ReportName,
  type RequestInput,
  type RequestName,
  type RequestOutput,
  type WindowRole,
} from '../../shared/ipc.ts';
import { isPageOf, type RoleOf } from './guards.ts';

export type RequestHandlers = {
  readonly [N in RequestName]: (input: RequestInput<N>) => Promise<RequestOutput<N>> | RequestOutput<N>;
};
export type ReportHandlers = {
  readonly [N in ReportName]: (input: ReportInput<N>, from: WindowRole) => void;
};

/** Answers exactly what the contract names, from the windows it names, with what its schemas allow. */
export class IpcEnd {
  readonly #roleOf: RoleOf;

  constructor(roleOf: RoleOf) {
    this.#roleOf = roleOf;
  }

  answer(handlers: RequestHandlers): void {
    for (const name of Object.keys(requests) as RequestName[])
      this.#answerOne(name, handlers[name] as Handler);
  }

  listen(handlers: ReportHandlers): void {
    for (const name of Object.keys(reports) as ReportName[])
      this.#listenOne(name, handlers[name] as Listener);
  }

  /** Sends to a window of the right role; a window that is gone is not an error. */
  push<N extends PushName>(contents: WebContents, name: N, payload: PushPayload<N>): void {
    if (contents.isDestroyed()) return;
    const role = this.#roleOf(contents);
    const allowed: readonly WindowRole[] = pushes[name].to;
    if (role !== null && allowed.includes(role)) contents.send(name, payload);
  }

  #answerOne(name: RequestName, handler: Handler): void {
    const { from, input, output } = requests[name];
    ipcMain.handle(name, async (event, raw: unknown) => {
      const parsed = this.#admits(event, from) ? input.safeParse(raw) : null;
      if (!parsed?.success) {
        throw new Error(`Beside refused "${name}": it came from the wrong place or in the wrong form.`);
      }
      return output.parse(await handler(parsed.data));
    });
  }

  #listenOne(name: ReportName, listener: Listener): void {
    const { from, input } = reports[name];
    ipcMain.on(name, (event, raw: unknown) => {
      const role = this.#roleOf(event.sender);
      const parsed = this.#admits(event, from) ? input.safeParse(raw) : null;
      if (parsed?.success && role !== null) listener(parsed.data, role);
    });
  }

  /** The sender is the main frame of a window of the right role, still showing that role's page. */
  #admits(event: IpcMainEvent | IpcMainInvokeEvent, from: readonly WindowRole[]): boolean {
    const role = this.#roleOf(event.sender);
    const frame = event.senderFrame;
    if (role === null || !from.includes(role) || !frame) return false;
    return frame === event.sender.mainFrame && isPageOf(role, frame.url);
  }
}

type Handler = (input: unknown) => Promise<unknown>;
type Listener = (input: unknown, from: WindowRole) => void;
