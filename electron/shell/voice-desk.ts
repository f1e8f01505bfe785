import { isNatural, type NaturalVoiceChoice, type VoiceName } from '../../shared/inference.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { MOST_FIRST_MS, type VoiceVerdict } from '../inference/voice-bench/verdict.ts';
import {
  changeVoice,
  naturalToLoad,
  needsVerdict,
  refusal,
  shownVoice,
  speakingVoice,
  type VoiceChange,
  type VoiceChoice,
} from './voice-choice.ts';

export interface VoiceDeskOptions {
  readonly wanted: VoiceName;
  show(voice: Snapshot['voice']): void;
  /** Says why another voice speaks; null takes it back. */
  notify(message: string | null): void;
  remember(voice: VoiceName): void;
  /** Runs the start-up benchmark; `again` where it ran before. */
  judge(again: boolean): Promise<VoiceVerdict>;
  /** Another natural voice, or none, is to be loaded. */
  reload(): void;
  nowMs(): number;
}

/** A gap below this is not heard as one. */
const HEARD_GAP_SAMPLES = 960;

/** Which voice speaks, and whether it keeps up. */
export class VoiceDesk {
  readonly #options: VoiceDeskOptions;
  #choice: VoiceChoice;
  #judging = false;
  /** The engine's versions are known, so that a benchmark means something. */
  #hostKnown = false;
  #again = false;
  /** When each answer was asked of the natural voice, until it is first heard of. */
  readonly #asked = new Map<string, number>();
  readonly #natural = new Set<string>();

  constructor(options: VoiceDeskOptions) {
    this.#options = options;
    this.#choice = { wanted: options.wanted, packReady: false, verdict: null, troubles: 0 };
  }

  get shown(): Snapshot['voice'] {
    return shownVoice(this.#choice);
  }

  get toLoad(): NaturalVoiceChoice | null {
    return naturalToLoad(this.#choice);
  }

  choose(voice: VoiceName): void {
    this.#again = this.#choice.verdict !== null;
    this.#options.remember(voice);
    this.#change({ type: 'wanted', voice });
  }

  packs(ready: boolean): void {
    this.#change({ type: 'packs', ready });
  }

  hostUp(): void {
    this.#hostKnown = true;
    this.#judge();
  }

  /** The voice for an answer that is asked for now. */
  ask(utteranceId: string): VoiceName {
    const voice = speakingVoice(this.#choice);
    if (isNatural(voice)) {
      this.#asked.set(utteranceId, this.#options.nowMs());
      this.#natural.add(utteranceId);
    }
    return voice;
  }

  /** A piece of an answer is there. */
  made(utteranceId: string): void {
    const askedMs = this.#asked.get(utteranceId);
    this.#asked.delete(utteranceId);
    if (askedMs === undefined) return;
    if (this.#options.nowMs() - askedMs > MOST_FIRST_MS) this.#change({ type: 'trouble' });
  }

  failed(utteranceId: string): void {
    if (this.#natural.has(utteranceId)) this.#change({ type: 'trouble' });
    this.over(utteranceId);
  }

  underrun(utteranceId: string, missingSamples: number): void {
    const heard = missingSamples >= HEARD_GAP_SAMPLES;
    if (heard && this.#natural.has(utteranceId)) this.#change({ type: 'trouble' });
  }

  /** Nothing more is heard of an answer. */
  over(utteranceId: string): void {
    this.#asked.delete(utteranceId);
    this.#natural.delete(utteranceId);
  }

  #change(change: VoiceChange): void {
    const before = this.#choice;
    this.#choice = changeVoice(before, change);
    const [was, is] = [naturalToLoad(before), naturalToLoad(this.#choice)];
    if (was?.model !== is?.model || was?.provider !== is?.provider) this.#options.reload();
    if (refusal(before) !== refusal(this.#choice)) this.#options.notify(refusal(this.#choice));
    this.#options.show(this.shown);
    this.#judge();
  }

  #judge(): void {
    if (this.#judging || !this.#hostKnown || !needsVerdict(this.#choice)) return;
    this.#judging = true;
    void this.#options
      .judge(this.#again)
      .catch((): VoiceVerdict => ({ kind: 'does-not-run' }))
      .then((verdict) => {
        this.#judging = false;
        this.#again = false;
        this.#change({ type: 'judged', verdict });
      });
  }
}
