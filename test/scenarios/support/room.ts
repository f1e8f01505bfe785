import { Microphone } from '../../../electron/capture/microphone.ts';
import { OwnSound } from '../../../electron/capture/own-sound.ts';
import { VoicePlayer } from '../../../electron/capture/voice-player.ts';
import type { InferenceHost } from '../../../electron/inference/inference-host.ts';
import { createEngine, floorOf } from '../../../electron/interaction/engine.ts';
import { MicroTurnLoop } from '../../../electron/interaction/loop.ts';
import type { SpokenLine } from '../../../electron/interaction/state.ts';
import { perceivedIn } from '../../../electron/interaction/timeline/cell.ts';
import type { Effect, Perception } from '../../../electron/interaction/timeline/events.ts';
import { accountFrom } from '../../../electron/interaction/timeline/why/account.ts';
import { answer } from '../../../electron/interaction/voice/small-talk/answer.ts';
import {
  abilitiesOf,
  noAbilities,
  outputBy,
  playbackOf,
  recognisedBy,
} from '../../../electron/shell/heard.ts';
import { HeldSound } from '../../../electron/shell/held-sound.ts';
import type { Cue } from '../../../electron/interaction/cues/cue.ts';
import { Nods } from '../../../electron/shell/nods.ts';
import { performEffect } from '../../../electron/shell/effects.ts';
import { PlaybackQueue } from '../../../renderer/capture/playback-queue.ts';
import { FRAME_MS, msToSamples, PLAYBACK_RATE_HZ } from '../../../shared/audio.ts';
import type { PlaybackCommand, PlaybackReport } from '../../../shared/capture-protocol.ts';
import type { HostEvent, LaneName } from '../../../shared/inference.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { float32ToInt16 } from '../../../shared/sound/pcm.ts';
import { captureWindow } from './capture-window.ts';
import type { FakePort } from './electron.ts';
import { hostHere } from './host-here.ts';
import { endOfTurnHeadFile } from './lanes.ts';
import type { Sound } from './sounds.ts';
import { withDefaults, type RoomLanes, type RoomOptions } from './room-options.ts';
import { VirtualClock } from './virtual-clock.ts';

const PLAYED_FRAME = msToSamples(FRAME_MS, PLAYBACK_RATE_HZ);
/** A Tuesday, five past twelve. */
const NOW = { year: 2026, month: 11, day: 24, hour: 12, minute: 5 } as const;

/** A person and Beside in a room: only time, the sound card and Electron's message ports are made; the rest is real. */
export class Room {
  readonly clock = new VirtualClock();
  readonly loop: MicroTurnLoop<unknown>;
  /** Every effect, in order. */
  readonly effects: Effect[] = [];
  keptCues: readonly Cue[] = [];
  voice = { volume: 1, pace: 1 };
  /** Everything that left the loudspeaker, 48 kHz; index 0 is time 0. */
  readonly played: number[] = [];
  /** What was synthesised for each utterance, sentence by sentence. */
  readonly made = new Map<string, Float32Array[]>();
  readonly #lanes: RoomLanes;
  readonly nods = new Nods(
    { request: (command) => void this.#host.handle(command) },
    { murmur: (pcm) => this.#player.murmur(pcm) },
    () => defaultSettings.voice.name,
  );
  readonly #held = new HeldSound();
  readonly #host: InferenceHost;
  readonly #microphone: Microphone;
  readonly #player: VoicePlayer;
  readonly #own: OwnSound | null;
  readonly #options: Required<RoomOptions>;
  #said: { readonly fromSample: number; readonly sound: Sound }[] = [];
  #capture: { microphone: FakePort; queue: PlaybackQueue } | null = null;
  #seq = 0;
  #abilities = noAbilities;

  private constructor(options: RoomOptions) {
    this.#options = withDefaults(options);
    this.#lanes = this.#options.lanes(this.clock);
    this.#host = hostHere(this.#options, this.clock, this.#lanes, (event) => this.#onHost(event));
    this.#microphone = new Microphone({
      onFrame: (atSample, pcm) =>
        this.#held.frame(atSample, pcm, this.#postSound, this.#own?.take(pcm.length) ?? null),
      onInterrupted: (atSample) => this.loop.perceive({ type: 'sound-interrupted', atSample }),
    });
    const { asksNetwork } = this.#options.policy;
    this.#own = asksNetwork ? new OwnSound() : null;
    this.#player = new VoicePlayer((report) => this.#onPlayback(report), this.#own);
    this.loop = new MicroTurnLoop(createEngine(this.#options.policy), {
      clock: this.clock,
      perform: (effect) => this.#perform(effect),
      cellDone: (state) => void this.nods.tend(state),
      ...(asksNetwork ? { ask: (parts) => void this.#host.handle({ type: 'decide', ...parts }) } : {}),
    });
  }

  static async open(options: RoomOptions = {}): Promise<Room> {
    const room = new Room(options);
    room.captureUp();
    const endOfTurnHead = room.#options.policy.asksEndOfTurn ? endOfTurnHeadFile : null;
    await room.#host.handle({
      type: 'load',
      packsDir: '',
      manifestPath: '',
      providersPath: '',
      endOfTurnHead,
      policy: room.#options.policyFiles,
    });
    await room.#lanes.idle();
    room.loop.start();
    room.openGate();
    room.clock.after(FRAME_MS, () => room.#frame());
    return room;
  }

  get nowMs(): number {
    return this.clock.nowMs();
  }

  get lines(): readonly Pick<SpokenLine, 'who' | 'text' | 'state'>[] {
    return this.loop.state.lines.map(({ who, text, state }) => ({ who, text, state }));
  }

  get floor(): ReturnType<typeof floorOf> {
    return floorOf(this.loop.state);
  }

  /** Every perception so far, in order. */
  get perceived(): readonly Perception[] {
    return this.loop.log.cells.flatMap(perceivedIn);
  }

  /** The person makes a sound, from now on or later; gives the time when it ends. */
  say(sound: Sound, inMs = 0): number {
    this.#said.push({ fromSample: msToSamples(this.nowMs + inMs), sound });
    return this.nowMs + inMs + sound.length / 16;
  }

  type(text: string): void {
    this.loop.perceive({ type: 'typed', text });
  }

  openGate(): void {
    this.#microphone.setGate(true);
    this.#tellMicrophone(true);
  }

  closeGate(): void {
    this.#microphone.setGate(false);
    this.#held.forget();
    this.#own?.forget();
    void this.#host.handle({ type: 'forget' });
    this.#tellMicrophone(false);
  }

  killLane(lane: LaneName): void {
    this.#lanes.kill?.(lane);
  }

  /** A capture window takes its ports. */
  captureUp(): void {
    const { microphone, playback } = captureWindow(this.#microphone, this.#player);
    const queue = new PlaybackQueue((report) => playback.postMessage(report));
    queue.latencySamples = msToSamples(this.#options.outputMs, PLAYBACK_RATE_HZ);
    playback.on('message', ({ data }) => queue.accept(data as PlaybackCommand));
    this.#capture = { microphone, queue };
    this.#lanesAre(this.#abilities);
  }

  /** The capture window dies, with what it was playing. */
  captureGone(): void {
    this.#capture = null;
    const lost = this.#player.disconnect();
    this.#lanesAre(this.#abilities);
    for (const utteranceId of lost)
      this.loop.perceive({ type: 'playback-ended', utteranceId, samples: 0, cause: 'lost' });
  }

  async run(ms: number): Promise<void> {
    await this.clock.runTo(this.nowMs + ms, () => this.#lanes.idle());
  }

  /** Runs until `reached`; throws when that takes longer than anybody would wait. */
  async until(reached: () => boolean, mostMs = 12_000): Promise<void> {
    const endMs = this.nowMs + mostMs;
    while (!reached()) {
      if (this.nowMs >= endMs) throw new Error(`not reached in ${mostMs} ms: ${reached.toString()}`);
      await this.run(FRAME_MS);
    }
  }

  #tellMicrophone(open: boolean): void {
    const { echoCancelled } = this.#options;
    this.loop.perceive({ type: 'microphone', open, echoCancelled, atSample: this.#microphone.nowSample });
  }

  readonly #postSound = (atSample: number, pcm: Int16Array, own: Int16Array | null): void =>
    void this.#host.handle({ type: 'sound', atSample, pcm, ...(own ? { own } : {}) });

  #hearing(lanes: Extract<HostEvent, { type: 'lanes' }>['lanes']): void {
    if (!lanes.some(({ lane, state }) => lane === 'floor' && state === 'ready')) return this.#held.lost();
    const fromSample = this.#held.regained(this.#postSound);
    if (fromSample !== null) this.loop.perceive({ type: 'sound-refed', fromSample });
  }

  /** As Conversation does. */
  #lanesAre(lanes: typeof noAbilities): void {
    this.#abilities = lanes;
    this.loop.perceive({ type: 'abilities', ...lanes, speak: lanes.speak && this.#player.connected });
  }

  /** 20 ms of sound, out and in. */
  #frame(): void {
    this.clock.after(FRAME_MS, () => this.#frame());
    const out = new Float32Array(PLAYED_FRAME);
    this.#capture?.queue.render(out);
    this.played.push(...out);
    const from = msToSamples(this.nowMs - FRAME_MS);
    this.#said = this.#said.filter(({ fromSample, sound }) => fromSample + sound.length > from);
    const pcm = this.#options.echo(out).map((echo, i) => echo + this.#soundAt(from + i));
    const { microphone } = this.#capture ?? {};
    // Nobody counts frames while there is no window; a number left out would be sound that was lost on the way.
    if (!microphone) return;
    const frame = { seq: this.#seq++, pcm: float32ToInt16(pcm) };
    this.clock.after(this.#options.inputMs, () => microphone.postMessage(frame));
  }

  #soundAt(sample: number): number {
    return this.#said.reduce((sum, { fromSample, sound }) => sum + (sound[sample - fromSample] ?? 0), 0);
  }

  #perform(effect: Effect): void {
    this.effects.push(effect);
    performEffect(effect, {
      inference: {
        request: (command) => void this.#host.handle(command),
        cancel: (requestId) => void this.#host.handle({ type: 'cancel', requestId }),
      },
      player: this.#player,
      reply: (text, situation) =>
        answer(text, situation, { ...NOW, second: 0 }, this.voice, () =>
          accountFrom(this.loop.log, this.loop.state.lines),
        ),
      keepCues: (cues) => void (this.keptCues = cues),
      keepHush: () => undefined,
      nod: (audible) => this.nods.give(audible),
      changeVolume: () => undefined,
      setPace: (pace) => void (this.voice = { ...this.voice, pace }),
      pace: () => this.voice.pace,
      voiceFor: () => defaultSettings.voice.name,
      unwanted: () => undefined,
      perceive: (what) => this.loop.perceive(what),
    });
  }

  /** Results are there at once in real time and land after their virtual cost, even when cancelled meanwhile. */
  #onHost(event: HostEvent): void {
    if (event.type !== 'usage' && event.type !== 'lanes' && this.nods.took(event)) return;
    switch (event.type) {
      case 'usage':
        return;
      case 'lanes':
        // As InferenceLink does: what is held of the sound first.
        this.#hearing(event.lanes);
        return this.#lanesAre(abilitiesOf(event.lanes));
      case 'voice-activity':
        return this.loop.perceive(event);
      case 'recognised': {
        const delayMs = this.#options.recogniseMs;
        // Lanes on the virtual clock have their own cost; that of the real ones is real time's.
        const costMs = delayMs === 0 ? event.costMs : delayMs;
        this.clock.after(delayMs, () => this.loop.perceive(recognisedBy({ ...event, costMs })));
        return;
      }
      case 'decided':
        return this.loop.perceive(outputBy(event));
      case 'synthesised': {
        const { requestId: utteranceId, sentence, sentenceEnd, pcm, last } = event;
        this.made.set(utteranceId, [...(this.made.get(utteranceId) ?? []), pcm]);
        this.clock.after(this.#options.synthesiseMs * (sentence + 1), () => {
          this.#player.add(utteranceId, pcm, last);
          this.loop.perceive({
            type: 'synthesised',
            utteranceId,
            sentence,
            samples: pcm.length,
            sentenceEnd,
            last,
          });
        });
        return;
      }
      case 'failed': {
        const { requestId } = event;
        if (event.lane !== 'speak') return this.loop.perceive({ type: 'recognition-failed', requestId });
        this.#player.discard(requestId);
        return this.loop.perceive({ type: 'synthesis-failed', utteranceId: requestId });
      }
    }
  }

  #onPlayback(report: PlaybackReport): void {
    if (report.type !== 'underrun') this.loop.perceive(playbackOf(report));
  }
}
