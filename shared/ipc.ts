import { z } from 'zod';
import { voiceNames } from './inference.ts';
import { egressHostSchema } from './egress.ts';
import { mannersSchema } from './manners.ts';
import { meterSchema } from './meter.ts';
import { overlayForms } from './overlay.ts';
import { pauseLengths } from './pause.ts';
import { selfTestQuestionSchema, selfTestSchema } from './self-test.ts';
import {
  interruptionSchema,
  microphoneFaultSchema,
  snapshotChangeSchema,
  snapshotSchema,
} from './snapshot.ts';
import { invitedStreamSchema, pictureStreams, streamReportSchema } from './streams.ts';
import { timingsSchema } from './timings.ts';
import { whyAboutSchema, whySchema } from './why.ts';

/**
 * The IPC contract: every channel that exists, who may use it, and the schema of what crosses it.
 * The preloads are made from this table (`electron/shell/preload`) and main answers only what stands here
 * (`electron/shell/ipc.ts`). Hot audio does not pass here: see `capture-protocol.ts`.
 */
export const windowRoles = ['overlay', 'capture'] as const;
export type WindowRole = (typeof windowRoles)[number];

const nothing = z.void();

/** Renderer asks, main answers. */
export const requests = {
  /** The whole picture, once, when a renderer starts. */
  'snapshot.get': { from: ['overlay'], input: nothing, output: snapshotSchema },
  'microphone.set': { from: ['overlay'], input: z.strictObject({ on: z.boolean() }), output: nothing },
  'microphone.pause': {
    from: ['overlay'],
    input: z.strictObject({ length: z.enum(pauseLengths) }),
    output: nothing,
  },
  'microphone.resume': { from: ['overlay'], input: nothing, output: nothing },
  /** Invites Beside to a stream, or ends that. */
  'stream.set': {
    from: ['overlay'],
    input: z.strictObject({ stream: invitedStreamSchema, on: z.boolean() }),
    output: nothing,
  },
  /** What Beside sees right now: the newest picture that passed the gate, a JPEG. */
  'picture.get': {
    from: ['overlay'],
    input: z.strictObject({ stream: z.enum(pictureStreams) }),
    output: z.instanceof(Uint8Array).nullable(),
  },
  /** Everything off, as by the kill key. */
  'kill.press': { from: ['overlay'], input: nothing, output: nothing },
  /** A typed line of the person. Trimmed by main; refused when empty. */
  'line.submit': {
    from: ['overlay'],
    input: z.strictObject({ text: z.string().min(1).max(4000) }),
    output: nothing,
  },
  /** Ends Beside's current speech. */
  'speech.stop': { from: ['overlay'], input: nothing, output: nothing },
  /** Ends a standing instruction. One that is over already is none. */
  'cue.end': { from: ['overlay'], input: z.strictObject({ id: z.string() }), output: nothing },
  /** How Beside is to behave of its own accord. */
  'manners.set': { from: ['overlay'], input: mannersSchema, output: nothing },
  /** "Not now" for a while, or its end. */
  'quiet.set': { from: ['overlay'], input: z.strictObject({ on: z.boolean() }), output: nothing },
  /** Why it said something, or nothing: from the log. */
  'why.get': { from: ['overlay'], input: whyAboutSchema, output: whySchema },
  'packs.fetch': {
    from: ['overlay'],
    input: z.strictObject({ packIds: z.array(z.string()).min(1) }),
    output: nothing,
  },
  'packs.cancel': { from: ['overlay'], input: nothing, output: nothing },
  /** Opens a folder picker in main; resolves when the import has ended or the picker was closed. */
  'packs.import': { from: ['overlay'], input: nothing, output: nothing },
  /** Choosing a natural voice again is asking for another try. */
  'voice.set': { from: ['overlay'], input: z.strictObject({ voice: z.enum(voiceNames) }), output: nothing },
  'notice.dismiss': { from: ['overlay'], input: z.strictObject({ id: z.string() }), output: nothing },
  'theme.set': {
    from: ['overlay'],
    input: z.strictObject({ theme: z.enum(['system', 'light', 'dark']) }),
    output: nothing,
  },
  'overlay.form': {
    from: ['overlay'],
    input: z.strictObject({ form: z.enum(overlayForms) }),
    output: nothing,
  },
  /** Whether the pointer is over something that takes clicks; asked only where clicks can be let through. */
  'overlay.pointer': { from: ['overlay'], input: z.strictObject({ over: z.boolean() }), output: nothing },
  /** The person has been shown around, or would be again. */
  'first-run.set': { from: ['overlay'], input: z.strictObject({ done: z.boolean() }), output: nothing },
  /** Starts the inference host again after it was given up. */
  'host.retry': { from: ['overlay'], input: nothing, output: nothing },
  /** When each step of the last exchanges happened. */
  'timings.get': { from: ['overlay'], input: nothing, output: timingsSchema },
  /** What Beside costs, and whether it keeps time. */
  'meter.get': { from: ['overlay'], input: nothing, output: meterSchema },
  /** How well it works here, by the log, and how it stands with a line of the guided test. */
  'self-test.read': { from: ['overlay'], input: selfTestQuestionSchema, output: selfTestSchema },
  /** Text that the person asked to have copied. */
  'clipboard.write': {
    from: ['overlay'],
    input: z.strictObject({ text: z.string().min(1).max(8000) }),
    output: nothing,
  },
  /** Asks where, and saves what happened there, with or without words; resolves when that is done or given up. */
  'session.save': { from: ['overlay'], input: z.strictObject({ words: z.boolean() }), output: nothing },
  'app.quit': { from: ['overlay'], input: nothing, output: nothing },
  /** The capture window has loaded and can take its ports. */
  'capture.ready': { from: ['capture'], input: nothing, output: nothing },
} as const satisfies Record<string, RequestContract>;

/** Renderer tells, main listens; no answer. */
export const reports = {
  /** The page's own policy has stopped a request, before main's guard could. */
  'egress.stopped': { from: ['overlay', 'capture'], input: z.strictObject({ host: egressHostSchema }) },
  'capture.microphone': {
    from: ['capture'],
    input: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('on'), label: z.string(), echoCancellation: z.boolean() }),
      z.strictObject({ state: z.literal('off') }),
      z.strictObject({ state: z.literal('muted'), label: z.string(), echoCancellation: z.boolean() }),
      z.strictObject({ state: z.literal('recovering'), reason: interruptionSchema }),
      z.strictObject({ state: z.literal('failed'), fault: microphoneFaultSchema }),
    ]),
  },
  'capture.stream': { from: ['capture'], input: streamReportSchema },
  /** The output side of the audio context: running or not, on a device or on nothing, and the latency after the worklet. */
  'capture.output': {
    from: ['capture'],
    input: z.strictObject({
      running: z.boolean(),
      device: z.boolean(),
      outputLatencyMs: z.number().nonnegative(),
    }),
  },
} as const satisfies Record<string, ReportContract>;

/** Main tells, renderer listens. */
export const pushes = {
  /** What changed of the picture: while somebody speaks the level does, five times a second, and the lines do not. */
  'snapshot.changed': { to: ['overlay'], payload: snapshotChangeSchema },
  'capture.microphone.set': { to: ['capture'], payload: z.strictObject({ on: z.boolean() }) },
  'capture.stream.set': {
    to: ['capture'],
    payload: z.strictObject({ stream: invitedStreamSchema, on: z.boolean(), invitation: z.int() }),
  },
  /** The computer goes to sleep or is locked, or is back. */
  'capture.sleep': { to: ['capture'], payload: z.strictObject({ asleep: z.boolean() }) },
} as const satisfies Record<string, PushContract>;

/** Main → capture window, with one transferred port each; not JSON, so outside the tables above. */
export const portChannels = {
  microphone: 'port.microphone',
  playback: 'port.playback',
  pictures: 'port.pictures',
  systemSound: 'port.system-sound',
} as const;

interface RequestContract {
  readonly from: readonly WindowRole[];
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}
interface ReportContract {
  readonly from: readonly WindowRole[];
  readonly input: z.ZodType;
}
interface PushContract {
  readonly to: readonly WindowRole[];
  readonly payload: z.ZodType;
}

export type RequestName = keyof typeof requests;
export type ReportName = keyof typeof reports;
export type PushName = keyof typeof pushes;
export type RequestInput<N extends RequestName> = z.infer<(typeof requests)[N]['input']>;
export type RequestOutput<N extends RequestName> = z.infer<(typeof requests)[N]['output']>;
export type ReportInput<N extends ReportName> = z.infer<(typeof reports)[N]['input']>;
export type PushPayload<N extends PushName> = z.infer<(typeof pushes)[N]['payload']>;

/** What a preload puts on `window.beside`. */
export interface BesideBridge {
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>>;
  report<N extends ReportName>(name: N, input: ReportInput<N>): void;
  /** Returns the unsubscribe function. */
  on<N extends PushName>(name: N, listener: (payload: PushPayload<N>) => void): () => void;
}
