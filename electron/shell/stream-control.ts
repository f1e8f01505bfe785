import type { MicrophoneFault } from '../../shared/snapshot.ts';
import type { Microphone as MicrophoneState } from '../../shared/snapshot.ts';
import type { ReportInput } from '../../shared/ipc.ts';

export interface StreamPorts {
  /** Opens and closes the gate in main. */
  setGate(open: boolean): void;
  /** Tells the capture window, when there is one. */
  tellCapture(on: boolean): void;
  /** What the engine has to know. */
  opened(open: boolean, echoCancelled: boolean): void;
  show(state: MicrophoneState): void;
  /** Calls back once after `delayMs`. */
  after(delayMs: number, callback: () => void): void;
  /** Keeps the person's choice. */
  remember(on: boolean): void;
}

const FAULTS: Readonly<Record<MicrophoneFault, string>> = {
  'no-device':
    'No microphone was found. Connect one, then turn the microphone on again. Typing works meanwhile.',
  'permission-denied':
    "Your system does not let Beside use the microphone. Allow it in the system's privacy settings, then turn it on again.",
  'device-busy':
    'The microphone is in use by another program. Close that program, then turn the microphone on again.',
  'capture-window-gone':
    'The part of Beside that hears stopped and could not be started again. Please restart Beside.',
  stalled:
    'The microphone gives no sound any more. Connect it again or choose another one, then turn it on again.',
  unknown:
    'The microphone could not be opened. Check that it works in another program, then turn it on again.',
};

/** A permission dialogue takes a person a while; nothing else does. */
const START_TIMEOUT_MS = 60_000;

/** The microphone as the person switches it: what is wanted, what is so, and the words for it. */
export class StreamControl {
  readonly #ports: StreamPorts;
  #wanted = false;
  /** Counts openings, so that the time-out of an old one ends nothing. */
  #opening = 0;
  #answered = false;

  constructor(ports: StreamPorts) {
    this.#ports = ports;
  }

  get microphoneWanted(): boolean {
    return this.#wanted;
  }

  set(on: boolean): void {
    this.#wanted = on;
    this.#ports.remember(on);
    this.#ports.setGate(on);
    this.#ports.show({ state: on ? 'starting' : 'off' });
    if (!on) this.#ports.opened(false, true);
    this.#ports.tellCapture(on);
    if (on) this.#expectAnswer();
  }

  /** What the capture window says of its track. */
  reported(report: ReportInput<'capture.microphone'>): void {
    if (!this.#wanted && report.state !== 'off') return;
    this.#answered = true;
    switch (report.state) {
      case 'on':
        this.#ports.show(report);
        return this.#ports.opened(true, report.echoCancellation);
      case 'failed':
        return this.failed(report.fault);
      case 'off':
        if (this.#wanted) return;
        this.#ports.show({ state: 'off' });
    }
  }

  /** The stream ended without the person's will; the gate closes until they open it again. */
  failed(fault: MicrophoneFault): void {
    this.#wanted = false;
    this.#ports.setGate(false);
    this.#ports.opened(false, true);
    this.#ports.tellCapture(false);
    this.#ports.show({ state: 'failed', fault, message: FAULTS[fault] });
  }

  #expectAnswer(): void {
    const opening = ++this.#opening;
    this.#answered = false;
    this.#ports.after(START_TIMEOUT_MS, () => {
      if (this.#wanted && !this.#answered && opening === this.#opening) this.failed('unknown');
    });
  }

  /** A new capture window is up: it is told what is wanted. */
  captureReady(): void {
    if (this.#wanted) this.set(true);
  }
}
