import type { Voiced } from '../outcome.ts';
import type { Mark, Scene } from '../scene.ts';
import { inOrder } from './voice.ts';

/** What is true of the person's side, by kind. */

export type MarkOf<Kind extends Mark['kind']> = Mark & { readonly kind: Kind };

export function marksOf<const Kind extends Mark['kind']>(
  { marks }: Scene,
  ...kinds: readonly Kind[]
): readonly MarkOf<Kind>[] {
  const list: readonly string[] = kinds;
  return marks.filter((mark): mark is MarkOf<Kind> => list.includes(mark.kind));
}

/** What was said to Beside and wants a reply, in order. */
export const addressed = (scene: Scene): readonly MarkOf<'turn' | 'interruption'>[] =>
  inOrder(marksOf(scene, 'turn', 'interruption'));

/** The same, and what nobody knows the end of. */
export const saidToBeside = (scene: Scene): readonly MarkOf<'turn' | 'interruption' | 'open'>[] =>
  inOrder(marksOf(scene, 'turn', 'interruption', 'open'));

/** When the next thing is said to Beside. */
export const nextAddressedMs = (scene: Scene, afterMs: number): number =>
  addressed(scene).find(({ fromMs }) => fromMs > afterMs)?.fromMs ?? Number.POSITIVE_INFINITY;

/** Where a pause within something said to Beside does not interrupt it: what was voiced. */
export function voicedToBeside(scene: Scene): readonly Voiced[] {
  const pauses = inOrder(marksOf(scene, 'pause'));
  return addressed(scene).flatMap((mark) => {
    const inside = pauses.filter(({ fromMs, toMs }) => fromMs >= mark.fromMs && toMs <= mark.toMs);
    const froms = [mark.fromMs, ...inside.map(({ toMs }) => toMs)];
    return froms.map((fromMs, i) => ({ fromMs, toMs: inside[i]?.fromMs ?? mark.toMs }));
  });
}

/** A number is not found within another: "16" is not in "160", in "3.16" or in "16,000". */
function standsAlone(text: string, fromChar: number, toChar: number): boolean {
  const runsIn = /\d[.,]?$/.test(text.slice(0, fromChar)) && /\d/.test(text.charAt(fromChar));
  const runsOn = /^[.,]?\d/.test(text.slice(toChar)) && /\d/.test(text.charAt(toChar - 1));
  return !runsIn && !runsOn;
}

function contains(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (standsAlone(text, at, at + word.length)) return true;
  return false;
}

/** Whether one of these is in the text, whatever the case. */
export const saysOneOf = (text: string, wanted: readonly string[]): boolean =>
  wanted.some((word) => contains(text.toLowerCase(), word.toLowerCase()));

/** As a scene says what is a right answer: none given, and any will do. */
export const isRight = (text: string, answer: readonly string[]): boolean =>
  answer.length === 0 || saysOneOf(text, answer);
