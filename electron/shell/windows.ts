import { BrowserWindow, type Rectangle, type WebContents, type WebPreferences } from 'electron';
import { join } from 'node:path';
import type { WindowRole } from '../../shared/ipc.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import { guardContents } from './guards.ts';
import { afterDeath, noDeaths } from '../../shared/restart-policy.ts';

/** Creates Beside's windows and knows which is which. */
export class Windows {
  readonly #outDir: string;
  readonly #byRole = new Map<WindowRole, BrowserWindow>();

  constructor(outDir: string) {
    this.#outDir = outDir;
  }

  readonly roleOf = (contents: WebContents | null): WindowRole | null => {
    for (const [role, window] of this.#byRole) {
      if (!window.isDestroyed() && window.webContents === contents) return role;
    }
    return null;
  };

  get(role: WindowRole): BrowserWindow | null {
    const window = this.#byRole.get(role);
    return window && !window.isDestroyed() ? window : null;
  }

  /** The overlay: frameless, on top. It takes no focus by itself: who types elsewhere goes on typing there. */
  openOverlay(bounds: Rectangle): BrowserWindow {
    const window = new BrowserWindow({
      ...bounds,
      title: 'Beside',
      frame: false,
      transparent: true,
      backgroundColor: '#00000000',
      hasShadow: true,
      alwaysOnTop: true,
      fullscreenable: false,
      maximizable: false,
      show: false,
      webPreferences: this.#preferences('overlay'),
    });
    window.once('ready-to-show', () => window.showInactive());
    return this.#adopt('overlay', window);
  }

  /** Hidden; owns the microphone and Beside's voice. Never throttled: its worklets are the audio clock. */
  openCapture(): BrowserWindow {
    const window = new BrowserWindow({
      show: false,
      skipTaskbar: true,
      webPreferences: {
        ...this.#preferences('capture'),
        backgroundThrottling: false,
        autoplayPolicy: 'no-user-gesture-required',
      },
    });
    return this.#adopt('capture', window);
  }

  #preferences(role: WindowRole): WebPreferences {
    return {
      preload: join(this.#outDir, `preload-${role}.cjs`),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    };
  }

  #adopt(role: WindowRole, window: BrowserWindow): BrowserWindow {
    this.#byRole.set(role, window);
    guardContents(window.webContents);
    window.setMenu(null);
    void window.loadURL(`${APP_ORIGIN}/${role}/index.html`).catch(() => undefined);
    return window;
  }
}

/** Loads a page anew whose process died, with growing pauses, until that is hopeless. */
export function reloadWhenGone(window: BrowserWindow, hopeless: () => void): void {
  let deaths = noDeaths;
  window.webContents.on('render-process-gone', () => {
    const { state, decision } = afterDeath(deaths, performance.now());
    deaths = state;
    if (!decision.restart) return hopeless();
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, decision.delayMs);
  });
}
