import {
  invitedStreams,
  type InvitedState,
  type InvitedStates,
  type InvitedStream,
  type StreamFault,
  type StreamReport,
} from '../../shared/streams.ts';
import { invitedFault } from './invited-faults.ts';

export interface InvitedPorts {
  /** Opens and closes the gate in main. */
  setGate(stream: InvitedStream, open: boolean): void;
  /** Tells the capture window, if there is one that listens; `captureReady` says when there is. */
  tellCapture(stream: InvitedStream, on: boolean, invitation: number): void;
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
  #invitations = 0;
  /** The invitation that stands or was last, of each stream. */
  readonly #last = new Map<InvitedStream, number>();
  /** Invitations whose end the capture window has not told yet. */
  readonly #held = new Set<number>();

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

  /** Off also puts the words of a failure away. */
  set(stream: InvitedStream, on: boolean): void {
    if (!on) return this.#end(stream, { state: 'off' });
    if (this.wanted(stream)) return;
    const invitation = ++this.#invitations;
    this.#last.set(stream, invitation);
    this.#ports.setGate(stream, true);
    this.#show(stream, { state: 'starting' });
    this.#tell(stream, invitation);
    this.#ports.after(START_TIMEOUT_MS, () => {
      const same = this.#last.get(stream) === invitation;
      if (same && this.#states[stream].state === 'starting') this.#fail(stream, 'unknown');
    });
  }

  /** Ends every invitation: a pause, a locked screen, the kill key. */
  endAll(): void {
    for (const stream of invitedStreams)
      if (this.#states[stream].state !== 'off') this.#end(stream, { state: 'off' });
  }

  /** What the capture window says of its track. */
  reported(report: StreamReport): void {
    const { stream, invitation } = report;
    if (report.state !== 'on') this.#held.delete(invitation);
    // Of an invitation that was called off: the window has been told to end it.
    if (this.#last.get(stream) !== invitation || !this.wanted(stream)) return;
    if (report.state === 'on') this.#show(stream, { state: 'on', label: report.label });
    else this.#fail(stream, report.state === 'failed' ? report.fault : 'ended');
  }

  /** A new capture window is up: it is told what it was not there to hear. */
  captureReady(): void {
    for (const stream of invitedStreams)
      if (this.#states[stream].state === 'starting') this.#tell(stream, this.#last.get(stream) ?? 0);
  }

  /** With the capture window every track is gone. What was only asked for is asked for again. */
  captureGone(): void {
    this.#held.clear();
    for (const stream of invitedStreams) if (this.#states[stream].state === 'on') this.#fail(stream, 'ended');
  }

  /** There will be no capture window any more. */
  hopeless(): void {
    for (const stream of invitedStreams) if (this.wanted(stream)) this.#fail(stream, 'ended');
  }

  #tell(stream: InvitedStream, invitation: number): void {
    this.#held.add(invitation);
    this.#ports.tellCapture(stream, true, invitation);
  }

  #fail(stream: InvitedStream, fault: StreamFault): void {
    const message = invitedFault(stream, fault, this.#ports.platform);
    this.#end(stream, message === null ? { state: 'off' } : { state: 'failed', message });
  }

  #end(stream: InvitedStream, state: InvitedState): void {
    this.#ports.setGate(stream, false);
    this.#ports.tellCapture(stream, false, this.#last.get(stream) ?? 0);
    this.#show(stream, state);
  }

  #show(stream: InvitedStream, state: InvitedState): void {
    this.#states = { ...this.#states, [stream]: state };
    this.#ports.show(this.#states);
  }
}
