import type { ReportInput } from '../../shared/ipc.ts';

type OutputReport = ReportInput<'capture.output'>;

/** How often the latency is read, and the clock looked at. */
const POLL_MS = 1000;

/** Smaller moves of the latency are measuring noise, in ms. */
const NOISE_MS = 1;

/** `none`: the context runs on a clock of its own, so that the microphone still flows through it. */
type Sink = '' | { readonly type: 'none' };

/** An AudioContext as far as its output goes; DOM types do not know `setSinkId` yet. */
export interface OutputContext extends Pick<
  AudioContext,
  'state' | 'currentTime' | 'baseLatency' | 'outputLatency' | 'resume' | 'addEventListener'
> {
  setSinkId(sink: Sink): Promise<void>;
}

/**
 * Watches the output side of the audio context and tells when it has changed. When the last output device goes,
 * Chromium suspends the context, and the microphone with it, and does not start it again when one comes back.
 */
export class OutputWatch {
  readonly #context: OutputContext;
  readonly #changed: (report: OutputReport) => void;
  #device = true;
  #sink: 'device' | 'none' = 'device';
  #lastTime = -1;
  #last: OutputReport | null = null;
  #mending = false;

  constructor(context: OutputContext, changed: (report: OutputReport) => void) {
    this.#context = context;
    this.#changed = changed;
    context.addEventListener('statechange', () => this.check());
  }

  start(): void {
    setInterval(() => void this.poll(), POLL_MS);
    this.check();
  }

  /** Whether there is anything to play on. */
  setDevice(exists: boolean): void {
    this.#device = exists;
    if (exists !== (this.#sink === 'device')) void this.#mend();
    this.check();
  }

  /** A context that says it runs while its clock stands has lost its device. */
  async poll(): Promise<void> {
    const { state, currentTime } = this.#context;
    const stands = state !== 'running' || currentTime === this.#lastTime;
    this.#lastTime = currentTime;
    // A device that could not be taken, or came back while another mend was under way.
    const elsewhere = this.#device !== (this.#sink === 'device');
    if (stands || elsewhere) await this.#mend();
    this.check();
  }

  check(): void {
    const report = {
      running: this.#context.state === 'running',
      device: this.#device,
      outputLatencyMs: (this.#context.baseLatency + this.#context.outputLatency) * 1000,
    };
    const last = this.#last;
    const same =
      last !== null &&
      last.running === report.running &&
      last.device === report.device &&
      Math.abs(last.outputLatencyMs - report.outputLatencyMs) < NOISE_MS;
    if (same) return;
    this.#last = report;
    this.#changed(report);
  }

  async #mend(): Promise<void> {
    if (this.#mending) return;
    this.#mending = true;
    try {
      const wanted = this.#device ? 'device' : 'none';
      // Naming the sink that is set already does nothing: by way of none it is opened anew.
      if (wanted === 'none' || this.#sink === 'device') {
        await this.#context.setSinkId({ type: 'none' });
        // Should the next step fail, the context runs on none, and nobody would hear the voice.
        this.#sink = 'none';
      }
      if (wanted === 'device') {
        await this.#context.setSinkId('');
        this.#sink = 'device';
      }
      await this.#context.resume();
    } catch {
      // The next poll tries again.
    } finally {
      this.#mending = false;
    }
  }
}
