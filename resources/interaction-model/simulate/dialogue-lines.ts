import fs from 'node:fs';
import { z } from 'zod';
import { asset } from '../../../test/e2e/support/assets.ts';

/** What people typed or said to an assistant that took orders: Taskmaster-4 (CC BY 4.0), read where it lies. */
export const DIALOGUES = 'text/taskmaster4_dialogues.jsonl';
const WORDS = [3, 14] as const;

const dialogueSchema = z.object({ turns: z.array(z.tuple([z.string(), z.string()])) });

/** The user's turns of 3 to 14 words, each once, in the order of the file; none when the file is not here. */
export function dialogueLines(): readonly string[] {
  const file = asset(DIALOGUES);
  return file === null ? [] : userTurns(fs.readFileSync(file, 'utf8'));
}

export function userTurns(jsonl: string): readonly string[] {
  const lines = jsonl
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => dialogueSchema.parse(JSON.parse(line)).turns)
    .filter(([who]) => who === 'user')
    .map(([, text]) => speakable(text))
    .filter((text) => {
      const count = text.split(' ').length;
      return count >= WORDS[0] && count <= WORDS[1];
    });
  return [...new Set(lines)];
}

/** As a voice takes it: one kind of apostrophe, and nothing that is read out as a sign. */
const speakable = (text: string): string =>
  text
    .replaceAll('’', "'")
    .replaceAll('%', ' percent')
    .replaceAll(/[^\w' ,.?!-]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
