import type { Effect, Perception } from './events.ts';

/** Requests and utterances whose outcome may still come: an answer has some dozens out at most. */
const KEPT = 256;

/** Which act an outcome follows from, by the id that both carry. */
export class Causes {
  readonly #acts = new Map<string, number>();

  acted(effect: Effect, eventId: number): void {
    const id = idOf(effect);
    if (id === null) return;
    this.#acts.delete(id);
    this.#acts.set(id, eventId);
    if (this.#acts.size <= KEPT) return;
    for (const [oldest] of this.#acts) {
      this.#acts.delete(oldest);
      return;
    }
  }

  of(what: Perception): number | null {
    const id = 'requestId' in what ? what.requestId : 'utteranceId' in what ? what.utteranceId : null;
    return id === null ? null : (this.#acts.get(id) ?? null);
  }
}

function idOf(effect: Effect): string | null {
  if ('requestId' in effect) return effect.requestId;
  return 'utteranceId' in effect ? effect.utteranceId : null;
}
