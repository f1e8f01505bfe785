import { FASTEST_PACE, SLOWEST_PACE } from '../../../../shared/settings.ts';
import type { Situation } from '../../cues/situation.ts';
import type { Order, Reply, Sentence } from '../../timeline/events.ts';
import type { ReplyReason } from '../../timeline/reasons.ts';
import { orderWords, plainText } from '../../cues/order-words.ts';

/** What people say about the talk itself: "say that again", "go on", "what did I just say", "louder", "slower", "stop". */

/** Why the sentence for the check is said: whoever listens for the echo knows it by that. */
export const ECHO_CHECK = 'echo-check';

const AGAIN =
  /^(repeat( that| it)?|say (that|it) again|(what|pardon|sorry|excuse me)|what did you (just )?say|what was that|come again|once more|one more time|again)$/;
const MY_WORDS =
  /^what did i (just )?say( just now| before)?$|^what were my (last )?words$|^what have i (just )?said$/;
const GO_ON =
  /^(go on|continue|carry on|keep going|go ahead|keep talking|and then|finish( that| your sentence)?)$/;
const LOUDER =
  /^((speak|talk|be|a bit|a little|much)? ?(a bit |a little |much )?louder|speak up|(turn|put) (it|the volume|your voice|yourself) up|(turn|volume) up( the volume)?|i (can't|can not|cannot) hear you)$/;
const SOFTER =
  /^((speak|talk|be|a bit|a little|much)? ?(a bit |a little |much )?(quieter|softer|more quietly|more softly)|not so loud|(turn|put) (it|the volume|your voice|yourself) down|(turn|volume) down( the volume)?|(you are|you're|that is|that's) too loud)$/;
const SLOWER =
  /^(slow( it| yourself)? down( a bit| a little)?|((speak|talk|go|read|say it|say that|be|make it|a bit|a little|much|even)\b ?)?(a bit |a little |much |even )?(slower|more slowly|slowly)|not so (fast|quick|quickly)|(you are|you're|that is|that's|you speak|you talk|you are speaking|you're speaking|you are talking|you're talking) (much |way |a bit )?too (fast|quick|quickly))$/;
const FASTER =
  /^(speed( it| yourself)? up( a bit| a little)?|((speak|talk|go|read|say it|say that|be|make it|a bit|a little|much|even)\b ?)?(a bit |a little |much |even )?(faster|quicker|more quickly|quickly)|not so (slow|slowly)|(you are|you're|that is|that's|you speak|you talk|you are speaking|you're speaking|you are talking|you're talking) (much |way |a bit )?too (slow|slowly))$/;
const NORMAL_PACE =
  /^((speak|talk|go|read|be)\b ?)?(back )?((at|to|with|in) )?(a |the |your )?(normal|usual|regular|ordinary) (speed|pace)( again)?$|^(speak|talk) normally( again)?$/;
const STOP =
  /^(stop|stop it|stop that|be quiet|quiet|shut up|enough|that is enough|that's enough|wait|hold on|never ?mind|hush)$/;

const ASKS_FOR_ECHO =
  /^(check|test) (for |the |my )?(echo|mic|microphone)$|^((can|do) you )?hear yourself( speaking)?$/;

/** Softer could not be heard to be told to speak up. */
export const LEAST_VOLUME = 0.2;
/** A step that is heard as one. */
const VOLUME_STEP = 0.2;
/** Steps of about 15 % that pass through the normal one from either side. */
const PACES = [SLOWEST_PACE, 0.85, 1, 1.15, 1.3, FASTEST_PACE] as const;

/** How Beside speaks as things stand. */
export interface VoiceNow {
  /** 0…1 */
  readonly volume: number;
  /** 1 = as synthesised, 2 would be twice as fast. */
  readonly pace: number;
}

export function answerAboutTalk(
  text: string,
  { heardBefore, saidBefore }: Situation,
  { volume, pace }: VoiceNow,
): Reply | null {
  const words = plainText(orderWords(text));
  if (AGAIN.test(words))
    return saidBefore === null
      ? plain('again', "I haven't said anything yet.")
      : plain('again', saidBefore.text);
  if (MY_WORDS.test(words)) {
    return heardBefore === null
      ? plain('your-words', "You haven't said anything before.")
      : plain('your-words', `You said: ${heardBefore.text}`);
  }
  if (GO_ON.test(words)) {
    const rest = saidBefore?.rest ?? '';
    return rest === '' ? plain('go-on', 'That was all.') : plain('go-on', rest);
  }
  if (LOUDER.test(words))
    return volume >= 1
      ? aside('volume', "This is as loud as I go. The rest is up to your computer's volume.")
      : changeVolume('Louder now.', VOLUME_STEP);
  if (SOFTER.test(words))
    return volume <= LEAST_VOLUME
      ? aside('volume', 'This is as quiet as I go.')
      : changeVolume('Quieter now.', -VOLUME_STEP);
  if (ASKS_FOR_ECHO.test(words))
    return plain(
      ECHO_CHECK,
      'I say this aloud to find out whether your microphone hears me too. Please keep quiet until I am done. Thank you, that is enough.',
    );
  if (SLOWER.test(words)) {
    const slower = PACES.findLast((one) => one < pace);
    return slower === undefined ? aside('pace', 'This is as slow as I go.') : setPace('Slower now.', slower);
  }
  if (FASTER.test(words)) {
    const faster = PACES.find((one) => one > pace);
    return faster === undefined ? aside('pace', 'This is as fast as I go.') : setPace('Faster now.', faster);
  }
  if (NORMAL_PACE.test(words))
    return pace === 1
      ? aside('pace', 'This is my normal speed.')
      : setPace('This is my normal speed again.', 1);
  return STOP.test(words) ? aside('stop', 'Okay.') : null;
}

const say = (text: string): Sentence => ({ shown: text, spoken: text });
const plain = (reason: ReplyReason, text: string): Reply => ({ reason, sentences: [say(text)] });
/** About the voice, not about anything that was asked. */
const aside = (reason: ReplyReason, text: string): Reply => ({ ...plain(reason, text), aside: true });

function changeVolume(text: string, by: number): Reply {
  const order: Order = { type: 'change-volume', by };
  return { ...aside('volume', text), orders: [order] };
}

function setPace(text: string, pace: number): Reply {
  const order: Order = { type: 'set-pace', pace };
  return { ...aside('pace', text), orders: [order] };
}
