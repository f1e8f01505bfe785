import { app, dialog, nativeTheme, session } from 'electron';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { FALLBACK_VOICE } from '../shared/inference.ts';
import { packManifestSchema } from '../shared/packs.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import { naturalVoiceNeeds } from './inference/lane-plan.ts';
import { defaultPacksDir } from './inference/packs/folder.ts';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { CaptureWindow } from './shell/capture-window.ts';
import { Conversation } from './shell/conversation.ts';
import { CueStore } from './shell/cue-store.ts';
import { duplexOf } from './shell/duplex.ts';
import { guardSession } from './shell/guards.ts';
import { IpcEnd } from './shell/ipc.ts';
import { CostMeter } from './shell/meter.ts';
import { PackDesk } from './shell/pack-desk.ts';
import { watchPower } from './shell/power.ts';
import { ProviderBench } from './shell/provider-bench.ts';
import { SettingsStore } from './shell/settings-store.ts';
import { PassingNotice } from './shell/passing-notice.ts';
import { SnapshotStore } from './shell/snapshot-store.ts';
import { StreamControl } from './shell/stream-control.ts';
import { benchVoices } from './shell/voice-bench.ts';
import { VoiceDesk } from './shell/voice-desk.ts';
import { reloadWhenGone, rememberPlace, Windows } from './shell/windows.ts';

/** Composition root: builds the parts and hands each its ports. */

const outDir = __dirname;
const resourcesDir = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources');
const manifestPath = process.env['BESIDE_PACKS_MANIFEST'] ?? join(resourcesDir, 'packs.json');
const packsDir =
  process.env['BESIDE_PACKS_DIR'] ?? defaultPacksDir(process.env, process.platform, os.homedir());

// Electron's own handler opens a modal dialog that stops main, and with it the gates and the way out.
process.on('uncaughtException', (error) => {
  // Where, not what: a message may quote what it failed on.
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  process.stderr.write(`main: ${error.name}\n${frames.join('\n')}\n`);
});

registerAppScheme();
if (app.requestSingleInstanceLock()) void app.whenReady().then(compose).catch(cannotStart);
else app.quit();

function cannotStart(error: unknown): void {
  const what = error instanceof Error ? error.message : 'unknown error';
  dialog.showErrorBox(
    'Beside cannot start',
    `${what}\n\nPlease start it again; if that does not help, install it anew.`,
  );
  app.exit(1);
}

function compose(): void {
  const userData = app.getPath('userData');
  let runtime: { onnxruntime: string; backends: readonly string[] } = { onnxruntime: '', backends: [] };
  const providersPath = join(userData, 'providers.json');
  const windows = new Windows(outDir);
  const ipc = new IpcEnd(windows.roleOf);
  const snapshot = new SnapshotStore(firstSnapshot(), (changed) => {
    const overlay = windows.get('overlay');
    if (overlay) ipc.push(overlay.webContents, 'snapshot.changed', changed);
  });
  const warn = (id: string, message: string): void =>
    snapshot.notify({ id, level: 'warning', message, dismissable: true });
  const settings = new SettingsStore({
    folder: userData,
    whenIdle: (write) => conversation.afterCell(write),
    onNotice: (message) => warn('settings', message),
  });

  const cues = new CueStore({
    folder: userData,
    whenIdle: (write) => conversation.afterCell(write),
    onNotice: (message) => warn('cues', message),
  });

  const voice = new VoiceDesk({
    wanted: settings.current.voice.name,
    show: (shown) => snapshot.patch({ voice: shown }),
    notify: (message) => (message === null ? snapshot.withdraw('voice') : warn('voice', message)),
    remember: (name) => settings.update((now) => ({ ...now, voice: { ...now.voice, name } })),
    judge: (again) =>
      benchVoices(
        {
          file: join(outDir, 'voice-probe.cjs'),
          voicesPath: join(userData, 'voices.json'),
          packsDir,
          manifestPath,
        },
        { ...runtime, readyPacks: packs.readyIds, again },
      ),
    reload: () => conversation.inference.reload(),
    nowMs: () => performance.now(),
  });

  const conversation = new Conversation({
    voice,
    settings: () => settings.current,
    keepCues: (all) => cues.keep(all),
    keepVolume: (volume) => settings.update((now) => ({ ...now, voice: { ...now.voice, volume } })),
    show: (change) => snapshot.patch(change),
    microphoneStalled: (times) => streams.stalled(times),
    inference: {
      file: join(outDir, 'inference-host.cjs'),
      load: () => ({ packsDir, manifestPath, providersPath, naturalVoice: voice.toLoad }),
      onState: (host) => snapshot.patch({ host }),
      onLanes: ({ lanes, onnxruntime, backends }) => {
        snapshot.patch({ versions: { ...snapshot.current.versions, onnxruntime } });
        const failed = lanes.filter(({ state }) => state === 'failed').map(({ model }) => model ?? '');
        if (failed.length === 0) snapshot.withdraw('lanes');
        else warn('lanes', brokenModels(failed));
        void bench.measureNew(onnxruntime, backends);
        runtime = { onnxruntime, backends };
        voice.hostUp();
      },
    },
  });

  const packs = new PackDesk({
    file: join(outDir, 'pack-fetcher.cjs'),
    packsDir,
    manifestPath,
    cwd: app.isPackaged ? userData : app.getAppPath(),
    starter: readStarter(),
    show: (state) => snapshot.patch({ packs: state }),
    changed: () => {
      conversation.inference.reload();
      voice.packs(naturalVoiceNeeds.some(({ packId }) => packs.readyIds.includes(packId)));
    },
    egress: ({ egress }) =>
      process.stderr.write(`egress: ${egress.bytesReceived} bytes from ${egress.host}\n`),
  });

  const bench = new ProviderBench({
    file: join(outDir, 'provider-probe.cjs'),
    providersPath,
    packsDir,
    manifestPath,
    readyPacks: () => packs.readyIds,
    changed: () => conversation.inference.reload(),
  });

  let output = true;
  const passing = new PassingNotice(snapshot);
  const streams = new StreamControl({
    setGate: (open) => conversation.setGate(open),
    tellCapture: (on) => {
      const window = windows.get('capture');
      if (window) ipc.push(window.webContents, 'capture.microphone.set', { on });
      // It was given up; being told again happens once it is ready.
      else if (on) capture.revive();
    },
    after: (delayMs, callback) => void setTimeout(callback, delayMs),
    opened: (open, echoCancelled) => conversation.microphoneOpened(open, echoCancelled),
    show: (microphone) => snapshot.patch({ microphone, duplex: duplexOf(microphone, output) }),
    say: (message) => passing.say(message),
    remember: (microphone) => settings.update((now) => ({ ...now, streams: { ...now.streams, microphone } })),
  });

  const capture = new CaptureWindow(windows, {
    gone: () => {
      conversation.captureGone();
      streams.captureGone();
    },
    hopeless: () => streams.failed('capture-window-gone'),
  });

  const meter = new CostMeter({
    cells: () => conversation.cells,
    ducks: () => conversation.ducks,
    lanes: () => conversation.laneUsage,
  });

  ipc.answer({
    'snapshot.get': () => snapshot.current,
    'microphone.set': ({ on }) => streams.set(on),
    'line.submit': ({ text }) => {
      const line = text.trim();
      if (line !== '') conversation.typed(line);
    },
    'speech.stop': () => conversation.stopSpeech(),
    'cue.end': ({ id }) => conversation.endCue(id),
    'packs.fetch': ({ packIds }) => packs.fetch(packIds),
    'packs.cancel': () => packs.cancel(),
    'packs.import': async () => {
      const chosen = await dialog.showOpenDialog({
        properties: ['openDirectory'],
        title: 'Folder that holds the packs',
      });
      const folder = chosen.filePaths[0];
      if (!chosen.canceled && folder !== undefined) packs.importFrom(folder);
    },
    'voice.set': ({ voice: name }) => voice.choose(name),
    'notice.dismiss': ({ id }) => snapshot.withdraw(id),
    'theme.set': ({ theme }) => {
      settings.update((now) => ({ ...now, overlay: { ...now.overlay, theme } }));
      nativeTheme.themeSource = theme;
      snapshot.patch({ theme });
    },
    'host.retry': () => conversation.inference.retry(),
    'timings.get': () => conversation.timings,
    'meter.get': () => meter.read(),
    'app.quit': () => app.quit(),
    'capture.ready': () => {
      const window = windows.get('capture');
      if (window) conversation.captureUp(window.webContents);
      streams.captureReady();
    },
  });
  ipc.listen({
    'capture.microphone': (report) => streams.reported(report),
    'capture.output': ({ running, device }) => {
      output = running && device;
      conversation.outputIs(output);
      snapshot.patch({ duplex: duplexOf(snapshot.current.microphone, output) });
    },
  });

  watchPower((asleep) => {
    const window = windows.get('capture');
    if (window) ipc.push(window.webContents, 'capture.sleep', { asleep });
  });
  guardSession(session.defaultSession, windows.roleOf, () => ({ microphone: streams.microphoneWanted }));
  serveApp(session.defaultSession, join(outDir, 'renderer'));
  snapshot.patch({ voice: voice.shown });
  const { theme, bounds } = settings.current.overlay;
  nativeTheme.themeSource = theme;
  snapshot.patch({ theme });

  capture.open();
  const overlay = windows.openOverlay(bounds);
  rememberPlace(overlay, (place) =>
    settings.update((now) => ({ ...now, overlay: { ...now.overlay, bounds: place } })),
  );
  overlay.on('closed', () => app.quit());
  reloadWhenGone(overlay, () => cannotStart(new Error('Its window stopped again and again.')));
  conversation.start();
  conversation.restoreCues(cues.atStart);
  meter.start();
  packs.inspect();
  if (settings.current.streams.microphone) streams.set(true);

  app.on('second-instance', () => overlay.show());
  app.on('before-quit', () => {
    settings.flush();
    cues.flush();
    capture.close();
    packs.close();
    meter.close();
    conversation.close();
  });
  app.on('window-all-closed', () => app.quit());
}

function firstSnapshot(): Snapshot {
  return {
    versions: { beside: app.getVersion(), electron: process.versions.electron, onnxruntime: null },
    floor: 'idle',
    microphone: { state: 'off' },
    duplex: { mode: 'full', reason: null },
    levelDbfs: null,
    lines: [],
    cues: [],
    abilities: { hear: false, speak: false },
    lateCells: null,
    host: 'starting',
    packs: { states: [], wanted: [], fetching: null, faults: [] },
    voice: { wanted: FALLBACK_VOICE, speaking: FALLBACK_VOICE, natural: 'not-wanted' },
    notices: [],
    theme: 'system',
  };
}

/** A damaged manifest is the fetcher's to report; until then nothing is offered. */
function readStarter(): readonly string[] {
  try {
    return packManifestSchema.parse(JSON.parse(readFileSync(manifestPath, 'utf8'))).starter;
  } catch {
    return [];
  }
}

function brokenModels(models: readonly string[]): string {
  return `Beside could not load ${models.join(', ')}. It goes on without. Please restart Beside; if this stays, import the packs again.`;
}
