import { z } from 'zod';

/**
 * What main and the inference host say to each other. Positions on the microphone's clock are sample
 * counts at HEARING_RATE_HZ since the host was told to listen; they never run backwards.
 */

export const laneNames = ['floor', 'hear-fast', 'hear-final', 'speak', 'speak-natural'] as const;
export type LaneName = (typeof laneNames)[number];
/** The lanes that write speech down: at once, or as well as they can. */
export type HearingLane = Extract<LaneName, 'hear-fast' | 'hear-final'>;

export const providerNames = ['cpu', 'webgpu', 'dml', 'coreml', 'cuda', 'wasm'] as const;
/** An onnxruntime execution provider; `wasm` marks a model that is no ONNX file (Flite). */
export type ProviderName = (typeof providerNames)[number];

/** Flite's voices: plain, and there at once on any computer. */
export const plainVoiceNames = ['slt', 'rms', 'awb', 'kal16'] as const;
export type PlainVoiceName = (typeof plainVoiceNames)[number];
/** Kokoro's voices: natural, where the computer is fast enough. */
export const naturalVoiceNames = ['af_heart', 'af_bella', 'am_michael', 'bf_emma'] as const;
export type NaturalVoiceName = (typeof naturalVoiceNames)[number];

export const voiceNames = [...plainVoiceNames, ...naturalVoiceNames] as const;
export type VoiceName = (typeof voiceNames)[number];

/** Speaks when a natural voice cannot. */
export const FALLBACK_VOICE: PlainVoiceName = 'rms';

export const isNatural = (voice: VoiceName): voice is NaturalVoiceName =>
  (naturalVoiceNames as readonly VoiceName[]).includes(voice);

/** What a start-up benchmark found fit to speak. */
export interface NaturalVoiceChoice {
  readonly model: string;
  readonly provider: ProviderName;
}

/** Where the interaction policy's network is, and what stands beside it. */
export interface PolicyFiles {
  readonly network: string;
  readonly card: string;
}

/** Main → host. */
export type HostCommand =
  /** Loads what the packs folder holds; sent again when packs arrive. Lanes that run stay. */
  | {
      readonly type: 'load';
      readonly packsDir: string;
      readonly manifestPath: string;
      readonly providersPath: string;
      /** The natural voice's model and where it runs; absent or null when none is to be loaded. */
      readonly naturalVoice?: NaturalVoiceChoice | null;
      /** The file of the head that tells whether a turn has ended; absent or null when nobody asks for that. */
      readonly endOfTurnHead?: string | null;
      /** Absent or null when the policy that decides has no network. */
      readonly policy?: PolicyFiles | null;
    }
  /** Gated microphone sound, contiguous: the first sample of `pcm` has the index `atSample`. */
  | {
      readonly type: 'sound';
      readonly atSample: number;
      readonly pcm: Int16Array;
      /** What was heard of Beside's own voice meanwhile, as long as `pcm`; absent: nothing, or nobody asks for it. */
      readonly own?: Int16Array;
    }
  /** Shortly before a cell ends: what the policy's network makes of it. The words and events are the engine's part. */
  | {
      readonly type: 'decide';
      readonly cell: number;
      /** Where the open utterance began; null: none is open. */
      readonly utteranceFromSample: number | null;
      readonly words: Float32Array;
      readonly events: Float32Array;
    }
  /** The gate has closed: no sound from before it is kept. */
  | { readonly type: 'forget' }
  | {
      readonly type: 'recognise';
      readonly requestId: string;
      /** The lane asked for; where it is not ready the other one takes the work. */
      readonly lane: HearingLane;
      readonly fromSample: number;
      readonly toSample: number;
      /** The stretch ends at the quietest place from here on; null: at `toSample`. */
      readonly cutFromSample: number | null;
      /** The person is in mid-speech: a window without words is then a mistake of the model's. */
      readonly voiceActive: boolean;
    }
  | {
      readonly type: 'synthesise';
      readonly requestId: string;
      readonly sentences: readonly string[];
      readonly voice: VoiceName;
      /** 1 = as synthesised, 2 would be twice as fast. */
      readonly pace: number;
    }
  | { readonly type: 'cancel'; readonly requestId: string };

const laneReportSchema = z.strictObject({
  lane: z.enum(laneNames),
  /** `absent`: its pack is not there, or another lane does its work. */
  state: z.enum(['loading', 'ready', 'absent', 'failed']),
  model: z.string().nullable(),
  provider: z.enum(providerNames).nullable(),
  loadMs: z.number(),
  /** Why it failed, or what a lane that is ready has to do without: an error's class and place, never content. */
  reason: z.string().nullable(),
});
export type LaneReport = z.infer<typeof laneReportSchema>;

/** Host → main. */
export const hostEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('lanes'),
    lanes: z.array(laneReportSchema),
    onnxruntime: z.string(),
    /** Execution providers that this build of onnxruntime brings. */
    backends: z.array(z.string()),
  }),
  /** Probability of voice in the 32 ms that end at `endSample`, and their level (RMS). */
  z.strictObject({
    type: z.literal('voice-activity'),
    endSample: z.int(),
    probability: z.number(),
    levelDbfs: z.number(),
  }),
  z.strictObject({
    type: z.literal('recognised'),
    requestId: z.string(),
    text: z.string(),
    model: z.string(),
    /** Where the stretch ended that the words are of. */
    toSample: z.int(),
    audioMs: z.number(),
    costMs: z.number(),
    /** How likely it is that the person has finished; only where a head for that was loaded. */
    endOfTurn: z.number().min(0).max(1).exactOptional(),
  }),
  /** What the policy's network makes of a cell: probabilities, in the order of its layout. */
  z.strictObject({
    type: z.literal('decided'),
    cell: z.int(),
    act: z.array(z.number()).length(5).readonly(),
    user: z.array(z.number()).length(7).readonly(),
    voice: z.array(z.number()).length(8).readonly(),
    costMs: z.number(),
  }),
  /** A sentence, or the next piece of one, as sound: mono Float32 at PLAYBACK_RATE_HZ. */
  z.strictObject({
    type: z.literal('synthesised'),
    requestId: z.string(),
    sentence: z.int().nonnegative(),
    /** No more of this sentence will come. */
    sentenceEnd: z.boolean(),
    last: z.boolean(),
    pcm: z.custom<Float32Array>((value) => value instanceof Float32Array),
    costMs: z.number(),
  }),
  /** What the lanes cost, every few seconds; sums since the host started. */
  z.strictObject({
    type: z.literal('usage'),
    residentBytes: z.number(),
    lanes: z.array(
      z.strictObject({
        lane: z.enum(laneNames),
        /** Processor time of its thread, ms. */
        cpuMs: z.number(),
        queued: z.int(),
        /** Work that was given up because newer work was worth more. */
        dropped: z.int(),
      }),
    ),
  }),
  z.strictObject({
    type: z.literal('failed'),
    requestId: z.string(),
    lane: z.enum(laneNames),
    reason: z.string(),
  }),
]);
export type HostEvent = z.infer<typeof hostEventSchema>;
export type UsageEvent = Extract<HostEvent, { type: 'usage' }>;

/** The host ends itself with this code to give memory back, and wants to be started again at once. */
export const RECYCLED_EXIT_CODE = 75;
