import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { inRoot } from '../../.ci/paths.ts';
import { saveInto } from './support/dialogs.ts';
import { judgeAll } from './support/looks.ts';
import { answerHeard, openDesk, ready, typeLine } from './support/overlay.ts';

test('what happened is saved from the menu, without words unless asked otherwise, and is decided the same again', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-saved-'));
  const desk = await openDesk();
  try {
    await ready(desk);
    await typeLine(desk, 'What is 17 times 23?');
    expect(await answerHeard(desk)).toBe('17 times 23 is 391.');
    const save = async (choice: 'save-without-words' | 'save-with-words', file: string): Promise<string> => {
      await saveInto(desk.app, file);
      await desk.overlay.getByTestId('more').press('Enter');
      await desk.overlay.getByTestId('open-save').press('Enter');
      await expect(desk.overlay.getByTestId(choice)).toBeVisible();
      if (choice === 'save-without-words') await judgeAll(desk.overlay, 'save-panel');
      await desk.overlay.getByTestId(choice).press('Enter');
      await expect(desk.overlay.getByText(`words: ${file}`)).toBeVisible();
      return fs.readFileSync(file, 'utf8');
    };
    const [bare, full] = [path.join(folder, 'bare.jsonl'), path.join(folder, 'full.jsonl')];
    expect(await save('save-without-words', bare)).not.toContain('17 times');
    expect(await save('save-with-words', full)).toContain('17 times 23 is 391.');
    // Ends with an error, and this test with it, when a decision is another.
    const report = execFileSync(process.execPath, [inRoot('out/replay-cli.cjs'), bare, full], {
      encoding: 'utf8',
    });
    expect(report).toContain('bare.jsonl: same');
    expect(report).toContain('full.jsonl: same');
    expect(report).not.toContain('391');
  } finally {
    await desk.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
