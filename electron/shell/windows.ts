import { BrowserWindow, screen, type Rectangle, type WebContents, type WebPreferences } from 'electron';
import { join } from 'node:path';
import type { WindowRole } from '../../shared/ipc.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import { guardContents } from './guards.ts';
import { afterDeath, noDeaths } from '../../shared/restart-policy.ts';

const DEFAULT_SIZE = { width: 420, height: 640 };
const MIN_SIZE = { width: 340, height: 320 };
const EDGE_GAP = 24;

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

  /** The overlay: frameless, on top, where it was last left if that is still on a screen. */
  openOverlay(saved: Rectangle | null): BrowserWindow {
    const window = new BrowserWindow({
      ...overlayBounds(saved),
      minWidth: MIN_SIZE.width,
      minHeight: MIN_SIZE.height,
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
    window.once('ready-to-show', () => window.show());
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

function overlayBounds(saved: Rectangle | null): Rectangle {
  if (saved && isOnScreen(saved)) return saved;
  const { workArea } = screen.getPrimaryDisplay();
  const height = Math.min(DEFAULT_SIZE.height, workArea.height - 2 * EDGE_GAP);
  const x = workArea.x + workArea.width - DEFAULT_SIZE.width - EDGE_GAP;
  const y = workArea.y + workArea.height - height - EDGE_GAP;
  return { x, y, width: DEFAULT_SIZE.width, height };
}

/** Enough of its header is reachable to drag it. */
function isOnScreen(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea: area }) => {
    const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
    return across >= 120 && bounds.y >= area.y && bounds.y <= area.y + area.height - 40;
  });
}

/** Calls `keep` whenever the person has moved or resized the window. */
export function rememberPlace(window: BrowserWindow, keep: (bounds: Rectangle) => void): void {
  // Linux has no "moved" and "resized".
  window.on('move', () => keep(window.getBounds()));
  window.on('resize', () => keep(window.getBounds()));
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
