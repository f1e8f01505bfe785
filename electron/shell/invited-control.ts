import {
  invitedStreams,
  type InvitedState,
  type InvitedStates,
  type InvitedStream,
  type StreamReport,
} from '../../shared/streams.ts';
import { invitedFault } from './invited-faults.ts';

export interface InvitedPorts {
  /** Opens and closes the gate in main. */
  setGate(stream: InvitedStream, open: boolean): void;
  /** Tells the capture window; false when there is none. */
  tellCapture(stream: InvitedStream, on: boolean): boolean;
  show(states: InvitedStates): void;
  /** Calls back once after `delayMs`. */
  after(delayMs: number, callback: () => void): void;
  readonly platform: string;
}

/** The system's own question (which screen, whether at all) takes a person a while; nothing else does. */
const START_TIMEOUT_MS = 120_000;

export const allOff: InvitedStates = {
  camera: { state: 'off' },
  screen: { state: 'off' },
  'system-sound': { state: 'off' },
};

/** Camera, screen and system sound as the person switches them: what is wanted, what is so, and the words for it. */
export class InvitedControl {
  readonly #ports: InvitedPorts;
  #states: InvitedStates = allOff;
  readonly #held = new Set<InvitedStream>();
  #opening = 0;

  constructor(ports: InvitedPorts) {
    this.#ports = ports;
  }

  /** Whether the person's invitation stands. */
  wanted(stream: InvitedStream): boolean {
    const { state } = this.#states[stream];
    return state === 'starting' || state === 'on';
  }

  /** Whether no device is held any more. */
  get released(): boolean {
    return this.#held.size === 0;
  }

  set(stream: InvitedStream, on: boolean): void {
    if (!on) return this.#end(stream, { state: 'off' });
    if (this.wanted(stream)) return;
    this.#ports.setGate(stream, true);
    this.#show(stream, { state: 'starting' });
    if (!this.#ports.tellCapture(stream, true)) return this.#fail(stream, 'unknown');
    this.#held.add(stream);
    const opening = ++this.#opening;
    this.#ports.after(START_TIMEOUT_MS, () => {
      if (opening === this.#opening && this.#states[stream].state === 'starting')
        this.#fail(stream, 'unknown');
    });
  }

  /** Ends every invitation: a pause, a locked screen, the kill key. */
  endAll(): void {
    for (const stream of invitedStreams) if (this.wanted(stream)) this.#end(stream, { state: 'off' });
  }

  /** What the capture window says of its track. */
  reported(report: StreamReport): void {
    if (report.state === 'on') {
      // It came up after the person had changed their mind: the window has been told to end it.
      if (this.wanted(report.stream)) this.#show(report.stream, { state: 'on', label: report.label });
      return;
    }
    this.#held.delete(report.stream);
    if (report.state === 'failed' && this.wanted(report.stream)) this.#fail(report.stream, report.fault);
  }

  /** With the capture window every track is gone. */
  captureGone(): void {
    this.#held.clear();
    for (const stream of invitedStreams) if (this.wanted(stream)) this.#fail(stream, 'ended');
  }

  #fail(stream: InvitedStream, fault: Parameters<typeof invitedFault>[1]): void {
    const message = invitedFault(stream, fault, this.#ports.platform);
    this.#end(stream, message === null ? { state: 'off' } : { state: 'failed', message });
  }

  #end(stream: InvitedStream, state: InvitedState): void {
    this.#ports.setGate(stream, false);
    this.#ports.tellCapture(stream, false);
    this.#show(stream, state);
  }

  #show(stream: InvitedStream, state: InvitedState): void {
    this.#states = { ...this.#states, [stream]: state };
    this.#ports.show(this.#states);
  }
}
