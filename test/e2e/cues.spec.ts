import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Line } from '../../shared/snapshot.ts';
import { answerHeard, openDesk, ready, turnMicrophoneOn, typeLine, type Desk } from './support/overlay.ts';
import { recordBeside, speakToBeside } from './support/sound.ts';
import { synthesise } from './support/synthesiser.ts';
import { transcribe } from './support/transcriber.ts';

/** Reminders: set and ended by voice and by typing, said when they are due, still there after a restart. */

let desk: Desk;
let profile: string;

test.beforeEach(() => {
  profile = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-cues-'));
});
test.afterEach(async () => {
  await desk.close();
  fs.rmSync(profile, { recursive: true, force: true });
});

const open = async (): Promise<void> => {
  desk = await openDesk({ userDataFolder: profile });
  await ready(desk);
};
const names = async (): Promise<string[]> => (await desk.snapshot()).cues.map(({ name }) => name);
const answers = async (): Promise<Line[]> =>
  (await desk.snapshot()).lines.filter(({ who }) => who === 'beside');
const said = async (): Promise<string[]> =>
  (await desk.snapshot()).lines.filter(({ via }) => via === 'cue').map(({ text }) => text);

/** Says it; once more where it was misheard, as a person would. */
async function sayUntil(text: string, cues: number): Promise<void> {
  const done = expect.poll(async () => (await desk.snapshot()).cues.length, { timeout: 12_000 });
  await speakToBeside(await synthesise(text)).ended;
  const understood = await done.toBe(cues).then(
    () => true,
    () => false,
  );
  if (understood) return;
  await speakToBeside(await synthesise(text)).ended;
  await expect.poll(async () => (await desk.snapshot()).cues.length, { timeout: 15_000 }).toBe(cues);
}

test('a cue that is typed is listed, said aloud at its time and again, and ended by its button', async () => {
  await open();
  await typeLine(desk, 'Every four seconds say it is time to go home.');
  expect(await answerHeard(desk)).toBe("I'll say it every 4 seconds.");
  await expect(desk.overlay.getByTestId('cue')).toContainText('it is time to go home');
  const recorder = await recordBeside();
  await expect.poll(async () => (await said()).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
  // A single word is misheard now and then; all of three times four words are not.
  expect(await transcribe(await recorder.stop())).toMatch(/time to go/);
  await desk.overlay.getByTestId('cue-end').click();
  await expect(desk.overlay.getByTestId('cue')).toHaveCount(0);
  const count = (await said()).length;
  await new Promise((resolve) => setTimeout(resolve, 5000));
  expect((await said()).length).toBe(count);
});

test('a cue is set and ended by voice alone', async () => {
  await open();
  await turnMicrophoneOn(desk);
  await sayUntil('Every five seconds say hello.', 1);
  await expect.poll(async () => (await said()).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
  // Right after one of them, in the pause before the next.
  await expect.poll(async () => (await desk.snapshot()).floor, { intervals: [50] }).toBe('listening');
  await sayUntil('Stop saying hello.', 0);
});

test('a reminder outlives a restart and comes at its time', async () => {
  await open();
  await typeLine(desk, 'Remind me in twenty five seconds to stretch.');
  await answerHeard(desk);
  const [cue] = (await desk.snapshot()).cues;
  // Written half a second after it was set.
  await expect.poll(() => fs.existsSync(path.join(profile, 'cues.json'))).toBe(true);
  await desk.close();
  await open();
  expect(await names()).toEqual(['stretch']);
  await expect.poll(said, { timeout: 40_000, intervals: [100] }).toEqual(['Reminder: stretch.']);
  expect(Date.now()).toBeGreaterThanOrEqual((cue?.nextMs ?? Infinity) - 50);
  expect(await names()).toEqual([]);
});

test('a reminder file that is damaged is put aside and said, and reminders work again', async () => {
  fs.writeFileSync(path.join(profile, 'cues.json'), '{"version":1,"cues":[{"name":');
  await open();
  await expect(desk.overlay.getByTestId('notice')).toContainText('Your reminders could not be read');
  expect(fs.readdirSync(profile).some((name) => name.startsWith('cues.damaged-'))).toBe(true);
  await typeLine(desk, 'Set a timer for ten minutes');
  await answerHeard(desk);
  expect(await names()).toEqual(['10 minutes']);
});

test('an answer that was stopped goes on from where it was heard', async () => {
  await open();
  await typeLine(desk, 'Tell me a story');
  await expect.poll(async () => (await desk.snapshot()).floor, { intervals: [20] }).toBe('speaking');
  await new Promise((resolve) => setTimeout(resolve, 1200));
  await desk.overlay.keyboard.press('Escape');
  await expect.poll(async () => (await answers()).at(-1)?.state).toBe('cut-off');
  const cut = (await answers()).at(-1);
  await typeLine(desk, 'Go on');
  const rest = await answerHeard(desk, 2);
  expect(cut?.text.endsWith(rest)).toBe(true);
});
