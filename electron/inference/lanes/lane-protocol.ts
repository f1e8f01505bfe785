import type { LaneName, ProviderName, VoiceName } from '../../../shared/inference.ts';

/** What a lane's worker is started with. Paths are absolute; their hashes were checked when they were fetched. */
export interface LaneSetup {
  readonly lane: LaneName;
  readonly model: string;
  readonly provider: ProviderName;
  readonly files: Readonly<Record<string, string>>;
  /** What the encoder made of each hearing is wanted, pooled. */
  readonly poolsEncoder?: true;
}

/** What the quick recogniser's encoder made of its newest hearing, pooled, and where that ended. */
export interface PooledHearing {
  readonly toSample: number;
  readonly vector: Float32Array;
}

/** Host → lane. Typed arrays are transferred. */
export type LaneCommand =
  | {
      readonly type: 'sound';
      readonly atSample: number;
      readonly pcm: Int16Array;
      /** What was heard of Beside's own voice meanwhile, as long as `pcm`; absent: nothing. */
      readonly own?: Int16Array;
    }
  /** The gate has closed: nothing of what was heard before it counts any more. */
  | { readonly type: 'forget' }
  /** What the interaction policy's network makes of the cell that ends now. */
  | {
      readonly type: 'decide';
      readonly cell: number;
      /** The engine's part of its input. */
      readonly words: Float32Array;
      readonly events: Float32Array;
      /** Null: nothing of the open utterance was heard yet. */
      readonly encoder: PooledHearing | null;
    }
  | {
      readonly type: 'recognise';
      readonly requestId: string;
      readonly samples: Float32Array;
      /** Where the samples end on the microphone's clock; comes back with the words. */
      readonly toSample: number;
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

/** Lane → host. */
export type LaneEvent =
  | { readonly type: 'ready'; readonly loadMs: number }
  | {
      readonly type: 'voice-activity';
      readonly endSample: number;
      readonly probability: number;
      readonly levelDbfs: number;
    }
  | {
      readonly type: 'recognised';
      readonly requestId: string;
      readonly text: string;
      readonly toSample: number;
      readonly audioMs: number;
      readonly costMs: number;
      /** How likely it is that the person has finished, 0…1; only where a head for that was loaded. */
      readonly endOfTurn?: number;
      /** Of the last window, where the setup asks for it. */
      readonly encoder?: Float32Array;
    }
  /** Probabilities, in the order of `layout.ts`. */
  | {
      readonly type: 'decided';
      readonly cell: number;
      readonly act: readonly number[];
      readonly user: readonly number[];
      readonly voice: readonly number[];
      readonly costMs: number;
    }
  | {
      readonly type: 'synthesised';
      readonly requestId: string;
      readonly sentence: number;
      readonly sentenceEnd: boolean;
      readonly last: boolean;
      readonly pcm: Float32Array;
      readonly costMs: number;
    }
  /** It does without something that it was set up with: class and place of what went wrong, no content. */
  | { readonly type: 'lacks'; readonly reason: string }
  /** Now and then: processor time of the thread so far, what waits, and what was given up so far. */
  | {
      readonly type: 'usage';
      readonly cpuMs: number;
      readonly queued: number;
      readonly dropped: number;
    }
  /** A request failed (`requestId` set) or the lane could not load (null). Class and place only, no content. */
  | { readonly type: 'failed'; readonly requestId: string | null; readonly reason: string };

/** A lane's work. Commands of one lane run one after the other; `cancelled` is asked between steps. */
export interface Lane {
  handle(command: LaneCommand, cancelled: (requestId: string) => boolean): Promise<void>;
}

export type Emit = (event: LaneEvent, transfer?: readonly ArrayBuffer[]) => void;

/** What may be told of an error: its class and the first line of its message without quoted parts. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const line = (error.message.split('\n')[0] ?? '')
    // "can't" opens no quotation.
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    // To the end where the closing mark is missing: it stands on a later line.
    .replace(/(["'`]).*?(\1|$)/g, '…');
  // onnxruntime puts a path and a signature first: what went wrong stands at the end.
  return `${error.name}: ${line.length > 160 ? `…${line.slice(-150)}` : line}`;
}
