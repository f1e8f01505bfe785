import type { ReportInput } from '../../shared/ipc.ts';
import type { MicrophoneFault } from '../../shared/snapshot.ts';

type MicrophoneReport = ReportInput<'capture.microphone'>;

/** An open microphone: the parts of a MediaStream that the control touches. */
export interface OpenMicrophone {
  readonly label: string;
  /** What the track itself says. */
  readonly echoCancellation: boolean;
  /** Calls back once if the device goes away by itself. */
  onEnded(listener: () => void): void;
  /** Lets its sound flow to the worklet. */
  connect(): void;
  /** Ends the flow and gives the device back. */
  close(): void;
}

/**
 * Turns the microphone on and off. Asking for a device takes its time and people toggle faster: only the newest
 * wish counts, and a device that arrives after its wish has passed is given back at once.
 */
export class MicrophoneControl {
  readonly #open: () => Promise<OpenMicrophone>;
  readonly #report: (report: MicrophoneReport) => void;
  #wish = 0;
  #wanted = false;
  #current: OpenMicrophone | null = null;

  constructor(open: () => Promise<OpenMicrophone>, report: (report: MicrophoneReport) => void) {
    this.#open = open;
    this.#report = report;
  }

  async set(on: boolean): Promise<void> {
    if (on && this.#wanted) {
      if (this.#current !== null) this.#reportOn(this.#current);
      return;
    }
    this.#wanted = on;
    this.#wish += 1;
    this.#release();
    if (on) await this.#start(this.#wish);
    else this.#report({ state: 'off' });
  }

  async #start(wish: number): Promise<void> {
    let opened: OpenMicrophone;
    try {
      opened = await this.#open();
    } catch (error) {
      if (wish === this.#wish) this.#fail(faultOf(error));
      return;
    }
    if (wish !== this.#wish) {
      opened.close();
      return;
    }
    this.#current = opened;
    opened.onEnded(() => {
      if (wish === this.#wish) this.#fail('no-device');
    });
    opened.connect();
    this.#reportOn(opened);
  }

  #reportOn({ label, echoCancellation }: OpenMicrophone): void {
    this.#report({ state: 'on', label, echoCancellation });
  }

  #fail(fault: MicrophoneFault): void {
    this.#wanted = false;
    this.#wish += 1;
    this.#release();
    this.#report({ state: 'failed', fault });
  }

  #release(): void {
    this.#current?.close();
    this.#current = null;
  }
}

const faults: Readonly<Record<string, MicrophoneFault>> = {
  NotFoundError: 'no-device',
  OverconstrainedError: 'no-device',
  NotAllowedError: 'permission-denied',
  SecurityError: 'permission-denied',
  NotReadableError: 'device-busy',
  AbortError: 'device-busy',
};

/** What a failed getUserMedia means for a person. */
export function faultOf(error: unknown): MicrophoneFault {
  const name = error instanceof Error ? error.name : '';
  return faults[name] ?? 'unknown';
}
