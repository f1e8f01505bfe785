import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { defaultSettings } from '../../shared/settings.ts';
import { testPacksFolder } from '../../.ci/paths.ts';
import { packagedApp, readFuses } from './support/packaged.ts';
import { recordBeside, speakToBeside, voicedSpans } from './support/sound.ts';
import { synthesise } from './support/synthesiser.ts';
import { transcribe } from './support/transcriber.ts';

/** Beside as it is installed: asar, fuses, native modules unpacked. Nothing can be attached, so it is only spoken to. */

const RIGHT = /\b(39|thirty[ -]nine)\b/;

test.describe.configure({ timeout: 240_000 });
test.skip(process.platform !== 'linux', 'the unpacked folder is made for Linux here');

test('the fuses of the packaged executable stand as set', async () => {
  const { executable } = await packagedApp();
  expect(await readFuses(executable)).toMatchObject({
    RunAsNode: 'off',
    EnableCookieEncryption: 'on',
    EnableNodeOptionsEnvironmentVariable: 'off',
    EnableNodeCliInspectArguments: 'off',
    EnableEmbeddedAsarIntegrityValidation: 'on',
    OnlyLoadAppFromAsar: 'on',
    GrantFileProtocolExtraPrivileges: 'off',
  });
});

test('the packaged app hears a spoken question and answers it aloud', async () => {
  const { executable } = await packagedApp();
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-packaged-'));
  fs.writeFileSync(
    path.join(profile, 'settings.json'),
    JSON.stringify({ ...defaultSettings, streams: { microphone: true } }),
  );
  const beside = start(executable, profile);
  try {
    await expect.poll(microphoneIsOpen, { timeout: 30_000 }).toBe(true);
    expect(await askUntilAnswered()).toMatch(RIGHT);
    expect(beside.exitCode).toBeNull();
  } finally {
    beside.kill('SIGTERM');
    await once(beside, 'exit');
    fs.rmSync(profile, { recursive: true, force: true });
  }
});

function start(executable: string, profile: string): ChildProcess {
  const args = [`--user-data-dir=${profile}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const env = { ...process.env, BESIDE_PACKS_DIR: testPacksFolder() };
  return spawn(executable, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

const microphoneIsOpen = (): boolean =>
  execFileSync('pactl', ['list', 'short', 'source-outputs'], { encoding: 'utf8' }).trim() !== '';

/**
 * From outside nobody sees when the models are loaded, and a question that began before then is heard in part: it
 * is put again, as a person would. Ends with the first right answer, or with the last one.
 */
async function askUntilAnswered(): Promise<string> {
  const question = await synthesise('What is thirty plus nine?');
  let answer = 'no answer';
  for (let attempt = 0; attempt < 5 && !RIGHT.test(answer); attempt++) {
    const recorder = await recordBeside();
    await speakToBeside(question).ended;
    await new Promise((resolve) => setTimeout(resolve, 6500));
    const recording = await recorder.stop();
    if (voicedSpans(recording).length > 0) answer = await transcribe(recording);
  }
  return answer;
}
