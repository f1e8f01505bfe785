import type { pushes, reports, requests, WindowRole } from '../../../shared/ipc.ts';

/**
 * What each window may say and hear, as names alone: the schemas stay in main, which checks every message anyway.
 * The types below are computed from the contract, so that a missing or a surplus name does not compile.
 */
type From<T extends Record<string, { readonly from: readonly WindowRole[] }>, R extends WindowRole> = {
  [N in keyof T]: R extends T[N]['from'][number] ? N : never;
}[keyof T];
type To<T extends Record<string, { readonly to: readonly WindowRole[] }>, R extends WindowRole> = {
  [N in keyof T]: R extends T[N]['to'][number] ? N : never;
}[keyof T];

export interface RoleChannels<R extends WindowRole = WindowRole> {
  readonly requests: Readonly<Record<From<typeof requests, R>, true>>;
  readonly reports: Readonly<Record<From<typeof reports, R>, true>>;
  readonly pushes: Readonly<Record<To<typeof pushes, R>, true>>;
}

export const overlayChannels = {
  requests: {
    'snapshot.get': true,
    'microphone.set': true,
    'microphone.pause': true,
    'microphone.resume': true,
    'stream.set': true,
    'picture.get': true,
    'kill.press': true,
    'line.submit': true,
    'speech.stop': true,
    'cue.end': true,
    'manners.set': true,
    'quiet.set': true,
    'why.get': true,
    'packs.fetch': true,
    'packs.cancel': true,
    'packs.import': true,
    'voice.set': true,
    'notice.dismiss': true,
    'theme.set': true,
    'overlay.form': true,
    'overlay.pointer': true,
    'first-run.set': true,
    'host.retry': true,
    'timings.get': true,
    'meter.get': true,
    'self-test.read': true,
    'clipboard.write': true,
    'session.save': true,
    'app.quit': true,
  },
  reports: { 'egress.stopped': true },
  pushes: { 'snapshot.changed': true },
} as const satisfies RoleChannels<'overlay'>;

export const captureChannels = {
  requests: { 'capture.ready': true },
  reports: {
    'egress.stopped': true,
    'capture.microphone': true,
    'capture.stream': true,
    'capture.output': true,
  },
  pushes: { 'capture.microphone.set': true, 'capture.stream.set': true, 'capture.sleep': true },
} as const satisfies RoleChannels<'capture'>;
