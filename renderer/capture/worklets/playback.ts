import { msToSamples, PLAYBACK_RATE_HZ } from '../../../shared/audio.ts';
import type { PlaybackCommand } from '../../../shared/capture-protocol.ts';
import { PlaybackQueue } from '../playback-queue.ts';
import { worklets, type PlaybackOrder } from '../worklet-protocol.ts';

class PlaybackProcessor extends AudioWorkletProcessor {
  #main: MessagePort | null = null;
  readonly #queue = new PlaybackQueue((report) => this.#main?.postMessage(report));

  constructor() {
    super();
    this.port.onmessage = (event: MessageEvent<PlaybackOrder>) => this.#obey(event.data);
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const channel = outputs[0]?.[0];
    if (channel === undefined) return true;
    this.#queue.render(channel);
    return true;
  }

  #obey(order: PlaybackOrder): void {
    if (order.type === 'latency') {
      this.#queue.latencySamples = msToSamples(order.outputLatencyMs, PLAYBACK_RATE_HZ);
      return;
    }
    this.#main?.close();
    this.#main = order.port;
    this.#main.onmessage = (event: MessageEvent<PlaybackCommand>) => this.#queue.accept(event.data);
  }
}

registerProcessor(worklets.playback.name, PlaybackProcessor);
