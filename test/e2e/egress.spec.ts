import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { entryOf, expectRefused, openPanel } from './support/egress.ts';
import { judgeAll } from './support/looks.ts';
import { linkedPacks } from './support/packs.ts';
import { openDesk, ready, type Desk } from './support/overlay.ts';
import { openTrap, type Trap } from './support/trap.ts';

/**
 * Nothing leaves without a grant, by any road out of any process. Each try goes to a trap on this computer: what is
 * refused must not reach it, and must stand in the ledger and on the overlay.
 */

let desk: Desk;
let trap: Trap;
let folder: string;

test.beforeEach(async () => {
  trap = await openTrap();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-egress-'));
});
test.afterEach(async () => {
  await desk.close();
  trap.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

test('Beside by itself, with every model loaded, tries to reach nothing', async () => {
  const packsFolder = linkedPacks();
  desk = await openDesk({ packsFolder });
  await ready(desk);
  await desk.overlay.waitForTimeout(3000);
  const nothing = { entries: [], bytesSent: 0, bytesReceived: 0, refused: 0 };
  expect((await desk.snapshot()).egress).toEqual(nothing);
  await openPanel(desk);
  await expect(desk.overlay.getByTestId('egress-sums')).toHaveText('Nothing has left this computer.');
  await judgeAll(desk.overlay, 'egress-empty');
  await desk.close();
  fs.rmSync(packsFolder, { recursive: true });
});

test('a page of Beside reaches nothing: its own policy stops it, and main hears of it', async () => {
  desk = await openDesk();
  await desk.overlay.evaluate(async (host) => {
    await fetch(`http://${host}/secret?words`).catch(() => undefined);
    const image = new Image();
    image.src = `http://${host}/image`;
    try {
      // oxlint-disable-next-line no-new
      new WebSocket(`ws://${host}/`);
    } catch {
      // Refused at once.
    }
  }, trap.host);
  await expectRefused(desk, trap, 'overlay', 3);
  expect(JSON.stringify((await desk.snapshot()).egress)).not.toContain('secret');
});

test('a page without a policy reaches nothing either: the session refuses', async () => {
  desk = await openDesk();
  await desk.app.evaluate(async ({ BrowserWindow }, host) => {
    for (const partition of ['', 'another']) {
      const rogue = new BrowserWindow({ show: false, webPreferences: { partition } });
      await rogue.loadURL('data:text/html,rogue');
      await rogue.webContents.executeJavaScript(`(async () => {
        await fetch('http://${host}/', { mode: 'no-cors' }).catch(() => undefined);
        await new Promise((resolve) => Object.assign(new Image(), { onerror: resolve, src: 'http://${host}/image' }));
        await new Promise((resolve) => { new WebSocket('ws://${host}/').onerror = resolve; });
      })()`);
      rogue.destroy();
    }
  }, trap.host);
  await expectRefused(desk, trap, 'unknown page', 6);
});

test('main reaches nothing, neither by Node nor by Electron', async () => {
  desk = await openDesk();
  const outcomes = await desk.app.evaluate(async ({ net, session }, port) => {
    const node = process.getBuiltinModule('node:net');
    const address = `http://127.0.0.1:${port}/`;
    const byNode = await new Promise((resolve) => {
      const socket = node.connect(port, '127.0.0.1', () => resolve('connected'));
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
    const byRequest = await new Promise((resolve) => {
      const request = net.request(address);
      request.on('response', () => resolve('answered'));
      request.on('error', (error) => resolve(error.message));
      request.end();
    });
    const tried = (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'answered',
        () => 'refused',
      );
    const rest = [
      await tried(fetch(address)),
      await tried(net.fetch(address)),
      await tried(session.fromPartition('of another time').fetch(address)),
      await tried(process.getBuiltinModule('node:dns/promises').lookup('example.org')),
    ];
    return [byNode, byRequest, ...rest];
  }, trap.port);
  expect(outcomes).toEqual([
    'EGRESS_REFUSED',
    'net::ERR_BLOCKED_BY_CLIENT',
    'refused',
    'refused',
    'refused',
    'refused',
  ]);
  await expectRefused(desk, trap, 'main process', 5);
  expect(await entryOf(desk, 'main process', 'example.org')).toMatchObject({ refused: true, attempts: 1 });
});

const PROBE = `
const { Worker, isMainThread, parentPort: thread, workerData } = require('node:worker_threads');
const net = require('node:net');
const port = isMainThread ? Number(process.argv[2]) : workerData;
const connect = () => new Promise((resolve) => {
  net.connect(port, '127.0.0.1', () => resolve('connected')).on('error', (error) => resolve(error.code));
});
const send = () => new Promise((resolve) => {
  require('node:dgram').createSocket('udp4').send('x', port, '127.0.0.1', (error) => resolve(error ? error.code : 'sent'));
});
const tried = (work) => work().then(() => 'done', (error) => (error.cause ?? error).code);
const all = async () => [
  await connect(),
  await send(),
  await tried(() => fetch('http://127.0.0.1:' + port + '/')),
  await tried(async () => require('node:child_process').execFileSync('true')),
];
(async () => {
  if (!isMainThread) return thread.postMessage(await all());
  const own = await all();
  const worker = new Worker(__filename, { workerData: port });
  worker.once('message', (within) => process.parentPort.postMessage({ own, within, argv: process.argv.slice(1) }));
})();
`;

test('a process that main forks reaches nothing, nor does a thread in it, whatever it runs', async () => {
  desk = await openDesk();
  const file = path.join(folder, 'probe.cjs');
  fs.writeFileSync(file, PROBE);
  const outcome = await desk.app.evaluate(
    async ({ utilityProcess }, [script, port]) =>
      new Promise<unknown>((resolve) => {
        const child = utilityProcess.fork(script, [port], {
          serviceName: 'probe of a test',
          stdio: 'inherit',
        });
        child.once('message', resolve);
      }),
    [file, String(trap.port)] as const,
  );
  const refused = Array(4).fill('EGRESS_REFUSED');
  // It sees its own arguments, as without a guard.
  expect(outcome).toEqual({ own: refused, within: refused, argv: [file, String(trap.port)] });
  await expectRefused(desk, trap, 'probe of a test', 6);
});

test('roads beside the session are closed: early connections, and calls between browsers', async () => {
  desk = await openDesk();
  const candidates = await desk.overlay.evaluate(async (host) => {
    for (const rel of ['preconnect', 'dns-prefetch']) {
      const hint = document.createElement('link');
      hint.rel = rel;
      hint.href = `http://${host}/`;
      document.head.append(hint);
    }
    const account = { username: 'a', credential: 'b' };
    const call = new RTCPeerConnection({
      iceServers: [
        { urls: `stun:${host}` },
        { urls: `turn:${host}?transport=udp`, ...account },
        { urls: `turn:${host}?transport=tcp`, ...account },
        { urls: `turns:${host}?transport=tcp`, ...account },
      ],
    });
    const found: string[] = [];
    call.addEventListener('icecandidate', ({ candidate }) => candidate && found.push(candidate.candidate));
    call.createDataChannel('x');
    await call.setLocalDescription(await call.createOffer());
    await new Promise((resolve) => setTimeout(resolve, 3000));
    return found;
  }, trap.host);
  expect({ caught: trap.caught(), candidates }).toEqual({ caught: 0, candidates: [] });
});

test('a damaged ledger is put aside and said, and a new one begun', async () => {
  const userDataFolder = path.join(folder, 'profile');
  fs.mkdirSync(userDataFolder);
  fs.writeFileSync(path.join(userDataFolder, 'egress.json'), '{"version":1,"entries":[{}]}');
  desk = await openDesk({ userDataFolder });
  await expect(desk.overlay.getByTestId('notice').first()).toContainText(
    'what left this computer could not be read',
  );
  expect(fs.readdirSync(userDataFolder).some((name) => name.startsWith('egress.damaged-'))).toBe(true);
});
