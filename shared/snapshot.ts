import { z } from 'zod';
import { voiceNames } from './inference.ts';
import { shownCueSchema } from './cues.ts';
import { overlayForms } from './overlay.ts';
import { echoVerdicts } from './echo.ts';
import { egressViewSchema } from './egress.ts';
import { mannersSchema, quietSchema, vetoes } from './manners.ts';
import { lateCellsSchema } from './meter.ts';
import { invitedStatesSchema } from './streams.ts';
import { packFaultSchema, packProgressSchema, packStateSchema } from './packs.ts';

/** What the overlay shows. Main owns it and sends it whole; a renderer only mirrors it. */

export const microphoneFaultSchema = z.enum([
  'no-device',
  'permission-denied',
  'device-busy',
  'capture-window-gone',
  'stalled',
  'unknown',
]);
export type MicrophoneFault = z.infer<typeof microphoneFaultSchema>;

/** Why a microphone that the person has turned on gives no sound for now. */
export const interruptionSchema = z.enum(['lost', 'no-device', 'device-busy', 'asleep']);
export type Interruption = z.infer<typeof interruptionSchema>;

export const microphoneSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('off') }),
  z.strictObject({ state: z.literal('starting') }),
  /** Turned on, and closed by the person until then; wall clock in ms. */
  z.strictObject({ state: z.literal('paused'), untilMs: z.number() }),
  z.strictObject({
    state: z.literal('on'),
    label: z.string(),
    /** What the track itself reports; false means Beside may hear itself. */
    echoCancellation: z.boolean(),
  }),
  /** Turned on, silenced by the system or by a switch of the device's own. */
  z.strictObject({ state: z.literal('muted'), label: z.string(), message: z.string() }),
  /** Turned on and interrupted: comes back by itself. */
  z.strictObject({ state: z.literal('recovering'), reason: interruptionSchema, message: z.string() }),
  z.strictObject({ state: z.literal('failed'), fault: microphoneFaultSchema, message: z.string() }),
]);
export type Microphone = z.infer<typeof microphoneSchema>;

/** Whether Beside can hear while it speaks. `half`: it takes turns. */
export const duplexSchema = z.strictObject({
  mode: z.enum(['full', 'half']),
  reason: z.enum(['no-echo-cancellation', 'no-output']).nullable(),
});
export type Duplex = z.infer<typeof duplexSchema>;

/** Who has the floor, as a person would say it. */
/** `holding`: it has something to say and lets the person go first. */
export const floorSchema = z.enum(['idle', 'listening', 'hearing', 'thinking', 'holding', 'speaking']);

export const lineSchema = z.strictObject({
  id: z.string(),
  who: z.enum(['user', 'beside']),
  /** `cue`: said by itself, because it was due. */
  via: z.enum(['voice', 'typed', 'cue']),
  /** Wall clock, ms since 1970. */
  atMs: z.number(),
  text: z.string(),
  /**
   * Beside's own lines: how many characters of `text` have been audible. A person's line while it is being said: how
   * many of them stand, the rest may still be heard differently. Null for a person's finished line.
   */
  heardChars: z.int().nullable(),
  /** `waiting`: not yet audible; `cut-off`: stopped before its end. */
  state: z.enum(['final', 'waiting', 'speaking', 'cut-off', 'shown']),
  /** Due, and shown because it may not be said aloud: why, and when it was due (ms since 1970). */
  notSaid: z.strictObject({ why: z.enum(vetoes), dueMs: z.number() }).optional(),
});
export type Line = z.infer<typeof lineSchema>;

export const noticeSchema = z.strictObject({
  id: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  message: z.string(),
  /** Whether the person can put it away. */
  dismissable: z.boolean(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const snapshotSchema = z.strictObject({
  versions: z.strictObject({ beside: z.string(), electron: z.string(), onnxruntime: z.string().nullable() }),
  floor: floorSchema,
  /** Signs of listening given so far: one more, and Beside nods. */
  nods: z.int(),
  microphone: microphoneSchema,
  duplex: duplexSchema,
  invited: invitedStatesSchema,
  /** RMS of the last cell in dBFS, null while nothing is heard. */
  levelDbfs: z.number().nullable(),
  /** The same of what other programs play; null unless Beside was invited to it. */
  systemSoundDbfs: z.number().nullable(),
  /** What the last check for echo found. */
  echo: z.enum(echoVerdicts),
  /** Newest last, bounded by main. */
  lines: z.array(lineSchema),
  /** What Beside will say by itself, the next one first. */
  cues: z.array(shownCueSchema),
  manners: mannersSchema,
  /** What keeps Beside from speaking by itself just now; null: nothing. */
  quiet: quietSchema.nullable(),
  abilities: z.strictObject({
    /** Beside can turn sound into words. */
    hear: z.boolean(),
    /** Beside can speak aloud. */
    speak: z.boolean(),
  }),
  /** Moments of the last minute that came too late; null while all come in time. */
  lateCells: lateCellsSchema.nullable(),
  host: z.enum(['starting', 'ready', 'restarting', 'failed']),
  packs: z.strictObject({
    states: z.array(packStateSchema),
    /** Ids of the starter packs that are not ready. */
    wanted: z.array(z.string()),
    fetching: packProgressSchema.nullable(),
    faults: z.array(packFaultSchema),
  }),
  voice: z.strictObject({
    wanted: z.enum(voiceNames),
    /** Another than the one wanted while that one cannot speak. */
    speaking: z.enum(voiceNames),
    /** How it stands with a natural voice that is wanted; `refused`: this computer is not fast enough for it. */
    natural: z.enum(['not-wanted', 'no-pack', 'measuring', 'speaks', 'refused']),
  }),
  notices: z.array(noticeSchema),
  /** What left this computer, and what tried to. */
  egress: egressViewSchema,
  /** What the kill key is called; null where it could not be had. */
  killKey: z.string().nullable(),
  /** Whether this desktop has a tray that Beside's icon can be in; `unknown` while nobody could say. */
  tray: z.enum(['present', 'absent', 'unknown']),
  theme: z.enum(['system', 'light', 'dark']),
  overlay: z.strictObject({
    form: z.enum(overlayForms),
    /** Whether this system can let clicks through to what lies below, all but those on a button. */
    clickThrough: z.boolean(),
  }),
  /** Whether the person has been shown around. */
  shownAround: z.boolean(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

const partial = snapshotSchema.partial();
/** Some of its parts. What did not change is absent, never undefined. */
export const snapshotChangeSchema = z.custom<Partial<Snapshot>>((value) => partial.safeParse(value).success);
