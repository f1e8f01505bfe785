import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const folders = ['electron', 'renderer', 'shared', 'resources'];
const settings = ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json'];
const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

let tree = '';

interface Outcome {
  readonly passed: boolean;
  readonly report: string;
}

async function cruise(): Promise<Outcome> {
  const args = [cruiser, '--config', '.dependency-cruiser.cjs', 'electron', 'renderer', 'shared'];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: tree });
    return { passed: true, report: stdout };
  } catch (error) {
    return {
      passed: false,
      report: error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error),
    };
  }
}

/** Puts a file into the copied tree. */
function put(file: string, source: string): void {
  fs.mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
  fs.writeFileSync(path.join(tree, file), source);
}

beforeEach(() => {
  tree = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-layers-'));
  for (const name of [...folders, ...settings])
    fs.cpSync(path.join(root, name), path.join(tree, name), { recursive: true });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'));
});

afterEach(() => fs.rmSync(tree, { recursive: true, force: true }));

describe('the layers', () => {
  test('hold in the tree as it is', async () => {
    expect(await cruise()).toMatchObject({ passed: true });
  });

  const offences: readonly { what: string; file: string; source: string; rule: string }[] = [
    {
      what: 'electron in the engine',
      file: 'electron/interaction/offence.ts',
      source: "import { app } from 'electron';\nexport const name = app.name;\n",
      rule: 'electron-only-at-the-edge',
    },
    {
      what: "a mere type of electron's in the engine",
      file: 'electron/interaction/offence.ts',
      source: "import type { App } from 'electron';\nexport type Offence = App;\n",
      rule: 'electron-only-at-the-edge',
    },
    {
      what: 'the file system in the engine',
      file: 'electron/interaction/offence.ts',
      source: "import fs from 'node:fs';\nexport const there = fs.existsSync;\n",
      rule: 'interaction-no-builtins',
    },
    {
      what: 'a package in the engine',
      file: 'electron/interaction/offence.ts',
      source: "import { z } from 'zod';\nexport const text = z.string();\n",
      rule: 'interaction-no-packages',
    },
    {
      what: 'the inference host in the engine',
      file: 'electron/interaction/offence.ts',
      source: "export { target } from '../inference/target.ts';\n",
      rule: 'interaction-inwards',
    },
    {
      what: 'main-process code in a renderer',
      file: 'renderer/overlay/offence.ts',
      source: "export { target } from '../../electron/inference/target.ts';\n",
      rule: 'renderer-only-shared',
    },
    {
      what: 'Node in a renderer',
      file: 'renderer/overlay/offence.ts',
      source: "import path from 'node:path';\nexport const join = path.join;\n",
      rule: 'renderer-no-builtins',
    },
    {
      what: 'native inference in the shell',
      file: 'electron/shell/offence.ts',
      source: "export { InferenceSession } from 'onnxruntime-node';\n",
      rule: 'onnxruntime-only-in-inference',
    },
    {
      what: 'the shell in a room',
      file: 'electron/inference/offence.ts',
      source: "export { target } from '../shell/target.ts';\n",
      rule: 'inference-inwards',
    },
    {
      what: 'a room beside it in the replay of sessions',
      file: 'electron/replay/offence.ts',
      source: "export { target } from '../inference/target.ts';\n",
      rule: 'replay-inwards',
    },
    {
      what: 'the network in a pure policy',
      file: 'electron/privacy/offence.ts',
      source: "import net from 'node:net';\nexport const connect = net.connect;\n",
      rule: 'privacy-no-builtins',
    },
    {
      what: 'a package in the egress guard',
      file: 'electron/privacy/egress-guard/offence.ts',
      source: "import { z } from 'zod';\nexport const text = z.string();\n",
      rule: 'egress-guard-no-packages',
    },
    {
      what: 'schemas in the egress guard, which every thread loads',
      file: 'electron/privacy/egress-guard/offence.ts',
      source: "export { egressEntrySchema } from '../../../shared/egress.ts';\n",
      rule: 'egress-guard-light',
    },
    {
      what: 'a folder that is called utils',
      file: 'shared/offence.ts',
      source: "export { target } from './utils/target.ts';\n",
      rule: 'no-import-of-utils',
    },
    {
      what: 'a circle',
      file: 'shared/offence.ts',
      source: "import { other } from './other.ts';\nexport const offence = other;\n",
      rule: 'no-circular',
    },
  ];

  test.each(offences)('refuse $what', async ({ file, source, rule }) => {
    for (const target of [
      'electron/inference/target.ts',
      'electron/shell/target.ts',
      'shared/utils/target.ts',
    ]) {
      put(target, 'export const target = 1;\n');
    }
    put(
      'shared/other.ts',
      "import type { offence } from './offence.ts';\nexport const other: typeof offence = 1;\n",
    );
    if (!file.startsWith('shared/')) fs.rmSync(path.join(tree, 'shared/other.ts'));
    put(file, source);
    const outcome = await cruise();
    expect(outcome.passed).toBe(false);
    expect(outcome.report).toContain(`error ${rule}: ${file}`);
  });
});
