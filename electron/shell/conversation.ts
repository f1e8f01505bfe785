import type { WebContents } from 'electron';
import { FRAME_MS } from '../../shared/audio.ts';
import type { UsageEvent } from '../../shared/inference.ts';
import type { Hush } from '../../shared/manners.ts';
import type { Settings } from '../../shared/settings.ts';
import type { PlaybackReport } from '../../shared/capture-protocol.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { Timings } from '../../shared/timings.ts';
import type { Why, WhyAbout } from '../../shared/why.ts';
import { Microphone } from '../capture/microphone.ts';
import { OwnSound } from '../capture/own-sound.ts';
import { VoicePlayer } from '../capture/voice-player.ts';
import type { Cue } from '../interaction/cues/cue.ts';
import type { Situation } from '../interaction/cues/situation.ts';
import type { Perception, Reply } from '../interaction/timeline/events.ts';
import { LEAST_VOLUME } from '../interaction/voice/small-talk/about-talk.ts';
import { createEngine } from '../interaction/engine.ts';
import { MicroTurnLoop } from '../interaction/loop.ts';
import type { Policy } from '../interaction/policy/policy.ts';
import { noExchanges, timeExchanges } from '../interaction/timeline/exchange-timings.ts';
import { countLateCells, noLateCells } from '../interaction/timeline/late-cells.ts';
import { accountFrom, whyFrom, type Account } from '../interaction/timeline/why/account.ts';
import type { Timeline } from '../interaction/timeline/log.ts';
import { answer } from '../interaction/voice/small-talk/answer.ts';
import { localClock, realClock } from './clocks.ts';
import { ConversationView } from './conversation-view.ts';
import { performEffect } from './effects.ts';
import { abilitiesOf, noAbilities, outputBy, playbackOf, recognisedBy, type Abilities } from './heard.ts';
import { Nods } from './nods.ts';
import { StallWatch } from './stall-watch.ts';
import { InferenceLink, type InferenceLinkOptions, type WorkEvent } from './inference-link.ts';
import type { VoiceDesk } from './voice-desk.ts';

export interface ConversationOptions {
  readonly policy: Policy<null>;
  readonly inference: Pick<InferenceLinkOptions, 'file' | 'load' | 'onState' | 'onLanes'>;
  settings(): Settings;
  show(change: Partial<Snapshot>): void;
  keepCues(cues: readonly Cue[]): void;
  keepHush(hush: Hush | null): void;
  keepVoice(change: Partial<Settings['voice']>): void;
  readonly voice: Pick<VoiceDesk, 'shown' | 'ask' | 'made' | 'failed' | 'underrun' | 'over'>;
  /** No sound has come for a while although the gate is open; `times` counts those whiles. */
  microphoneStalled(times: number): void;
}

/** The exchange: microphone in, engine in the middle, voice out. */
export class Conversation {
  readonly microphone: Microphone;
  readonly inference: InferenceLink;
  readonly policyName: string;
  readonly #player: VoicePlayer;
  /** What was heard of Beside's own voice, where the policy asks for it. */
  readonly #own: OwnSound | null;
  readonly #loop: MicroTurnLoop<null>;
  readonly #options: ConversationOptions;
  readonly #view: ConversationView;
  readonly #stalls = new StallWatch();
  readonly #nods: Nods;
  #lanes: Abilities = noAbilities;
  #output = true;
  #gapTimer: ReturnType<typeof setInterval> | null = null;
  #laneUsage: UsageEvent['lanes'] = [];
  #timings = noExchanges;
  #lateCells = noLateCells;
  readonly #afterCell: (() => void)[] = [];

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#view = new ConversationView((change) => options.show(change));
    this.inference = new InferenceLink({
      ...options.inference,
      onUsage: ({ lanes }) => void (this.#laneUsage = lanes),
      onLost: () => this.#lanesAre(noAbilities),
      onRefed: (fromSample) => this.#loop.perceive({ type: 'sound-refed', fromSample }),
      onLanes: (event) => {
        this.#lanesAre(abilitiesOf(event.lanes));
        options.inference.onLanes(event);
      },
      onEvent: (event) => (this.#nods.took(event) ? undefined : this.#onInference(event)),
    });
    this.microphone = new Microphone({
      onFrame: (atSample, pcm) => this.inference.sound(atSample, pcm, this.#own?.take(pcm.length) ?? null),
      onInterrupted: (atSample) => this.#loop.perceive({ type: 'sound-interrupted', atSample }),
    });
    const { policy } = options;
    this.policyName = policy.name;
    this.#own = policy.asksNetwork ? new OwnSound() : null;
    this.#player = new VoicePlayer((report) => this.#onPlayback(report), this.#own);
    this.#nods = new Nods(this.inference, this.#player, () => options.voice.shown.speaking);
    this.#loop = new MicroTurnLoop(createEngine(policy), {
      clock: realClock,
      perform: (effect) =>
        performEffect(effect, {
          inference: this.inference,
          player: this.#player,
          reply: (text, situation) => this.#answer(text, situation),
          keepCues: (cues) => options.keepCues(cues),
          keepHush: (hush) => options.keepHush(hush),
          nod: (audible) => this.#nods.give(audible),
          changeVolume: (by) => this.#changeVolume(by),
          setPace: (pace) => options.keepVoice({ pace }),
          pace: () => options.settings().voice.pace,
          voiceFor: (utteranceId) => options.voice.ask(utteranceId),
          unwanted: (utteranceId) => options.voice.over(utteranceId),
          perceive: (what) => this.#loop.perceive(what),
        }),
      ...(policy.asksNetwork ? { ask: (parts) => this.inference.decide(parts) } : {}),
      observe: (event, nowMs) => void (this.#timings = timeExchanges(this.#timings, event, nowMs)),
      cellDone: (state) => {
        this.#lateCells = countLateCells(this.#lateCells, this.cells, realClock.nowMs());
        const levelDbfs = this.#level(state.microphone.open);
        const { shown: lateCells } = this.#lateCells;
        this.#view.cellDone(state, { levelDbfs, nods: this.#nods.tend(state), lateCells });
        for (const callback of this.#afterCell.splice(0)) setImmediate(callback);
      },
    });
  }

  /** What the lanes cost so far; empty until the host has told. */
  get laneUsage(): UsageEvent['lanes'] {
    return this.#laneUsage;
  }

  start(): void {
    this.inference.start();
    this.#loop.start();
    this.#gapTimer = setInterval(() => this.microphone.fillGap(performance.now()), FRAME_MS);
  }

  close(): void {
    this.#loop.stop();
    if (this.#gapTimer) clearInterval(this.#gapTimer);
    this.inference.close();
  }

  get cells(): { readonly ran: number; readonly missed: number } {
    return { ran: this.#loop.state.cell, missed: this.#loop.missedCells };
  }

  /** What happened, as far back as it is kept. */
  get log(): Timeline<null> {
    return this.#loop.log;
  }

  /** When each step of the last exchanges happened. */
  get timings(): Timings {
    return { exchanges: [...this.#timings.exchanges] };
  }

  /** Times that the voice gave way, and how long it did so for nothing. */
  get ducks(): { readonly count: number; readonly undoneMs: number } {
    return this.#timings.ducks;
  }

  /** Calls back once, right after the next cell: the time that is farthest from a deadline. */
  afterCell(callback: () => void): void {
    this.#afterCell.push(callback);
  }

  typed(text: string): void {
    this.#loop.perceive({ type: 'typed', text });
  }

  /** Standing instructions from before a restart. */
  restoreCues(cues: readonly Cue[]): void {
    if (cues.length > 0) this.#loop.perceive({ type: 'cues-kept', cues, wallMs: Date.now() });
  }

  /** How the person wants Beside to behave of its own accord: before the first cell, and at each change. */
  wants(what: Extract<Perception, { type: 'manners' | 'hushed' }>): void {
    this.#loop.perceive(what);
  }

  endCue(id: string): void {
    this.#loop.perceive({ type: 'cue-ended', id });
  }

  #answer(text: string, situation: Situation): Reply {
    const { voice } = this.#options.settings();
    const account = (): Account => accountFrom(this.#loop.log, this.#loop.state.lines);
    return answer(text, situation, localClock(new Date(situation.wallMs)), voice, account);
  }

  /** Why Beside said something, or nothing, from its log. */
  why(about: WhyAbout): Why {
    return whyFrom(this.#loop.log, this.#loop.state.lines, about);
  }

  #changeVolume(by: number): void {
    const volume = Math.min(1, Math.max(LEAST_VOLUME, this.#options.settings().voice.volume + by));
    this.#options.keepVoice({ volume });
    this.#player.setVolume(volume);
  }

  stopSpeech(): void {
    this.#loop.perceive({ type: 'stop-pressed' });
  }

  /** Opens or closes the microphone's gate. */
  setGate(open: boolean): void {
    this.microphone.setGate(open);
    if (open) return;
    this.#own?.forget();
    this.inference.forget();
  }

  microphoneOpened(open: boolean, echoCancelled: boolean): void {
    this.#stalls.opened();
    this.#loop.perceive({ type: 'microphone', open, echoCancelled, atSample: this.microphone.nowSample });
  }

  /** Whether anything spoken can be heard. Without, answers are shown; what plays ends where it was last heard. */
  outputIs(available: boolean): void {
    if (available === this.#output) return;
    this.#output = available;
    this.#lanesAre(this.#lanes);
    if (!available) this.#loop.perceive({ type: 'output-gone' });
  }

  #lanesAre(lanes: Abilities): void {
    this.#lanes = lanes;
    this.#loop.perceive({
      type: 'abilities',
      ...lanes,
      speak: lanes.speak && this.#output && this.#player.connected,
    });
  }

  /** A capture window is up: it gets its ports. */
  captureUp(contents: WebContents): void {
    this.microphone.connect(contents);
    this.#player.connect(contents);
    this.#player.setVolume(this.#options.settings().voice.volume);
    this.#lanesAre(this.#lanes);
  }

  /** The capture window is gone, and with it what it was playing. */
  captureGone(): void {
    const lost = this.#player.disconnect();
    this.#lanesAre(this.#lanes);
    for (const utteranceId of lost) {
      this.#options.voice.over(utteranceId);
      this.#loop.perceive({ type: 'playback-ended', utteranceId, samples: 0, cause: 'lost' });
    }
  }

  #onInference(event: WorkEvent): void {
    switch (event.type) {
      case 'voice-activity':
        return this.#loop.perceive(event);
      case 'recognised':
        return this.#loop.perceive(recognisedBy(event));
      case 'decided':
        return this.#loop.perceive(outputBy(event));
      case 'synthesised': {
        const { requestId: utteranceId, sentence, sentenceEnd, pcm, last } = event;
        this.#options.voice.made(utteranceId);
        this.#player.add(utteranceId, pcm, last);
        const made = { utteranceId, sentence, samples: pcm.length, sentenceEnd, last };
        return this.#loop.perceive({ type: 'synthesised', ...made });
      }
      case 'failed': {
        const { requestId } = event;
        if (event.lane !== 'speak' && event.lane !== 'speak-natural')
          return this.#loop.perceive({ type: 'recognition-failed', requestId });
        this.#player.discard(requestId);
        // Only the natural voice's own failures speak against it, not a host that died under it.
        if (event.lane === 'speak-natural') this.#options.voice.failed(requestId);
        else this.#options.voice.over(requestId);
        return this.#loop.perceive({ type: 'synthesis-failed', utteranceId: requestId });
      }
    }
  }

  #onPlayback(report: PlaybackReport): void {
    const { utteranceId } = report;
    if (report.type === 'underrun') return this.#options.voice.underrun(utteranceId, report.missingSamples);
    if (report.type === 'ended') this.#options.voice.over(utteranceId);
    this.#loop.perceive(playbackOf(report));
  }

  #level(open: boolean): number | null {
    const level = this.microphone.takeLevelDbfs();
    const times = this.#stalls.cell(open, level !== null);
    if (times !== null) this.#options.microphoneStalled(times);
    return level;
  }
}
