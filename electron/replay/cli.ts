import { runReplayCommand } from './command.ts';

process.exitCode = runReplayCommand(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
