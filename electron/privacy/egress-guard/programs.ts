import childProcess from 'node:child_process';
import { standIn } from './stand-in.ts';

const starters = ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'];

/** Another program is not guarded, so none is started. */
export function guardPrograms(): void {
  const refuse = () => (): never => {
    throw Object.assign(new Error('This process of Beside starts no other programs.'), {
      code: 'EGRESS_REFUSED',
    });
  };
  for (const name of starters) standIn(childProcess, name, refuse);
  standIn(childProcess.ChildProcess.prototype, 'spawn', refuse);
}
