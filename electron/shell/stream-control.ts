import type { Interruption, MicrophoneFault } from '../../shared/snapshot.ts';
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
  /** A word in passing: which microphone is heard now. */
  say(message: string): void;
  /** Calls back once after `delayMs`. */
  after(delayMs: number, callback: () => void): void;
  /** Keeps the person's choice, and until when it is paused. */
  remember(on: boolean, pausedUntilMs: number | null): void;
  /** The wall clock, ms since 1970. */
  wallMs(): number;
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

const INTERRUPTIONS: Readonly<Record<Interruption, string>> = {
  lost: 'The microphone was interrupted. Beside is connecting to it again; what you said so far is kept.',
  'no-device':
    'No microphone is connected. Plug one in and Beside listens again by itself. Typing works meanwhile.',
  'device-busy':
    'The microphone is in use by another program. Beside keeps trying and listens again once it is free.',
  asleep: 'Beside does not listen while the computer sleeps or is locked.',
};

const MUTED =
  'Your system or a switch on the microphone mutes it. Unmute it there and Beside hears you again.';

/** A permission dialogue takes a person a while; nothing else does. */
const START_TIMEOUT_MS = 60_000;

/** The microphone as the person switches it: what is wanted, what is so, and the words for it. */
export class StreamControl {
  readonly #ports: StreamPorts;
  #wanted = false;
  /** The gate is closed until then, and opens again by itself. */
  #pausedUntilMs: number | null = null;
  /** The capture window has said that it holds no device, or it is gone. */
  #released = true;
  /** Counts openings, so that the time-out of an old one ends nothing. */
  #opening = 0;
  #answered = false;
  #shown: MicrophoneState = { state: 'off' };
  /** Which microphone was last heard since the person turned it on. */
  #heard: string | null = null;

  constructor(ports: StreamPorts) {
    this.#ports = ports;
  }

  /** Wanted, and not paused. */
  get microphoneWanted(): boolean {
    return this.#wanted && this.#pausedUntilMs === null;
  }

  /** Switched on by the person, paused or not. */
  get wanted(): boolean {
    return this.#wanted;
  }

  /** Whether no device is held any more. */
  get released(): boolean {
    return this.#released;
  }

  /** As it was left: on, or paused still. */
  restore(pausedUntilMs: number | null): void {
    this.set(true, pausedUntilMs !== null && pausedUntilMs > this.#ports.wallMs() ? pausedUntilMs : null);
  }

  /** Closes the gate until `untilMs`; the choice to listen stays. */
  pause(untilMs: number): void {
    if (this.#wanted) this.set(true, untilMs);
  }

  /** Ends a pause. */
  resume(): void {
    if (this.#wanted && this.#pausedUntilMs !== null) this.set(true);
  }

  set(on: boolean, pausedUntilMs: number | null = null): void {
    this.#wanted = on;
    this.#pausedUntilMs = pausedUntilMs;
    this.#ports.remember(on, pausedUntilMs);
    const open = on && pausedUntilMs === null;
    this.#ports.setGate(open);
    this.#heard = null;
    this.#show(
      pausedUntilMs !== null
        ? { state: 'paused', untilMs: pausedUntilMs }
        : { state: on ? 'starting' : 'off' },
    );
    if (!open) this.#ports.opened(false, true);
    this.#tellCapture(open);
    if (open) this.#expectAnswer();
    else if (pausedUntilMs !== null) this.#waitForPause(pausedUntilMs);
  }

  /** A minute at a time: a timer stands still while the computer sleeps, and the wall clock does not. */
  #waitForPause(untilMs: number): void {
    const leftMs = untilMs - this.#ports.wallMs();
    this.#ports.after(Math.min(60_000, Math.max(0, leftMs)), () => {
      if (this.#pausedUntilMs !== untilMs) return;
      if (this.#ports.wallMs() >= untilMs) this.resume();
      else this.#waitForPause(untilMs);
    });
  }

  #tellCapture(on: boolean): void {
    if (on) this.#released = false;
    this.#ports.tellCapture(on);
  }

  /** What the capture window says of its track. */
  reported(report: ReportInput<'capture.microphone'>): void {
    this.#released = report.state !== 'on' && report.state !== 'muted';
    if (!this.microphoneWanted && report.state !== 'off') return;
    this.#answered = true;
    switch (report.state) {
      case 'on':
        return this.#on(report);
      case 'muted':
        return this.#show({ state: 'muted', label: report.label, message: MUTED });
      case 'recovering':
        return this.#interrupted(report.reason);
      case 'failed':
        return this.failed(report.fault);
      case 'off':
      // Said already, when it was switched off or had failed.
    }
  }

  /** The capture window is gone for a moment. The gate stays as the person set it. */
  captureGone(): void {
    this.#released = true;
    if (this.microphoneWanted) this.#interrupted('lost');
  }

  /** It is on and gives nothing: once it is opened anew, then it is said to be broken. */
  stalled(times: number): void {
    if (this.#shown.state !== 'on') return;
    if (times > 1) return this.failed('stalled');
    this.#interrupted('lost');
    this.#tellCapture(false);
    this.#tellCapture(true);
    this.#expectAnswer();
  }

  #on(report: Extract<ReportInput<'capture.microphone'>, { state: 'on' }>): void {
    const back = this.#heard !== null && this.#shown.state !== 'on' && this.#shown.state !== 'muted';
    const other = this.#heard !== null && this.#heard !== report.label;
    this.#heard = report.label;
    this.#show(report);
    this.#ports.opened(true, report.echoCancellation);
    if (back || other) this.#ports.say(nowHeard(report.label, other));
  }

  #interrupted(reason: Interruption): void {
    this.#show({ state: 'recovering', reason, message: INTERRUPTIONS[reason] });
  }

  #show(state: MicrophoneState): void {
    this.#shown = state;
    this.#ports.show(state);
  }

  /** The stream ended without the person's will; the gate closes until they open it again. */
  failed(fault: MicrophoneFault): void {
    this.#wanted = false;
    this.#ports.setGate(false);
    this.#ports.opened(false, true);
    this.#tellCapture(false);
    this.#show({ state: 'failed', fault, message: FAULTS[fault] });
  }

  #expectAnswer(): void {
    const opening = ++this.#opening;
    this.#answered = false;
    this.#ports.after(START_TIMEOUT_MS, () => {
      if (this.microphoneWanted && !this.#answered && opening === this.#opening) this.failed('unknown');
    });
  }

  /** A new capture window is up: it is told what is wanted. */
  captureReady(): void {
    if (!this.microphoneWanted) return;
    this.#tellCapture(true);
    this.#expectAnswer();
  }
}

/** Systems that do not name their default microphone call it "Default". */
function nowHeard(label: string, other: boolean): string {
  const name = label === '' || label === 'Default' ? "your system's default microphone" : label;
  return other ? `Beside listens through ${name} now.` : `Beside listens again, through ${name}.`;
}
