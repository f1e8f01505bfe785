import crypto from 'node:crypto';
import { seededRandom } from '../../../test/bench/support/statistics.ts';

/** Everything that is random in a session comes from here: the same for the same seed and name. */
export class Draw {
  readonly #random: () => number;

  constructor(seed: number, name: string) {
    const digest = crypto.createHash('sha256').update(`${seed} ${name}`).digest();
    this.#random = seededRandom(digest.readUInt32BE());
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.#random();
  }

  /** Short ones as often as long ones, by their logarithm. */
  byLogarithm(least: number, most: number): number {
    return Math.exp(this.between(Math.log(least), Math.log(most)));
  }

  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  happens(share: number): boolean {
    return this.#random() < share;
  }

  oneOf<T>(list: readonly [T, ...T[]]): T {
    return list[Math.floor(this.#random() * list.length)] ?? list[0];
  }

  /** One of these, each as often as its weight says. */
  weighted<const T>(list: readonly [readonly [T, number], ...(readonly [T, number])[]]): T {
    let left = this.#random() * list.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [one, weight] of list) {
      left -= weight;
      if (left < 0) return one;
    }
    return list[0][0];
  }
}
