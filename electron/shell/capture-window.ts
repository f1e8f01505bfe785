import type { BrowserWindow } from 'electron';
import { afterDeath, noDeaths, type RestartState } from '../../shared/restart-policy.ts';
import type { Windows } from './windows.ts';

export interface CaptureWindowPorts {
  gone(): void;
  /** It died too often; nothing will hear or speak until Beside is started anew. */
  hopeless(): void;
}

/** Keeps the capture window alive. */
export class CaptureWindow {
  readonly #windows: Windows;
  readonly #ports: CaptureWindowPorts;
  #deaths: RestartState = noDeaths;
  #closing = false;

  constructor(windows: Windows, ports: CaptureWindowPorts) {
    this.#windows = windows;
    this.#ports = ports;
  }

  /** A person's "try again" after it was given up. */
  revive(): void {
    if (this.#windows.get('capture')) return;
    this.#deaths = noDeaths;
    this.open();
  }

  open(): void {
    const window = this.#windows.openCapture();
    window.webContents.on('render-process-gone', () => this.#died(window));
  }

  /** Ends its process, whatever it is doing; another is started. That is no crash of its own. */
  end(): void {
    this.#deaths = noDeaths;
    this.#windows.get('capture')?.webContents.forcefullyCrashRenderer();
  }

  close(): void {
    this.#closing = true;
  }

  #died(window: BrowserWindow): void {
    window.destroy();
    if (this.#closing) return;
    this.#ports.gone();
    const { state, decision } = afterDeath(this.#deaths, performance.now());
    this.#deaths = state;
    if (decision.restart) setTimeout(() => this.#reopen(), decision.delayMs);
    else this.#ports.hopeless();
  }

  #reopen(): void {
    if (!this.#closing) this.open();
  }
}
