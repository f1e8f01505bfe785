import type { BrowserWindow } from 'electron';

/** Only there does a window that lets clicks through still learn where the pointer is (Electron's `forward`). */
export const clickThroughHere = (platform: string): boolean => platform === 'darwin' || platform === 'win32';

/** Lets clicks through the bar to what lies below, but for those on something that takes them. */
export class ClickThrough {
  readonly #window: Pick<BrowserWindow, 'setIgnoreMouseEvents'>;
  readonly #able: boolean;
  #through = false;

  constructor(window: Pick<BrowserWindow, 'setIgnoreMouseEvents'>, platform: string) {
    this.#window = window;
    this.#able = clickThroughHere(platform);
  }

  /** The pointer is over a button, or over nothing that takes a click. */
  pointer(over: boolean, form: 'card' | 'bar'): void {
    this.#set(this.#able && form === 'bar' && !over);
  }

  #set(through: boolean): void {
    if (through === this.#through) return;
    this.#through = through;
    if (through) this.#window.setIgnoreMouseEvents(true, { forward: true });
    else this.#window.setIgnoreMouseEvents(false);
  }
}
