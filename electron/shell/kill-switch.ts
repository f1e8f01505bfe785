export interface KillPorts {
  /** Closes the gates in main: from here on no frame gets in, whatever still flows. */
  closeGates(): void;
  stopVoice(): void;
  /** Whether the capture window has given its devices back. */
  devicesReleased(): boolean;
  /** Ends the capture window's process, and with it every track it holds. */
  endCapture(): void;
  /** Calls back once after `delayMs`. */
  after(delayMs: number, callback: () => void): void;
  /** The person is told that it is done. */
  say(message: string): void;
}

/**
 * A capture window that works gives its microphone back in some 20 ms. With the stop of the voice that leaves time within
 * one micro-turn to end a window that does not answer.
 */
const RELEASE_MS = 120;

/**
 * Everything off, from main alone: it asks no window for anything that it could not do without it. A capture window that
 * hangs still holds the device, and its light stays on: then its process is ended.
 */
export class KillSwitch {
  readonly #ports: KillPorts;

  constructor(ports: KillPorts) {
    this.#ports = ports;
  }

  press(): void {
    this.#ports.closeGates();
    this.#ports.stopVoice();
    this.#ports.after(RELEASE_MS, () => {
      if (!this.#ports.devicesReleased()) this.#ports.endCapture();
    });
    this.#ports.say('Everything is off. Beside hears and sees nothing until you turn something on.');
  }
}
