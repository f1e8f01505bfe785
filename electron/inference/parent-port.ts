/**
 * The port to main that Electron gives a utility process. Typed here because this room may not import
 * electron: the same code runs under plain Node in tests and on the command line.
 */
export interface ParentPort {
  on(event: 'message', listener: (message: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** The port, or null when the process was started by hand. */
export function parentPort(): ParentPort | null {
  return (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort ?? null;
}
