import { answerCueOrder } from '../../cues/read-order.ts';
import type { Situation } from '../../cues/situation.ts';
import type { Reply } from '../../timeline/events.ts';
import { answerAboutTalk, type VoiceNow } from './about-talk.ts';
import type { LocalTime } from './local-time.ts';
import { smallTalk } from './small-talk.ts';
import { answerUnits } from './units.ts';

/** The clock on the wall where the person is, to the second. */
export interface LocalClock extends LocalTime {
  readonly second: number;
}

/** What Beside says to a line without any language model. The first room that understands it answers. */
export function answer(text: string, situation: Situation, clock: LocalClock, voice: VoiceNow): Reply {
  const { wallMs, zoneMs } = situation;
  return (
    answerCueOrder(text, situation, { ...clock, wallMs, zoneMs }) ??
    answerAboutTalk(text, situation, voice) ??
    answerUnits(text) ??
    smallTalk(text, clock)
  );
}
