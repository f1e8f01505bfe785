import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { keptEgressSchema, type EgressEntry } from '../../shared/egress.ts';
import type { PackManifest } from '../../shared/packs.ts';
import { TestRegistry } from '../unit/electron/inference/packs/support/registry.ts';
import { entryOf, expectRefused, openPanel } from './support/egress.ts';
import { judgeAll } from './support/looks.ts';
import { openDesk, type Desk } from './support/overlay.ts';
import { openTrap, type Trap } from './support/trap.ts';

/** The one thing that is let out: a pack download, by a click, to the hosts that the person and the manifest name. */

const PACKAGE = 'beside-test-weights';

let desk: Desk;
let trap: Trap;
let folder: string;
let registry: TestRegistry;
let bytes: Buffer;
let userDataFolder: string;

test.afterEach(async () => {
  await desk.close();
  await registry.stop();
  trap.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

function manifestOf(weights: Buffer): PackManifest {
  const sha256 = createHash('sha256').update(weights).digest('hex');
  const source = { kind: 'npm', package: PACKAGE, version: '1.0.0', path: 'weights.bin' } as const;
  const file = { path: 'weights.bin', bytes: weights.length, sha256, licence: 'MIT', sources: [source] };
  return {
    version: 1,
    starter: ['test-voice'],
    packs: [{ id: 'test-voice', title: 'Test voice', purpose: 'Shows how a pack arrives.', files: [file] }],
  };
}

test.beforeEach(async () => {
  trap = await openTrap();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'beside-egress-packs-'));
  registry = await TestRegistry.start();
  bytes = randomBytes(400_000);
  await registry.publish(PACKAGE, '1.0.0', { 'weights.bin': bytes });
  userDataFolder = path.join(folder, 'profile');
  fs.mkdirSync(path.join(folder, 'packs'));
  fs.writeFileSync(path.join(folder, 'packs.json'), JSON.stringify(manifestOf(bytes)));
});

const host = (): string => new URL(registry.address).host;
const open = (): Promise<Desk> =>
  openDesk({
    packsFolder: path.join(folder, 'packs'),
    userDataFolder,
    env: {
      BESIDE_PACKS_MANIFEST: path.join(folder, 'packs.json'),
      npm_config_registry: registry.address,
      npm_config_userconfig: path.join(folder, 'npmrc'),
    },
  });

test('a pack download is granted by the click, and every byte of it stands in the ledger, also after a restart', async () => {
  const crossed = registry.countBytes();
  desk = await open();
  await desk.overlay.getByTestId('packs-download').click();
  await expect(desk.overlay.getByTestId('packs-card')).toBeHidden({ timeout: 20_000 });
  await expect.poll(async () => (await desk.snapshot()).egress.bytesReceived).toBe(crossed().sent);
  expect(crossed().sent).toBeGreaterThan(bytes.length);
  const entry = {
    process: 'pack fetcher',
    host: host(),
    purpose: 'model packs',
    refused: false,
    bytesSent: crossed().received,
    bytesReceived: crossed().sent,
  };
  const { egress } = await desk.snapshot();
  expect(egress).toMatchObject({ entries: [entry], refused: 0 });
  await openPanel(desk);
  const line = desk.overlay.getByTestId('egress-entry');
  await expect(line).toContainText(`Pack fetcher → ${host()}`);
  await expect(line).toContainText('received, to fetch model packs, as you asked');
  await judgeAll(desk.overlay, 'egress');
  await desk.close();
  const kept: unknown = JSON.parse(fs.readFileSync(path.join(userDataFolder, 'egress.json'), 'utf8'));
  expect(keptEgressSchema.parse(kept).entries).toMatchObject([entry]);
  desk = await open();
  expect((await desk.snapshot()).egress).toEqual(egress);
});

test('a pack download that leads to a host nobody named is refused, counted, and said as a fault', async () => {
  registry.misbehave = ({ path: asked, response }) =>
    asked.endsWith('.tgz') &&
    (response.writeHead(302, { location: `http://${trap.host}/stolen` }).end(), true);
  desk = await open();
  await desk.overlay.getByTestId('packs-download').click();
  const fault = desk.overlay.getByTestId('packs-fault').first();
  await expect(fault).toContainText(`leads on to ${trap.host}`, { timeout: 20_000 });
  expect((await desk.snapshot()).packs.faults[0]?.kind).toBe('refused-host');
  await expectRefused(desk, trap, 'pack fetcher', 1);
  expect(await entryOf(desk, 'pack fetcher', host())).toMatchObject({
    purpose: 'model packs',
    refused: false,
  });
  await judgeAll(desk.overlay, 'egress-refused');
});

test('a pack download on the command line stands in a list of its own, which Beside shows', async () => {
  const line: EgressEntry = {
    process: 'command line',
    host: 'registry.example:443',
    purpose: 'model packs',
    firstMs: Date.parse('2026-01-02T10:00:00'),
    lastMs: Date.parse('2026-01-02T10:01:00'),
    attempts: 3,
    bytesSent: 1200,
    bytesReceived: 115_000_000,
    refused: false,
  };
  const list = path.join(folder, 'packs', 'fetched.jsonl');
  fs.writeFileSync(list, `${JSON.stringify(line)}\n{"cut":\n`);
  desk = await open();
  expect((await desk.snapshot()).egress).toMatchObject({ entries: [line], bytesReceived: 115_000_000 });
  await openPanel(desk);
  await expect(desk.overlay.getByTestId('egress-entry')).toContainText('1.2 kB sent, 115.0 MB received');
});
