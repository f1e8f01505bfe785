import { globalShortcut } from 'electron';

/** Nothing else is known to want it, and no hand comes upon it by chance. */
const ACCELERATOR = 'CommandOrControl+Alt+K';

/** Takes the kill key for Beside, wherever the focus is. Its name for a person, or null where it could not be had. */
export function takeKillKey(press: () => void): string | null {
  const taken = globalShortcut.register(ACCELERATOR, press);
  return taken ? killKeyName(process.platform) : null;
}

const killKeyName = (platform: string): string => (platform === 'darwin' ? '⌘⌥K' : 'Ctrl+Alt+K');

export const giveBackKeys = (): void => globalShortcut.unregisterAll();

export const killKeyTaken = (platform: string): string =>
  `Another program has the key ${killKeyName(platform)}. “Everything off” is under the pause button, and in the tray where there is one.`;
