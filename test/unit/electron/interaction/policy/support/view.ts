import type { PolicyView } from '../../../../../../electron/interaction/policy/policy.ts';

/** Nobody says anything. */
export const nothing: PolicyView = {
  microphoneOpen: true,
  utteranceOpen: false,
  silentMs: 0,
  voicedMs: 0,
  unsignedMs: 0,
  forwardness: 'balanced',
  typedWaiting: false,
  ownVoice: 'silent',
  overMs: 0,
  ownWords: false,
  askedToStop: false,
  goesOn: false,
  askedOfVoice: false,
};

/** The person has said some words, this very moment. */
export const said: PolicyView = { ...nothing, utteranceOpen: true, voicedMs: 900, unsignedMs: 900 };
