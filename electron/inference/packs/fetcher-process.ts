import { egressAsking } from '../../privacy/egress-guard/asking.ts';
import { FetcherService } from './fetcher-service.ts';
import { loadNpmSettings } from './npm-settings.ts';

/** Electron's port to the main process, as far as it is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as unknown as { parentPort?: ParentPort };
const packsDir = process.env['BESIDE_PACKS_DIR'];
const manifestPath = process.env['BESIDE_PACKS_MANIFEST'];

const egress = egressAsking();

if (parentPort === undefined || egress === null || !packsDir || !manifestPath) {
  process.stderr.write(
    'The pack fetcher runs as a guarded utility process, with BESIDE_PACKS_DIR and BESIDE_PACKS_MANIFEST.\n',
  );
  process.exit(2);
}

const service = new FetcherService({
  packsDir,
  manifestPath,
  egress,
  npmSettings: () => loadNpmSettings({ env: process.env, cwd: process.cwd() }),
  send: (reply) => parentPort.postMessage(reply),
});
parentPort.on('message', (event) => void service.receive(event.data));
