import { expect, test } from 'vitest';
import type { PolicyView } from '../../../../../electron/interaction/policy/policy.ts';
import { silenceTimeout } from '../../../../../electron/interaction/policy/silence-timeout.ts';
import { nothing } from './support/view.ts';

const policy = silenceTimeout({ timeoutMs: 500, yieldAfterMs: 400, yieldWithinMs: 300 });

const table: readonly (readonly [string, Partial<PolicyView>, string])[] = [
  ['nothing was said', {}, 'silent, silent: nothing-said'],
  ['the gate is closed', { microphoneOpen: false }, 'silent, silent: gate-closed'],
  ['the person speaks', { utteranceOpen: true, voicedMs: 900 }, 'silent, speaking: person-has-the-floor'],
  ['the person pauses', { utteranceOpen: true, silentMs: 499 }, 'silent, hesitating: person-has-the-floor'],
  [
    'the person pauses after a long stretch',
    { utteranceOpen: true, unsignedMs: 3000, silentMs: 200 },
    'backchannel, hesitating: pause-in-long-speech',
  ],
  [
    'the person pauses for longer after it',
    { utteranceOpen: true, unsignedMs: 3000, silentMs: 420 },
    'silent, hesitating: person-has-the-floor',
  ],
  [
    'the person pauses after a shorter stretch',
    { utteranceOpen: true, unsignedMs: 2000, silentMs: 200 },
    'silent, hesitating: person-has-the-floor',
  ],
  [
    'the person pauses after a shorter stretch and wants Beside forward',
    { utteranceOpen: true, unsignedMs: 2000, silentMs: 200, forwardness: 'forward' },
    'backchannel, hesitating: pause-in-long-speech',
  ],
  ['the pause has lasted', { utteranceOpen: true, silentMs: 500 }, 'speak, finished: silence-timeout'],
  ['a line was typed', { typedWaiting: true }, 'speak, finished: typed-line'],
  [
    'a line was typed while the person speaks',
    { typedWaiting: true, utteranceOpen: true },
    'speak, finished: typed-line',
  ],
  [
    'a line was typed while Beside speaks',
    { typedWaiting: true, ownVoice: 'speaking' },
    'yield, finished: typed-line',
  ],
  ['Beside speaks', { ownVoice: 'speaking' }, 'hold, silent: own-voice-goes-on'],
  [
    'a short sound over Beside',
    { ownVoice: 'speaking', utteranceOpen: true, overMs: 399 },
    'hold, backchannel: own-voice-goes-on',
  ],
  [
    'the person talks over Beside',
    { ownVoice: 'speaking', utteranceOpen: true, overMs: 400 },
    'yield, speaking: voice-over-own-voice',
  ],
  [
    'enough was said over Beside, and it is over',
    { ownVoice: 'speaking', utteranceOpen: true, overMs: 900, silentMs: 300 },
    'hold, backchannel: own-voice-goes-on',
  ],
  [
    'Beside hears its own words, however long',
    { ownVoice: 'speaking', utteranceOpen: true, voicedMs: 900, overMs: 900, ownWords: true },
    'hold, backchannel: own-voice-goes-on',
  ],
  [
    'the person asks Beside to be quiet',
    { ownVoice: 'speaking', utteranceOpen: true, voicedMs: 200, askedToStop: true },
    'yield, speaking: asked-to-stop',
  ],
  [
    'the person goes on with what Beside had no answer to',
    { ownVoice: 'speaking', utteranceOpen: true, voicedMs: 300, goesOn: true },
    'yield, speaking: goes-on',
  ],
  [
    'the person asks Beside to speak slower',
    { ownVoice: 'speaking', utteranceOpen: true, voicedMs: 200, askedOfVoice: true },
    'yield, speaking: asked-of-voice',
  ],
  [
    'silence after words over Beside',
    { ownVoice: 'speaking', utteranceOpen: true, silentMs: 2000 },
    'hold, backchannel: own-voice-goes-on',
  ],
];

test.each(table)('when %s', (_when, change, expected) => {
  const { decision } = policy.step(null, { ...nothing, ...change }, 0);
  expect(`${decision.act}, ${decision.userState}: ${decision.reason}`).toBe(expected);
});

test('it says its timeout in its name', () => {
  expect(silenceTimeout({ timeoutMs: 800, yieldAfterMs: 1, yieldWithinMs: 1 }).name).toBe(
    'silence-timeout-800',
  );
});
