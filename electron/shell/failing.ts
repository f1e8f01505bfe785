import { app, dialog } from 'electron';

/** Electron's own handler opens a modal dialog that stops main, and with it the gates and the way out. */
export function reportUncaught(): void {
  process.on('uncaughtException', (error) => {
    // Where, not what: a message may quote what it failed on.
    const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
    process.stderr.write(`main: ${error.name}\n${frames.join('\n')}\n`);
  });
}

export function cannotStart(error: unknown): void {
  const what = error instanceof Error ? error.message : 'unknown error';
  dialog.showErrorBox(
    'Beside cannot start',
    `${what}\n\nPlease start it again; if that does not help, install it anew.`,
  );
  app.exit(1);
}
