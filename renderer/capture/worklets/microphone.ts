import { FrameCutter } from '../frame-cutter.ts';
import { worklets, type MicrophoneOrder } from '../worklet-protocol.ts';

class MicrophoneProcessor extends AudioWorkletProcessor {
  #main: MessagePort | null = null;
  #cutter: FrameCutter | null = null;

  constructor() {
    super();
    this.port.onmessage = (event: MessageEvent<MicrophoneOrder>) => this.#obey(event.data);
  }

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0];
    if (channel !== undefined) this.#cutter?.push(channel);
    return true;
  }

  #obey(order: MicrophoneOrder): void {
    if (order.type === 'port') {
      this.#main?.close();
      this.#main = order.port;
    } else if (order.type === 'open') {
      // Copied, not transferred: a message with a transferred buffer reaches Electron's main process as null.
      this.#cutter = new FrameCutter((frame) => this.#main?.postMessage(frame));
    } else {
      this.#cutter = null;
    }
  }
}

registerProcessor(worklets.microphone.name, MicrophoneProcessor);
