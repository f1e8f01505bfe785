import crypto from 'node:crypto';
import type { LaneCommand, LaneEvent } from '../../../electron/inference/lanes/lane-protocol.ts';

type SoundCommand = Extract<LaneCommand, { type: 'sound' }>;

/** Some scenes' worth: a scene's policies are played one after the other. */
const MOST = 20_000;

/** What the lane said, by everything that it had heard until then. */
const said = new Map<string, readonly LaneEvent[]>();

/**
 * Voice activity in one scene. Under most policies the microphone hears the same, so that the model need not run again: it
 * is told what it missed only when the sound is another one, which comes of Beside's own voice alone.
 */
export class FloorMemory {
  readonly #run: (command: SoundCommand) => Promise<readonly LaneEvent[]>;
  readonly #missed: SoundCommand[] = [];
  #heard = '';

  /** `run`: the lane itself, which begins anew when the sound does. */
  constructor(run: (command: SoundCommand) => Promise<readonly LaneEvent[]>) {
    this.#run = run;
  }

  async listen(command: SoundCommand): Promise<readonly LaneEvent[]> {
    this.#heard = after(this.#heard, command);
    this.#missed.push(command);
    const known = said.get(this.#heard);
    if (known) return known;
    let events: readonly LaneEvent[] = [];
    for (const missed of this.#missed.splice(0)) events = await this.#run(missed);
    if (said.size >= MOST) said.clear();
    said.set(this.#heard, events);
    return events;
  }
}

function after(heard: string, { atSample, pcm }: SoundCommand): string {
  const hash = crypto.createHash('sha1');
  hash.update(`${heard} ${atSample} `);
  hash.update(new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength));
  return hash.digest('base64');
}
