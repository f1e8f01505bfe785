import { PLAYBACK_RATE_HZ } from '../../shared/audio.ts';
import { bridge } from '../bridge.ts';
import { askForStream, watchPictures } from './invited-media.ts';
import { InvitedTracks } from './invited-tracks.ts';
import { MicrophoneDriver } from './microphone-driver.ts';
import { inputsOf, openMicrophone } from './open-microphone.ts';
import { OutputWatch, type OutputContext } from './output-watch.ts';
import { onPort } from './ports.ts';
import { worklets, type MicrophoneOrder, type PlaybackOrder } from './worklet-protocol.ts';

/** PulseAudio tells Chromium of some changes only, and late. */
const DEVICES_POLL_MS = 2000;

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
  // What other programs play is cut into the same frames, for a port of its own.
  const systemSound = new AudioWorkletNode(context, worklets.microphone.name, {
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

  const output = new OutputWatch(context as AudioContext & OutputContext, (report) => {
    orderPlayback({ type: 'latency', outputLatencyMs: report.outputLatencyMs });
    beside.report('capture.output', report);
  });
  playback.connect(context.destination);
  // It writes silence; unconnected, Chromium would not run it.
  microphone.connect(context.destination);
  systemSound.connect(context.destination);

  const driver = new MicrophoneDriver({
    open: () => openMicrophone(context, microphone),
    inputs: async () => inputsOf(await navigator.mediaDevices.enumerateDevices()),
    report: (report) => beside.report('capture.microphone', report),
    nowMs: () => performance.now(),
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  });
  const lookAtDevices = async (): Promise<void> => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    output.setDevice(devices.some(({ kind }) => kind === 'audiooutput'));
    driver.take({ type: 'devices', inputs: inputsOf(devices) });
  };
  navigator.mediaDevices.addEventListener('devicechange', () => void lookAtDevices());
  setInterval(() => void lookAtDevices(), DEVICES_POLL_MS);
  beside.on('capture.microphone.set', ({ on }) => driver.take({ type: 'wish', on }));
  beside.on('capture.sleep', ({ asleep }) => {
    if (!asleep) void context.resume();
    driver.take({ type: 'asleep', asleep });
  });
  let pictures: MessagePort | null = null;
  const invited = new InvitedTracks({
    ask: askForStream,
    deliver: (stream, media) =>
      stream === 'system-sound'
        ? soundInto(systemSound, context.createMediaStreamSource(media))
        : watchPictures(stream, media, (picture) => pictures?.postMessage(picture)),
    report: (report) => beside.report('capture.stream', report),
  });
  beside.on('capture.stream.set', ({ stream, on, invitation }) => invited.set(stream, on, invitation));
  onPort((name, port) => {
    if (name === 'pictures') {
      pictures?.close();
      pictures = port;
      return;
    }
    const order = { type: 'port', port } as const;
    if (name === 'microphone') orderMicrophone(order, [port]);
    else if (name === 'systemSound') systemSound.port.postMessage(order, [port]);
    else orderPlayback(order, [port]);
  });

  await lookAtDevices();
  output.start();
  void context.resume();
  await beside.request('capture.ready', undefined);
}

function soundInto(worklet: AudioWorkletNode, source: MediaStreamAudioSourceNode): () => void {
  const order = (message: MicrophoneOrder): void => worklet.port.postMessage(message);
  order({ type: 'open' });
  source.connect(worklet);
  return () => {
    order({ type: 'close' });
    source.disconnect();
  };
}

// Without this word main would wait for a window that never gets ready.
start().catch(() => bridge().report('capture.microphone', { state: 'failed', fault: 'unknown' }));
