import {
  FALLBACK_VOICE,
  isNatural,
  type NaturalVoiceChoice,
  type VoiceName,
} from '../../shared/inference.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { VoiceVerdict } from '../inference/voice-bench/verdict.ts';

/** Which voice speaks: the one wanted, as long as this computer keeps up with it. */
export interface VoiceChoice {
  readonly wanted: VoiceName;
  readonly packReady: boolean;
  /** What the benchmark says; null until it has. */
  readonly verdict: VoiceVerdict | null;
  /** Late starts and gaps of the natural voice in this session. */
  readonly troubles: number;
}

export type VoiceChange =
  | { readonly type: 'wanted'; readonly voice: VoiceName }
  | { readonly type: 'packs'; readonly ready: boolean }
  | { readonly type: 'judged'; readonly verdict: VoiceVerdict }
  | { readonly type: 'trouble' };

/** One can be an accident, of a virus scan or a waking laptop; three in a session are this computer. */
export const MOST_TROUBLES = 2;

export function changeVoice(choice: VoiceChoice, change: VoiceChange): VoiceChoice {
  switch (change.type) {
    case 'wanted': {
      // Choosing it again is how a person asks for another try.
      const retry = isNatural(change.voice) && !naturalSpeaks({ ...choice, wanted: change.voice });
      return {
        ...choice,
        wanted: change.voice,
        troubles: retry ? 0 : choice.troubles,
        verdict: retry ? null : choice.verdict,
      };
    }
    case 'packs':
      return { ...choice, packReady: change.ready, verdict: change.ready ? choice.verdict : null };
    case 'judged':
      return { ...choice, verdict: change.verdict };
    case 'trouble':
      return naturalSpeaks(choice) ? { ...choice, troubles: choice.troubles + 1 } : choice;
  }
}

/** Whether the benchmark has to run. */
export const needsVerdict = ({ wanted, packReady, verdict }: VoiceChoice): boolean =>
  isNatural(wanted) && packReady && verdict === null;

/** What the host is to load, or null. */
export function naturalToLoad(choice: VoiceChoice): NaturalVoiceChoice | null {
  return naturalSpeaks(choice) && choice.verdict?.kind === 'fits' ? choice.verdict.choice : null;
}

/** The voice that speaks now. */
export const speakingVoice = (choice: VoiceChoice): VoiceName =>
  isNatural(choice.wanted) && !naturalSpeaks(choice) ? FALLBACK_VOICE : choice.wanted;

function naturalSpeaks({ wanted, packReady, verdict, troubles }: VoiceChoice): boolean {
  return isNatural(wanted) && packReady && verdict?.kind === 'fits' && troubles <= MOST_TROUBLES;
}

/** For the overlay. */
export function shownVoice(choice: VoiceChoice): Snapshot['voice'] {
  return { wanted: choice.wanted, speaking: speakingVoice(choice), natural: naturalState(choice) };
}

function naturalState(choice: VoiceChoice): Snapshot['voice']['natural'] {
  if (!isNatural(choice.wanted)) return 'not-wanted';
  if (!choice.packReady) return 'no-pack';
  if (choice.verdict === null) return 'measuring';
  return naturalSpeaks(choice) ? 'speaks' : 'refused';
}

/** Why the voice that is wanted does not speak, for a person; null while it does or nothing is known. */
export function refusal(choice: VoiceChoice): string | null {
  const { verdict, troubles } = choice;
  if (naturalState(choice) !== 'refused' || verdict === null) return null;
  const instead = 'the plain voice speaks instead.';
  switch (verdict.kind) {
    case 'starts-late':
      return `The natural voice needs ${seconds(verdict.firstMs)} s to begin on this computer; ${instead}`;
    case 'falls-behind':
      return `The natural voice cannot keep up while Beside listens on this computer: an answer would stop for ${seconds(verdict.starvedMs)} s; ${instead}`;
    case 'does-not-run':
      return `The natural voice does not run on this computer; ${instead}`;
    case 'fits':
      return `The natural voice was late ${troubles} times; ${instead} To try it again, choose it under Voice.`;
  }
}

/** Tenths, rounded up: 0.64 is not "0.6", which would have been in time. */
const seconds = (ms: number): string => (Math.ceil(ms / 100) / 10).toFixed(1);
