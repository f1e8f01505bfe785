import type { VoicePlayer } from '../capture/voice-player.ts';
import type { Effect, Perception, Reply } from '../interaction/timeline/events.ts';
import type { Settings } from '../../shared/settings.ts';
import type { InferenceLink } from './inference-link.ts';

export interface EffectPorts {
  readonly inference: Pick<InferenceLink, 'request' | 'cancel'>;
  readonly player: Pick<VoicePlayer, 'expect' | 'play' | 'stop' | 'discard' | 'connected'>;
  /** Words for what the person said. */
  reply(text: string): Reply;
  settings(): Settings;
  perceive(what: Perception): void;
}

/** Carries the engine's effects out. Outcomes come back as perceptions, at once or later. */
export function performEffect(effect: Effect, ports: EffectPorts): void {
  const { inference, player } = ports;
  switch (effect.type) {
    case 'recognise':
      return inference.request(effect);
    case 'reply': {
      const { requestId } = effect;
      const reply = ports.reply(effect.text);
      // Not from within the engine's own step.
      queueMicrotask(() => ports.perceive({ type: 'reply', requestId, reply }));
      return;
    }
    case 'synthesise': {
      const { utteranceId, sentences } = effect;
      player.expect(utteranceId);
      inference.request({
        type: 'synthesise',
        requestId: utteranceId,
        sentences,
        voice: ports.settings().voice.name,
      });
      return;
    }
    case 'cancel':
      inference.cancel(effect.id);
      return player.discard(effect.id);
    case 'play':
      if (player.connected) return player.play(effect.utteranceId);
      return lost(effect.utteranceId, ports);
    case 'stop':
      if (player.connected) return player.stop(effect.utteranceId, effect.fadeMs);
      return lost(effect.utteranceId, ports);
  }
}

/** Nothing can be played: the utterance ends unheard instead of being waited for. */
function lost(utteranceId: string, ports: EffectPorts): void {
  queueMicrotask(() => ports.perceive({ type: 'playback-ended', utteranceId, samples: 0, cause: 'lost' }));
}
