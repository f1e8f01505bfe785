import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { openDesk, turnMicrophoneOn } from './support/overlay.ts';

let profile: string;

test.beforeEach(() => {
  profile = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-settings-'));
});
test.afterEach(() => fs.rmSync(profile, { recursive: true, force: true }));

test('the microphone is off until the person turns it on, and on again after a restart', async () => {
  const first = await openDesk({ userDataFolder: profile });
  expect((await first.snapshot()).microphone.state).toBe('off');
  await turnMicrophoneOn(first);
  await first.close();
  const second = await openDesk({ userDataFolder: profile });
  await expect.poll(async () => (await second.snapshot()).microphone.state).toBe('on');
  await second.close();
});

test('a damaged settings file is set aside, said, and replaced by defaults', async () => {
  const damaged = '{"version": 1, "streams": ';
  fs.writeFileSync(path.join(profile, 'settings.json'), damaged);
  const desk = await openDesk({ userDataFolder: profile });
  await expect(desk.overlay.getByTestId('notice')).toContainText('damaged file was kept');
  const kept = fs.readdirSync(profile).find((name) => name.startsWith('settings.damaged-')) ?? '';
  expect(fs.readFileSync(path.join(profile, kept), 'utf8')).toBe(damaged);
  await desk.overlay.getByTestId('notice-dismiss').click();
  await expect(desk.overlay.getByTestId('notice')).toBeHidden();
  await desk.close();
});

test('settings of a newer Beside are left alone', async () => {
  const newer = JSON.stringify({ version: 99, voice: 'of the future' });
  fs.writeFileSync(path.join(profile, 'settings.json'), newer);
  const desk = await openDesk({ userDataFolder: profile });
  await expect(desk.overlay.getByTestId('notice')).toContainText('newer Beside');
  await turnMicrophoneOn(desk);
  await desk.close();
  expect(fs.readFileSync(path.join(profile, 'settings.json'), 'utf8')).toBe(newer);
});
