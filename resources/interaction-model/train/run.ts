import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { main, must, say } from '../../../.ci/commands.ts';
import { root } from '../../../.ci/paths.ts';

/** `npm run policy:train` and its like: a script of this folder, on a Python that has what it needs. */

const scripts = ['train', 'evaluate', 'export', 'ablate', 'test'] as const;

const NEEDED = 'import torch, numpy, onnx';

/** The system's own first: its packages come with the system, and another `python3` may stand before it on PATH. */
const pythons = [process.env['BESIDE_PYTHON'], '/usr/bin/python3', 'python3'].filter(
  (one) => one !== undefined,
);

function pythonHere(): string {
  const found = pythons.find((python) => spawnSync(python, ['-c', NEEDED]).status === 0);
  if (found) return found;
  throw new Error(
    'No Python with torch, numpy and onnx. On Debian: apt-get install python3-torch python3-numpy python3-onnx libopenblas0-pthread; or name one in BESIDE_PYTHON.',
  );
}

/** Without it Debian's torch multiplies with the reference BLAS, and training takes more than ten times as long. */
function warnOfSlowBlas(): void {
  const folder = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;
  const library = path.join(folder, 'libblas.so.3');
  if (!fs.existsSync(library)) return;
  if (fs.realpathSync(library).includes('openblas')) return;
  say('This will be slow: apt-get install libopenblas0-pthread');
}

await main(async () => {
  const [name, ...args] = process.argv.slice(2);
  const script = scripts.find((one) => one === name);
  if (!script) throw new Error(`It takes one of ${scripts.join(', ')}; not ${name}`);
  const folder = import.meta.dirname;
  const python = pythonHere();
  warnOfSlowBlas();
  // Threads of BLAS beside those of torch get in each other's way; --threads says how many torch has.
  const env = {
    ...process.env,
    OPENBLAS_NUM_THREADS: '1',
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const call =
    script === 'test'
      ? ['-m', 'unittest', 'discover', '-s', folder, '-p', 'test_*.py', ...args]
      : [path.join(folder, `${script}.py`), ...args];
  await must(python, call, { cwd: root, env });
});
