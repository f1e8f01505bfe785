import { msToSamples, PLAYBACK_RATE_HZ } from '../../shared/audio.ts';
import type { PlaybackCommand, PlaybackReport } from '../../shared/capture-protocol.ts';
import { Utterance } from './utterance.ts';
import { VoiceGain } from '../../shared/sound/voice-gain.ts';

/** Time between two progress reports: 20 ms. */
const PROGRESS_SAMPLES = msToSamples(20, PLAYBACK_RATE_HZ);
/** How many ended utterances are remembered, so that their late chunks stay silent. */
const REMEMBERED_ENDS = 256;

/**
 * Beside's voice on its way out: utterances in order, each a row of chunks (mono Float32 at PLAYBACK_RATE_HZ).
 * Accounts for every sample: what a report counts as rendered has left `render`, and nothing else has.
 */
export class PlaybackQueue {
  /** Time between a sample leaving `render` and being heard, in samples. */
  latencySamples = 0;
  readonly #report: (report: PlaybackReport) => void;
  readonly #gain = new VoiceGain();
  readonly #ended = new Set<string>();
  #utterances: Utterance[] = [];
  #sinceProgress = 0;
  #murmur: { readonly pcm: Float32Array; readonly gain: number; at: number } | null = null;

  constructor(report: (report: PlaybackReport) => void) {
    this.#report = report;
  }

  /** Whether there is nothing to play. */
  get idle(): boolean {
    return this.#utterances.length === 0;
  }

  accept(command: PlaybackCommand): void {
    if (command.type === 'play') this.#play(command.utteranceId, command.pcm, command.last);
    else if (command.type === 'stop') this.#stop(command.utteranceId, fadeSamples(command.fadeMs));
    else if (command.type === 'murmur') this.#murmur = { pcm: command.pcm, gain: command.gain, at: 0 };
    else if (command.type === 'pause')
      this.#pause(command.utteranceId, command.on, fadeSamples(command.fadeMs));
    else this.#gain.rampTo(command.gain, msToSamples(command.rampMs, PLAYBACK_RATE_HZ));
  }

  /** Fills `out`, which holds silence already, with what is to be heard next. */
  render(out: Float32Array): void {
    let at = 0;
    while (at < out.length) {
      const utterance = this.#utterances[0];
      if (utterance === undefined) break;
      const from = at;
      at = this.#renderOne(utterance, out, at);
      const silent = !utterance.over && at < out.length;
      if (silent) {
        // Waiting is no gap: nothing was late.
        if (!utterance.waiting) utterance.starve(out.length - at);
        this.#gain.skip(out.length - at);
        at = out.length;
      }
      this.#sinceProgress += at - from;
      if (utterance.over) this.#finish(utterance);
      else if (this.#sinceProgress >= PROGRESS_SAMPLES) this.#progress(utterance);
    }
    if (at < out.length) this.#gain.skip(out.length - at);
    this.#addMurmur(out);
  }

  #addMurmur(out: Float32Array): void {
    const murmur = this.#murmur;
    if (murmur === null) return;
    const end = Math.min(out.length, murmur.pcm.length - murmur.at);
    for (let i = 0; i < end; i++) out[i] = (out[i] ?? 0) + murmur.gain * (murmur.pcm[murmur.at + i] ?? 0);
    murmur.at += end;
    if (murmur.at >= murmur.pcm.length) this.#murmur = null;
  }

  #renderOne(utterance: Utterance, out: Float32Array, start: number): number {
    let at = start;
    while (at < out.length) {
      const sample = utterance.next();
      if (sample === null) break;
      if (utterance.gap > 0) this.#endGap(utterance);
      out[at] = sample * this.#gain.next();
      at += 1;
    }
    return at;
  }

  #play(id: string, pcm: Float32Array, last: boolean): void {
    if (this.#ended.has(id)) return;
    let utterance = this.#utterances.find((one) => one.id === id);
    if (utterance === undefined) {
      utterance = new Utterance(id);
      this.#utterances.push(utterance);
    }
    if (utterance.complete) return;
    utterance.append(pcm);
    // A `last` without sound ends a gap in which nothing was missing.
    if (last && pcm.length === 0) utterance.gap = 0;
    utterance.complete = last;
  }

  #pause(id: string, on: boolean, fade: number): void {
    const utterance = this.#utterances.find((one) => one.id === id);
    if (on) utterance?.pause(fade);
    else utterance?.resume();
  }

  #stop(id: string | null, fade: number): void {
    for (const utterance of this.#utterances.filter((one) => id === null || one.id === id)) {
      // Only sound can fade: what has not begun, or waits for a late chunk, ends on the spot.
      utterance.stop(utterance.rendered === 0 || utterance.gap > 0 || utterance.waiting ? 0 : fade);
      if (utterance.over) this.#finish(utterance);
    }
    if (id !== null) this.#remember(id);
  }

  #finish(utterance: Utterance): void {
    if (utterance.gap > 0) this.#endGap(utterance);
    if (utterance.rendered > 0) this.#progress(utterance);
    this.#utterances = this.#utterances.filter((one) => one !== utterance);
    this.#remember(utterance.id);
    this.#report({
      type: 'ended',
      utteranceId: utterance.id,
      renderedSamples: utterance.rendered,
      cause: utterance.stopping ? 'stopped' : 'finished',
    });
  }

  #endGap(utterance: Utterance): void {
    this.#report({ type: 'underrun', utteranceId: utterance.id, missingSamples: utterance.gap });
    utterance.gap = 0;
  }

  #progress(utterance: Utterance): void {
    this.#sinceProgress = 0;
    // During a gap the output drains: what was on its way becomes audible.
    const inFlight = Math.max(0, this.latencySamples - utterance.gap);
    utterance.audible = Math.max(utterance.audible, utterance.rendered - inFlight);
    this.#report({
      type: 'progress',
      utteranceId: utterance.id,
      renderedSamples: utterance.rendered,
      audibleSamples: utterance.audible,
    });
  }

  #remember(id: string): void {
    if (this.#ended.has(id) || this.#utterances.some((one) => one.id === id)) return;
    this.#ended.add(id);
    if (this.#ended.size <= REMEMBERED_ENDS) return;
    const [oldest] = this.#ended;
    if (oldest !== undefined) this.#ended.delete(oldest);
  }
}

/** A fade is never longer than 200 ms, whatever is asked for: a stop is a stop. */
const fadeSamples = (fadeMs: number): number =>
  msToSamples(Math.max(0, Math.min(200, fadeMs)), PLAYBACK_RATE_HZ);
