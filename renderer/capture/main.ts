import { PLAYBACK_RATE_HZ } from '../../shared/audio.ts';
import { bridge } from '../bridge.ts';
import { MicrophoneControl } from './microphone-control.ts';
import { openMicrophone } from './open-microphone.ts';
import { OutputWatch } from './output-watch.ts';
import { onPort } from './ports.ts';
import {
  worklets,
  type MicrophoneOrder,
  type PlaybackActivity,
  type PlaybackOrder,
} from './worklet-protocol.ts';

/** Microphone and voice share one context: only so has the echo canceller heard what it shall take away. */
async function start(): Promise<void> {
  const beside = bridge();
  const context = new AudioContext({ sampleRate: PLAYBACK_RATE_HZ, latencyHint: 'interactive' });
  const addModule = ({ file }: { readonly file: string }): Promise<void> =>
    context.audioWorklet.addModule(new URL(`../worklets/${file}`, document.baseURI));
  await Promise.all([addModule(worklets.microphone), addModule(worklets.playback)]);

  const mono = { channelCount: 1, channelCountMode: 'explicit' } as const;
  const microphone = new AudioWorkletNode(context, worklets.microphone.name, {
    ...mono,
    outputChannelCount: [1],
  });
  const playback = new AudioWorkletNode(context, worklets.playback.name, {
    numberOfInputs: 0,
    outputChannelCount: [1],
  });
  const orderMicrophone = (order: MicrophoneOrder, transfer: Transferable[] = []): void =>
    microphone.port.postMessage(order, transfer);
  const orderPlayback = (order: PlaybackOrder, transfer: Transferable[] = []): void =>
    playback.port.postMessage(order, transfer);

  const output = new OutputWatch(context, (report) => {
    orderPlayback({ type: 'latency', outputLatencyMs: report.outputLatencyMs });
    beside.report('capture.output', report);
  });
  playback.port.onmessage = ({ data }: MessageEvent<PlaybackActivity>) => output.setPlaying(data.playing);
  playback.connect(context.destination);
  // It writes silence; unconnected, Chromium would not run it.
  microphone.connect(context.destination);

  const control = new MicrophoneControl(
    () => openMicrophone(context, microphone),
    (report) => beside.report('capture.microphone', report),
  );
  beside.on('capture.microphone.set', ({ on }) => void control.set(on));
  onPort((name, port) => {
    const order = { type: 'port', port } as const;
    if (name === 'microphone') orderMicrophone(order, [port]);
    else orderPlayback(order, [port]);
  });

  output.check();
  void context.resume();
  await beside.request('capture.ready', undefined);
}

// Without this word main would wait for a window that never gets ready.
start().catch(() => bridge().report('capture.microphone', { state: 'failed', fault: 'unknown' }));
