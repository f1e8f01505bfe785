import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { root, testPacksFolder } from '../../../../.ci/paths.ts';
import { childEnv } from '../../../../electron/shell/supervised-process.ts';

vi.mock('electron', () => ({}));

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-home-'));
afterEach(() => {
  vi.unstubAllEnvs();
  fs.rmSync(home, { recursive: true, force: true });
});

const model = path.join(testPacksFolder(), 'silero-vad/silero_vad_v6.onnx');
const script = `require('onnxruntime-node').InferenceSession.create(process.argv[1]).then(() => {
  console.log('loaded');
  setTimeout(() => process.exit(0), 500);
});`;

test.skipIf(!fs.existsSync(model))(
  'a child that loads a model keeps no file of its runtime in the home of the person',
  () => {
    for (const name of ['ORT_DISABLE_TELEMETRY', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME'])
      vi.stubEnv(name, undefined);
    const said = execFileSync(process.execPath, ['-e', script, model], {
      cwd: root,
      env: childEnv({ HOME: home }),
      encoding: 'utf8',
    });
    expect(said).toContain('loaded');
    expect(fs.readdirSync(home, { recursive: true })).toEqual([]);
  },
);

test('what would change a child goes to none', () => {
  vi.stubEnv('NODE_OPTIONS', '--inspect');
  vi.stubEnv('SOMETHING', 'else');
  const env = childEnv({ MORE: '1' });
  expect(env).toMatchObject({ SOMETHING: 'else', MORE: '1', ORT_DISABLE_TELEMETRY: '1' });
  expect(env).not.toHaveProperty('NODE_OPTIONS');
});
