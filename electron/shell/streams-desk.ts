import { session, type WebContents } from 'electron';
import { CELL_MS } from '../../shared/audio.ts';
import type { ReportInput } from '../../shared/ipc.ts';
import type { PauseLength } from '../../shared/pause.ts';
import type { PictureStream } from '../../shared/streams.ts';
import { InvitedGate } from '../capture/invited-gate.ts';
import type { OpenGates } from '../privacy/permissions.ts';
import { CaptureWindow } from './capture-window.ts';
import type { Conversation } from './conversation.ts';
import { duplexOf } from './duplex.ts';
import { guardSessions } from './guards.ts';
import { InvitedControl } from './invited-control.ts';
import type { IpcEnd } from './ipc.ts';
import { KillSwitch } from './kill-switch.ts';
import { PassingNotice } from './passing-notice.ts';
import { pauseEndMs } from './pause-length.ts';
import { watchPower } from './power.ts';
import { chooseScreens } from './screen-choice.ts';
import type { SettingsStore } from './settings-store.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import { StreamControl } from './stream-control.ts';
import type { Windows } from './windows.ts';

export interface StreamsDeskParts {
  readonly windows: Windows;
  readonly ipc: IpcEnd;
  readonly conversation: Conversation;
  readonly snapshot: SnapshotStore;
  readonly settings: SettingsStore;
}

/** Everything that lets something in: the streams, their gates, the window that holds the devices, and what closes them all. */
export class StreamsDesk {
  readonly microphone: StreamControl;
  readonly invited: InvitedControl;
  readonly kill: KillSwitch;
  readonly #parts: StreamsDeskParts;
  readonly #invitedGate = new InvitedGate();
  readonly #capture: CaptureWindow;
  #output = true;
  #soundTimer: ReturnType<typeof setInterval> | null = null;

  constructor(parts: StreamsDeskParts) {
    this.#parts = parts;
    const { windows, conversation, snapshot, settings } = parts;
    const after = (delayMs: number, callback: () => void): void => void setTimeout(callback, delayMs);
    const passing = new PassingNotice(snapshot);
    const say = (message: string): void => passing.say(message);

    this.microphone = new StreamControl({
      setGate: (open) => conversation.setGate(open),
      tellCapture: (on) => {
        const told = this.#tell((contents) => parts.ipc.push(contents, 'capture.microphone.set', { on }));
        // It was given up; being told again happens once it is ready.
        if (!told && on) this.#capture.revive();
      },
      after,
      opened: (open, echoCancelled) => conversation.microphoneOpened(open, echoCancelled),
      show: (microphone) => snapshot.patch({ microphone, duplex: duplexOf(microphone, this.#output) }),
      say,
      remember: (microphone, pausedUntilMs) =>
        settings.update((now) => ({ ...now, streams: { ...now.streams, microphone, pausedUntilMs } })),
      wallMs: () => Date.now(),
    });
    this.invited = new InvitedControl({
      setGate: (stream, open) => this.#invitedGate.setGate(stream, open),
      tellCapture: (stream, on, invitation) => {
        const told = this.#tell((contents) =>
          parts.ipc.push(contents, 'capture.stream.set', { stream, on, invitation }),
        );
        if (!told && on) this.#capture.revive();
      },
      show: (invited) => {
        snapshot.patch({ invited });
        this.#watchSystemSound(invited['system-sound'].state === 'on');
      },
      after,
      platform: process.platform,
    });
    this.#capture = new CaptureWindow(windows, {
      gone: () => {
        conversation.captureGone();
        this.invited.captureGone();
        this.microphone.captureGone();
      },
      hopeless: () => {
        this.invited.hopeless();
        if (this.microphone.wanted) this.microphone.failed('capture-window-gone');
      },
    });
    this.kill = new KillSwitch({
      closeGates: () => {
        this.microphone.set(false);
        this.invited.endAll();
      },
      stopVoice: () => conversation.stopSpeech(),
      devicesReleased: () => this.microphone.released && this.invited.released,
      endCapture: () => this.#capture.end(),
      after,
      say,
    });
  }

  /** Deny by default stands before the first window; then the capture window, and the microphone as it was left. */
  open(): void {
    const { windows } = this.#parts;
    guardSessions(session.defaultSession, windows.roleOf, () => this.#openGates());
    chooseScreens(
      session.defaultSession,
      () => this.#openGates(),
      () => windows.get('overlay'),
    );
    watchPower((asleep) => this.#away(asleep));
    this.#capture.open();
  }

  restore(): void {
    const { microphone, pausedUntilMs } = this.#parts.settings.current.streams;
    if (microphone) this.microphone.restore(pausedUntilMs);
  }

  close(): void {
    this.#watchSystemSound(false);
    this.#capture.close();
  }

  /** A pause closes everything; the microphone alone comes back by itself. */
  pause(length: PauseLength): void {
    this.microphone.pause(pauseEndMs(length, new Date()));
    this.invited.endAll();
  }

  /** What Beside sees right now; null while it sees nothing. Copied: what crosses to a page is nobody else's. */
  picture(stream: PictureStream): Uint8Array<ArrayBuffer> | null {
    const picture = this.#invitedGate.picture(stream);
    return picture && new Uint8Array(picture);
  }

  /** Frames and pictures that came through closed gates. */
  get dropped(): number {
    return this.#parts.conversation.microphone.dropped + this.#invitedGate.dropped;
  }

  /** The capture window has loaded and takes its ports. */
  captureReady(): void {
    this.#tell((contents) => {
      this.#parts.conversation.captureUp(contents);
      this.#invitedGate.connect(contents);
    });
    this.microphone.captureReady();
    this.invited.captureReady();
  }

  outputIs({ running, device }: ReportInput<'capture.output'>): void {
    const { conversation, snapshot } = this.#parts;
    this.#output = running && device;
    conversation.outputIs(this.#output);
    snapshot.patch({ duplex: duplexOf(snapshot.current.microphone, this.#output) });
  }

  /** Its level is shown while it is heard: the proof that something comes through, or that nothing does. */
  #watchSystemSound(on: boolean): void {
    const { snapshot } = this.#parts;
    if (on === (this.#soundTimer !== null)) return;
    if (this.#soundTimer) clearInterval(this.#soundTimer);
    const show = (): void =>
      snapshot.patch({ systemSoundDbfs: Math.round(this.#invitedGate.takeLevelDbfs() ?? -120) });
    this.#soundTimer = on ? setInterval(show, CELL_MS) : null;
    if (!on) snapshot.patch({ systemSoundDbfs: null });
  }

  #away(asleep: boolean): void {
    this.#parts.conversation.microphone.setAway(asleep);
    if (asleep) this.invited.endAll();
    this.#tell((contents) => this.#parts.ipc.push(contents, 'capture.sleep', { asleep }));
  }

  #openGates(): OpenGates {
    return {
      microphone: this.microphone.microphoneWanted,
      camera: this.invited.wanted('camera'),
      screen: this.invited.wanted('screen'),
      'system-sound': this.invited.wanted('system-sound'),
    };
  }

  /** Whether there was a capture window to tell. */
  #tell(tell: (contents: WebContents) => void): boolean {
    const window = this.#parts.windows.get('capture');
    if (window) tell(window.webContents);
    return window !== null;
  }
}
