import { answerCueOrder } from '../../cues/read-order.ts';
import type { Situation } from '../../cues/situation.ts';
import type { Reply } from '../../timeline/events.ts';
import type { Account } from '../../timeline/why/account.ts';
import { answerAboutQuiet } from './about-quiet.ts';
import { answerAboutTalk, type VoiceNow } from './about-talk.ts';
import { answerWhy } from './about-why.ts';
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
 * themselves, then with it; where neither is understood they go with a line that had no answer either. `account`: what the
 * log tells of it, for the room that asks for it.
 */
export function answer(
  text: string,
  situation: Situation,
  clock: LocalClock,
  voice: VoiceNow,
  account: () => Account,
): Reply {
  const said = (line: string): Reply => understand(line, situation, clock, voice, account);
  const alone = said(text);
  const { unfinished } = situation;
  if (unfinished === null || isAnswer(alone)) return alone;
  const together = said(joinedLine(unfinished, text));
  return isAnswer(together) || !isAnswer(said(unfinished)) ? { ...together, continues: true } : alone;
}

/** The first room that understands a line answers it. */
function understand(
  text: string,
  situation: Situation,
  clock: LocalClock,
  voice: VoiceNow,
  account: () => Account,
): Reply {
  const { wallMs, zoneMs } = situation;
  const wallClock = { ...clock, wallMs, zoneMs };
  return (
    answerAboutQuiet(text, situation, wallClock) ??
    answerWhy(text, account, wallClock) ??
    answerCueOrder(text, situation, wallClock) ??
    answerAboutTalk(text, situation, voice) ??
    answerUnits(text) ??
    smallTalk(text, clock)
  );
}
