import { commandEgress } from './cli-egress.ts';
import { homedir } from 'node:os';
import { runPacksCommand } from './cli-command.ts';

const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => controller.abort());
}

void runPacksCommand(process.argv.slice(2), {
  env: process.env,
  platform: process.platform,
  home: homedir(),
  cwd: process.cwd(),
  script: process.argv[1] ?? '',
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: controller.signal,
  egress: commandEgress,
}).then((code) => {
  process.exitCode = code;
});
