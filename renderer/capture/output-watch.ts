import type { ReportInput } from '../../shared/ipc.ts';

type OutputReport = ReportInput<'capture.output'>;

/** How often the latency is read while something plays. */
const POLL_MS = 500;

/** Smaller moves of the latency are measuring noise, in ms. */
const NOISE_MS = 1;

/** Watches the output side of the audio context and tells when it has changed. */
export class OutputWatch {
  readonly #context: AudioContext;
  readonly #changed: (report: OutputReport) => void;
  #last: OutputReport | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(context: AudioContext, changed: (report: OutputReport) => void) {
    this.#context = context;
    this.#changed = changed;
    context.addEventListener('statechange', () => this.check());
  }

  /** Latency means something, and moves, only while sound flows. */
  setPlaying(playing: boolean): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = playing ? setInterval(() => this.check(), POLL_MS) : null;
    this.check();
  }

  check(): void {
    const running = this.#context.state === 'running';
    const outputLatencyMs = (this.#context.baseLatency + this.#context.outputLatency) * 1000;
    const last = this.#last;
    const same =
      last !== null &&
      last.running === running &&
      Math.abs(last.outputLatencyMs - outputLatencyMs) < NOISE_MS;
    if (same) return;
    this.#last = { running, outputLatencyMs };
    this.#changed(this.#last);
  }
}
