import type { MicrophoneFault } from '../../shared/snapshot.ts';
import {
  initialLife,
  live,
  nextTickMs,
  type InputDevice,
  type LifeEffect,
  type LifeEvent,
  type MicrophoneReport,
  type TrackFacts,
} from './microphone-life.ts';

/** An open microphone: the parts of a MediaStream that the driver touches. */
export interface OpenMicrophone extends TrackFacts {
  /** Calls back when the device goes away by itself, or the system silences it or lets it speak again. */
  on(listener: (what: 'ended' | 'muted' | 'unmuted') => void): void;
  /** Lets its sound flow to the worklet. */
  connect(): void;
  /** Ends the flow and gives the device back. */
  close(): void;
}

export interface MicrophonePorts {
  open(): Promise<OpenMicrophone>;
  inputs(): Promise<readonly InputDevice[]>;
  report(report: MicrophoneReport): void;
  nowMs(): number;
  /** Calls back once; returns the way to prevent it. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Carries out what `microphone-life` says. */
export class MicrophoneDriver {
  readonly #ports: MicrophonePorts;
  readonly #tracks = new Map<number, OpenMicrophone>();
  #life = initialLife;
  #cancelTick: () => void = () => undefined;

  constructor(ports: MicrophonePorts) {
    this.#ports = ports;
  }

  get wanted(): boolean {
    return this.#life.wanted;
  }

  take(event: LifeEvent): void {
    const { state, effects } = live(this.#life, event, this.#ports.nowMs());
    this.#life = state;
    for (const effect of effects) this.#perform(effect);
    this.#waitForTick();
  }

  #perform(effect: LifeEffect): void {
    switch (effect.type) {
      case 'open':
        return void this.#open(effect.generation);
      case 'connect':
        return this.#tracks.get(effect.generation)?.connect();
      case 'close':
        this.#tracks.get(effect.generation)?.close();
        return void this.#tracks.delete(effect.generation);
      case 'report':
        return this.#ports.report(effect.report);
    }
  }

  async #open(generation: number): Promise<void> {
    try {
      const track = await this.#ports.open();
      this.#tracks.set(generation, track);
      track.on((type) => this.take({ type, generation }));
      const inputs = await this.#ports.inputs();
      this.take({ type: 'opened', generation, track, inputs });
    } catch (error) {
      this.#perform({ type: 'close', generation });
      this.take({ type: 'open-failed', generation, fault: faultOf(error) });
    }
  }

  #waitForTick(): void {
    this.#cancelTick();
    const dueMs = nextTickMs(this.#life);
    if (dueMs === null) return;
    const delayMs = Math.max(0, dueMs - this.#ports.nowMs());
    this.#cancelTick = this.#ports.after(delayMs, () => this.take({ type: 'tick' }));
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
