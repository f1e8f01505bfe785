import type { BesideBridge } from '../shared/ipc.ts';

declare global {
  interface Window {
    /** Put there by the window's preload (`electron/shell/preload`). */
    readonly beside: BesideBridge;
  }
}

/** The way to main. */
export const bridge = (): BesideBridge => window.beside;
