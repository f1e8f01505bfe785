import type { VoicePlayer } from '../capture/voice-player.ts';
import type { Hush } from '../../shared/manners.ts';
import type { Cue } from '../interaction/cues/cue.ts';
import type { Situation } from '../interaction/cues/situation.ts';
import type { Effect, Perception, Reply } from '../interaction/timeline/events.ts';
import type { VoiceName } from '../../shared/inference.ts';
import type { InferenceLink } from './inference-link.ts';

export interface EffectPorts {
  readonly inference: Pick<InferenceLink, 'request' | 'cancel'>;
  readonly player: Pick<VoicePlayer, 'expect' | 'play' | 'stop' | 'duck' | 'pause' | 'discard'>;
  /** Words for what the person said. */
  reply(text: string, situation: Situation): Reply;
  keepCues(cues: readonly Cue[]): void;
  /** Gives a sign of listening. */
  nod(audible: boolean): void;
  keepHush(hush: Hush | null): void;
  changeVolume(by: number): void;
  setPace(pace: number): void;
  /** How fast Beside speaks: 1 = as synthesised. */
  pace(): number;
  /** The voice that is to speak an utterance. */
  voiceFor(utteranceId: string): VoiceName;
  /** Nothing more will be heard of it. */
  unwanted(utteranceId: string): void;
  perceive(what: Perception): void;
}

/**
 * Carries the engine's effects out. Outcomes come back as perceptions, at once or later; an effect that cannot be
 * carried out comes back as its failure.
 */
export function performEffect(effect: Effect, ports: EffectPorts): void {
  try {
    perform(effect, ports);
  } catch {
    fail(effect, ports);
  }
}

function perform(effect: Effect, ports: EffectPorts): void {
  const { inference, player } = ports;
  switch (effect.type) {
    case 'recognise':
      return inference.request(effect);
    case 'reply': {
      const { requestId } = effect;
      return later(ports, { type: 'reply', requestId, reply: ports.reply(effect.text, effect.situation) });
    }
    case 'synthesise': {
      const { utteranceId, sentences } = effect;
      player.expect(utteranceId);
      return inference.request({
        type: 'synthesise',
        requestId: utteranceId,
        sentences,
        voice: ports.voiceFor(utteranceId),
        pace: effect.pace ?? ports.pace(),
      });
    }
    case 'cancel':
      inference.cancel(effect.id);
      return player.discard(effect.id) ? ports.unwanted(effect.id) : undefined;
    case 'keep-cues':
      return ports.keepCues(effect.cues);
    case 'keep-hush':
      return ports.keepHush(effect.hush);
    case 'change-volume':
      return ports.changeVolume(effect.by);
    case 'set-pace':
      return ports.setPace(effect.pace);
    case 'play':
      return player.play(effect.utteranceId) ? undefined : fail(effect, ports);
    case 'stop':
      return player.stop(effect.utteranceId, effect.fadeMs) ? undefined : fail(effect, ports);
    case 'duck':
      return player.duck(effect.on);
    case 'pause':
      return player.pause(effect.utteranceId, effect.on);
    case 'nod':
      return ports.nod(effect.audible);
  }
}

function fail(effect: Effect, ports: EffectPorts): void {
  switch (effect.type) {
    case 'recognise':
      return later(ports, { type: 'recognition-failed', requestId: effect.requestId });
    case 'reply':
      return later(ports, { type: 'reply-failed', requestId: effect.requestId });
    case 'synthesise':
      return later(ports, { type: 'synthesis-failed', utteranceId: effect.utteranceId });
    case 'play':
    case 'stop':
      return later(ports, {
        type: 'playback-ended',
        utteranceId: effect.utteranceId,
        samples: 0,
        cause: 'lost',
      });
    case 'cancel':
    case 'keep-cues':
    case 'keep-hush':
    case 'change-volume':
    case 'set-pace':
    case 'duck':
    case 'pause':
    case 'nod':
      return undefined;
  }
}

/** Not from within the engine's own step. */
function later(ports: EffectPorts, what: Perception): void {
  queueMicrotask(() => ports.perceive(what));
}
