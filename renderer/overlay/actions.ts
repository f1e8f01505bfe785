import type { VoiceName } from '../../shared/inference.ts';
import type { RequestInput, RequestName } from '../../shared/ipc.ts';
import type { Manners } from '../../shared/manners.ts';
import type { PauseLength } from '../../shared/pause.ts';
import type { OverlayForm } from '../../shared/overlay.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { InvitedStream } from '../../shared/streams.ts';
import type { Why, WhyAbout } from '../../shared/why.ts';
import { bridge } from '../bridge.ts';
import { useOverlay } from './store.ts';

/** Asks main; whether it was done. A refusal is shown, never swallowed. */
async function ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<boolean> {
  try {
    await bridge().request(name, input);
    useOverlay.setState({ requestFailed: false });
    return true;
  } catch {
    useOverlay.setState({ requestFailed: true });
    return false;
  }
}

/** What the log has to say; null where main could not be asked. */
export async function askWhy(about: WhyAbout): Promise<Why | null> {
  try {
    return await bridge().request('why.get', about);
  } catch {
    return null;
  }
}

/** Everything a person can do here. */
export const actions = {
  setMicrophone: (on: boolean) => ask('microphone.set', { on }),
  pauseMicrophone: (length: PauseLength) => ask('microphone.pause', { length }),
  resumeMicrophone: () => ask('microphone.resume', undefined),
  setStream: (stream: InvitedStream, on: boolean) => ask('stream.set', { stream, on }),
  kill: () => ask('kill.press', undefined),
  submit: (text: string) => ask('line.submit', { text }),
  endCue: (id: string) => ask('cue.end', { id }),
  setManners: (manners: Manners) => ask('manners.set', manners),
  /** "Not now" for a while, or its end. */
  setQuiet: (on: boolean) => ask('quiet.set', { on }),
  stopSpeech: () => ask('speech.stop', undefined),
  fetchPacks: (packIds: string[]) => ask('packs.fetch', { packIds }),
  cancelPacks: () => ask('packs.cancel', undefined),
  importPacks: () => ask('packs.import', undefined),
  setVoice: (voice: VoiceName) => ask('voice.set', { voice }),
  dismissNotice: (id: string) => ask('notice.dismiss', { id }),
  setTheme: (theme: Snapshot['theme']) => ask('theme.set', { theme }),
  setForm: (form: OverlayForm) => ask('overlay.form', { form }),
  pointerOver: (over: boolean) => ask('overlay.pointer', { over }),
  setShownAround: (done: boolean) => ask('first-run.set', { done }),
  retryHost: () => ask('host.retry', undefined),
  saveSession: (words: boolean) => ask('session.save', { words }),
  quit: () => ask('app.quit', undefined),
  dismissRequestFailure: () => useOverlay.setState({ requestFailed: false }),
} as const;
