import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const answerSchema = z.strictObject({
  text: z.string(),
  /** Where the recogniser has a head that tells. */
  endOfTurn: z.number().exactOptional(),
  /** Pooled output of the encoder, where that was asked for: float32 as base64. */
  encoder: z.string().exactOptional(),
});
export type KeptAnswer = z.infer<typeof answerSchema>;

const lineSchema = answerSchema.extend({ key: z.string() });

/** What identifies an answer besides the sound: the model's files, its head's included, the runtime, what was asked. */
export interface Asked {
  readonly model: string;
  readonly runtime: string;
  readonly options: string;
}

/**
 * What a recogniser made of a stretch of sound, kept by the bytes of that sound, the model's hash, the runtime's
 * version and the options: whatever policy asks again is given the same. One file for each process that writes, so that
 * several can work at once; all of them are read.
 */
export class KeptAnswers {
  readonly #answers = new Map<string, KeptAnswer>();
  readonly #file: string;
  #made = 0;

  constructor(folder: string, writer: string) {
    fs.mkdirSync(folder, { recursive: true });
    this.#file = path.join(folder, `${writer}.jsonl`);
    for (const name of fs.readdirSync(folder).filter((one) => one.endsWith('.jsonl')))
      this.#read(path.join(folder, name));
  }

  /** Answers that had to be made since the start. */
  get made(): number {
    return this.#made;
  }

  async of(
    sound: Float32Array,
    asked: Asked,
    make: () => Promise<KeptAnswer | null>,
  ): Promise<KeptAnswer | null> {
    const key = keyOf(sound, asked);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = await make();
    if (answer === null) return null;
    this.#made += 1;
    this.#answers.set(key, answer);
    fs.appendFileSync(this.#file, `${JSON.stringify({ key, ...answer })}\n`);
    return answer;
  }

  /** A line that was cut off when its process was stopped is made again. */
  #read(file: string): void {
    for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
      const parsed = lineSchema.safeParse(jsonOrNull(line));
      if (!parsed.success) continue;
      const { key, ...answer } = parsed.data;
      this.#answers.set(key, answer);
    }
  }
}

function keyOf(sound: Float32Array, { model, runtime, options }: Asked): string {
  const hash = crypto.createHash('sha256');
  hash.update(`${model} ${runtime} ${options} ${sound.length} `);
  hash.update(new Uint8Array(sound.buffer, sound.byteOffset, sound.byteLength));
  return hash.digest('hex');
}

function jsonOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
