/** 3 s: a working microphone delivers every 20 ms, silence included. */
export const STALLED_CELLS = 15;

/**
 * Notices a microphone that is open and gives nothing. A microphone that is being opened anew gives nothing either:
 * each opening is given its time, and only stalls without any sound in between count as one after the other.
 */
export class StallWatch {
  #cells = 0;
  #stalls = 0;

  /** The microphone has been opened: it has its time from now on. */
  opened(): void {
    this.#cells = 0;
  }

  /** Once a cell: whether the gate is open, and whether any sound came. How many stalls in a row, when one is full. */
  cell(open: boolean, sound: boolean): number | null {
    if (sound || !open) {
      this.#cells = 0;
      this.#stalls = 0;
      return null;
    }
    this.#cells += 1;
    if (this.#cells < STALLED_CELLS) return null;
    this.#cells = 0;
    this.#stalls += 1;
    return this.#stalls;
  }
}
