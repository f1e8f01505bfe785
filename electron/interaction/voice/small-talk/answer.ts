import { answerCueOrder } from '../../cues/read-order.ts';
import type { Situation } from '../../cues/situation.ts';
import type { Reply } from '../../timeline/events.ts';
import { answerAboutTalk, type VoiceNow } from './about-talk.ts';
import type { LocalTime } from './local-time.ts';
import { joinedLine } from '../unfinished.ts';
import { isAnswer, smallTalk } from './small-talk.ts';
import { answerUnits } from './units.ts';

/** The clock on the wall where the person is, to the second. */
export interface LocalClock extends LocalTime {
  readonly second: number;
}

/**
 * What Beside says to a line without any language model. Words that may be the rest of the line before are first taken for
 * themselves, then with it; where neither is understood they go with a line that had no answer either.
 */
export function answer(text: string, situation: Situation, clock: LocalClock, voice: VoiceNow): Reply {
  const alone = understand(text, situation, clock, voice);
  const { unfinished } = situation;
  if (unfinished === null || isAnswer(alone)) return alone;
  const together = understand(joinedLine(unfinished, text), situation, clock, voice);
  const alike = !isAnswer(understand(unfinished, situation, clock, voice));
  return isAnswer(together) || alike ? { ...together, continues: true } : alone;
}

/** The first room that understands a line answers it. */
function understand(text: string, situation: Situation, clock: LocalClock, voice: VoiceNow): Reply {
  const { wallMs, zoneMs } = situation;
  return (
    answerCueOrder(text, situation, { ...clock, wallMs, zoneMs }) ??
    answerAboutTalk(text, situation, voice) ??
    answerUnits(text) ??
    smallTalk(text, clock)
  );
}
