// First: from here on nothing leaves.
import { egressGate } from './shell/egress-gate.ts';
import { app, clipboard, dialog, nativeTheme, session } from 'electron';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { HUSH_MS } from '../shared/manners.ts';
import { packManifestSchema } from '../shared/packs.ts';
import { naturalVoiceNeeds } from './inference/lane-plan.ts';
import { defaultPacksDir } from './inference/packs/folder.ts';
import { thisMachine } from './replay/machine.ts';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { Conversation } from './shell/conversation.ts';
import { tellOfLanes } from './shell/lane-notices.ts';
import { choosePolicy } from './shell/policy-choice.ts';
import { CueStore } from './shell/cue-store.ts';
import { cannotStart, reportUncaught } from './shell/failing.ts';
import { openEgress } from './shell/egress.ts';
import { firstSnapshot } from './shell/first-snapshot.ts';
import { closeSideRoads } from './shell/guards.ts';
import { IpcEnd } from './shell/ipc.ts';
import { giveBackKeys, killKeyTaken, takeKillKey } from './shell/kill-key.ts';
import { BesideTray } from './shell/tray.ts';
import { performTrayAct } from './shell/tray-acts.ts';
import { watchTrayHost } from './shell/tray-host.ts';
import { CostMeter } from './shell/meter.ts';
import { PackDesk } from './shell/pack-desk.ts';
import { ProviderBench } from './shell/provider-bench.ts';
import { SelfTestDesk } from './shell/self-test-desk.ts';
import { SessionSaver } from './shell/session-saver.ts';
import { SettingsStore } from './shell/settings-store.ts';
import { SnapshotStore } from './shell/snapshot-store.ts';
import { StreamsDesk } from './shell/streams-desk.ts';
import { benchVoices } from './shell/voice-bench.ts';
import { VoiceDesk } from './shell/voice-desk.ts';
import { OverlayWindow } from './shell/overlay-window.ts';
import { reloadWhenGone, Windows } from './shell/windows.ts';

/** Composition root: builds the parts and hands each its ports. */

const outDir = __dirname;
const resourcesDir = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources');
const manifestPath = process.env['BESIDE_PACKS_MANIFEST'] ?? join(resourcesDir, 'packs.json');
const packsDir =
  process.env['BESIDE_PACKS_DIR'] ?? defaultPacksDir(process.env, process.platform, os.homedir());

reportUncaught();
registerAppScheme();
closeSideRoads();
if (app.requestSingleInstanceLock()) void app.whenReady().then(compose).catch(cannotStart);
else app.quit();

function compose(): void {
  const userData = app.getPath('userData');
  let runtime: { onnxruntime: string; backends: readonly string[] } = { onnxruntime: '', backends: [] };
  const providersPath = join(userData, 'providers.json');
  const windows = new Windows(outDir);
  const ipc = new IpcEnd(windows.roleOf);
  let watchSnapshot = (): void => undefined;
  const snapshot = new SnapshotStore(firstSnapshot(app.getVersion()), (changed) => {
    const overlay = windows.get('overlay');
    if (overlay) ipc.push(overlay.webContents, 'snapshot.changed', changed);
    watchSnapshot();
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

  const egress = openEgress(egressGate, userData, packsDir, snapshot, (write) =>
    conversation.afterCell(write),
  );
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

  const places = { packsDir, manifestPath, providersPath };
  const decider = choosePolicy(settings.current.turnTaking, join(resourcesDir, 'interaction-model'));
  const conversation = new Conversation({
    policy: decider.policy,
    voice,
    settings: () => settings.current,
    keepCues: (all) => cues.keep(all),
    keepHush: (hush) => settings.update((now) => ({ ...now, hush })),
    keepVoice: (change) => settings.update((now) => ({ ...now, voice: { ...now.voice, ...change } })),
    show: (change) => snapshot.patch(change),
    microphoneStalled: (times) => streams.microphone.stalled(times),
    inference: {
      file: join(outDir, 'inference-host.cjs'),
      load: () => ({ ...places, naturalVoice: voice.toLoad, policy: decider.files }),
      onState: (host) => snapshot.patch({ host }),
      onLanes: ({ lanes, onnxruntime, backends }) => {
        snapshot.patch({ versions: { ...snapshot.current.versions, onnxruntime } });
        selfTest.lanesAre(lanes);
        tellOfLanes(lanes, decider.missing, { warn, withdraw: (id) => snapshot.withdraw(id) });
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
    sentOut: (child) => egress.sentOut(child),
  });

  const bench = new ProviderBench({
    file: join(outDir, 'provider-probe.cjs'),
    providersPath,
    packsDir,
    manifestPath,
    readyPacks: () => packs.readyIds,
    changed: () => conversation.inference.reload(),
  });

  const streams = new StreamsDesk({ windows, ipc, conversation, snapshot, settings });

  const meter = new CostMeter({
    cells: () => conversation.cells,
    ducks: () => conversation.ducks,
    lanes: () => conversation.laneUsage,
    framesDropped: () => streams.dropped,
  });

  const selfTest = new SelfTestDesk(conversation, () => snapshot.current);

  const saver = new SessionSaver({
    askWhere: async (defaultPath) => {
      const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath });
      return canceled || filePath === '' ? null : filePath;
    },
    happened: () => ({
      about: { beside: app.getVersion(), policy: conversation.policyName, machine: thisMachine() },
      log: conversation.log,
    }),
    afterCell: (write) => conversation.afterCell(write),
    notify: (notice) => snapshot.notify(notice),
    nowMs: () => performance.now(),
    wallMs: () => Date.now(),
  });

  ipc.answer({
    'snapshot.get': () => snapshot.current,
    'microphone.set': ({ on }) => streams.microphone.set(on),
    'microphone.pause': ({ length }) => streams.pause(length),
    'microphone.resume': () => streams.microphone.resume(),
    'stream.set': ({ stream, on }) => streams.invited.set(stream, on),
    'picture.get': ({ stream }) => streams.picture(stream),
    'kill.press': () => streams.kill.press(),
    'line.submit': ({ text }) => {
      const line = text.trim();
      if (line !== '') conversation.typed(line);
    },
    'speech.stop': () => conversation.stopSpeech(),
    'cue.end': ({ id }) => conversation.endCue(id),
    'manners.set': (manners) => {
      settings.update((now) => ({ ...now, manners }));
      snapshot.patch({ manners });
      conversation.wants({ type: 'manners', manners });
    },
    'quiet.set': ({ on }) => {
      const fromMs = Date.now();
      const hush = on ? { fromMs, untilMs: fromMs + HUSH_MS } : null;
      conversation.wants({ type: 'hushed', hush });
    },
    'why.get': (about) => conversation.why(about),
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
    'overlay.form': ({ form }) => overlay.setForm(form),
    'overlay.pointer': ({ over }) => overlay.pointer(over),
    'first-run.set': ({ done }) => {
      settings.update((now) => ({ ...now, firstRun: { done } }));
      snapshot.patch({ shownAround: done });
    },
    'host.retry': () => conversation.inference.retry(),
    'timings.get': () => conversation.timings,
    'meter.get': () => meter.read(),
    'self-test.read': (question) => selfTest.read(question),
    'clipboard.write': ({ text }) => clipboard.writeText(text),
    'session.save': ({ words }) => saver.save(words),
    'app.quit': () => app.quit(),
    'capture.ready': () => streams.captureReady(),
  });
  ipc.listen({
    'egress.stopped': ({ host }, role) => egress.stopped(host, role),
    'capture.microphone': (report) => streams.microphone.reported(report),
    'capture.stream': (report) => streams.invited.reported(report),
    'capture.output': (report) => streams.outputIs(report),
  });

  serveApp(session.defaultSession, join(outDir, 'renderer'));
  snapshot.patch({ voice: voice.shown });
  const { theme } = settings.current.overlay;
  nativeTheme.themeSource = theme;
  snapshot.patch({ theme, shownAround: settings.current.firstRun.done, manners: settings.current.manners });

  streams.open();
  const killKey = takeKillKey(() => streams.kill.press());
  snapshot.patch({ killKey });
  if (killKey === null) warn('kill-key', killKeyTaken(process.platform));
  const overlay = new OverlayWindow(windows, {
    settings: () => settings.current.overlay,
    remember: (change) => settings.update((now) => ({ ...now, overlay: { ...now.overlay, ...change } })),
    show: (form) => snapshot.patch({ overlay: { ...snapshot.current.overlay, form } }),
  });
  const tray = new BesideTray({
    iconPath: join(resourcesDir, 'icon.png'),
    killKey,
    act: (act) => performTrayAct(act, { streams, conversation, overlay }),
  });
  watchSnapshot = () => tray.update(snapshot.current);
  watchSnapshot();
  void watchTrayHost(snapshot, tray);
  overlay.window.on('closed', () => app.quit());
  reloadWhenGone(overlay.window, () => cannotStart(new Error('Its window stopped again and again.')));
  conversation.wants({ type: 'manners', manners: settings.current.manners });
  conversation.wants({ type: 'hushed', hush: settings.current.hush });
  conversation.start();
  conversation.restoreCues(cues.atStart);
  meter.start();
  packs.inspect();
  streams.restore();

  app.on('second-instance', () => overlay.bringUp());
  app.on('before-quit', () => {
    settings.flush();
    cues.flush();
    egress.flush();
    saver.close();
    streams.close();
    tray.close();
    giveBackKeys();
    packs.close();
    meter.close();
    conversation.close();
  });
  app.on('window-all-closed', () => app.quit());
}

/** A damaged manifest is the fetcher's to report; until then nothing is offered. */
function readStarter(): readonly string[] {
  try {
    return packManifestSchema.parse(JSON.parse(readFileSync(manifestPath, 'utf8'))).starter;
  } catch {
    return [];
  }
}
