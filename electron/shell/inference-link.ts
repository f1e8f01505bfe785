import {
  hostEventSchema,
  type HostCommand,
  type HostEvent,
  type LaneName,
  type LaneReport,
  type UsageEvent,
  RECYCLED_EXIT_CODE,
} from '../../shared/inference.ts';
import type { CellParts } from '../interaction/policy/learned/inputs.ts';
import { HeldSound } from './held-sound.ts';
import { SupervisedProcess } from './supervised-process.ts';

/** What the host says of the work it was given. */
export type WorkEvent = Exclude<HostEvent, { type: 'lanes' | 'usage' }>;

export interface InferenceLinkOptions {
  readonly file: string;
  load(): Omit<Extract<HostCommand, { type: 'load' }>, 'type'>;
  onEvent(event: WorkEvent): void;
  onLanes(event: Extract<HostEvent, { type: 'lanes' }>): void;
  onUsage(usage: UsageEvent): void;
  onState(state: 'starting' | 'ready' | 'restarting' | 'failed'): void;
  /** Nothing is heard or spoken until lanes are reported again. */
  onLost(): void;
  /** A host that came back was sent what is still held of the sound: nothing before `fromSample`. */
  onRefed(fromSample: number): void;
}

/** Main's end of the inference host. */
export class InferenceLink {
  readonly #options: InferenceLinkOptions;
  readonly #process: SupervisedProcess;
  /** Requests sent and not answered: a host that dies answers none of them. */
  readonly #waiting = new Map<string, LaneName>();
  readonly #held = new HeldSound();
  #lanes: readonly LaneReport[] = [];
  #recycled = false;

  constructor(options: InferenceLinkOptions) {
    this.#options = options;
    this.#process = new SupervisedProcess({
      name: 'Beside inference',
      file: options.file,
      onMessage: (message) => this.#receive(message),
      onStarted: () => this.reload(),
      recycledCode: RECYCLED_EXIT_CODE,
      onState: (state) => this.#stateChanged(state),
    });
  }

  get pid(): number | null {
    return this.#process.pid;
  }

  start(): void {
    this.#process.start();
  }

  retry(): void {
    this.#process.retry();
  }

  close(): void {
    this.#process.close();
  }

  /** Looks at the packs again: after a fetch, and after another provider was chosen. */
  reload(): void {
    this.#process.post({ type: 'load', ...this.#options.load() } satisfies HostCommand);
  }

  /** `own`: what was heard of Beside's own voice meanwhile; null: nothing. */
  sound(atSample: number, pcm: Int16Array, own: Int16Array | null): void {
    this.#held.frame(atSample, pcm, this.#postSound, own);
  }

  /** Asks the policy's network about the cell that ends soon; nothing comes where there is none. */
  decide(parts: CellParts): void {
    this.#process.post({ type: 'decide', ...parts } satisfies HostCommand);
  }

  /** Forgets the sound of a closed gate; after the requests that were made of it. */
  forget(): void {
    this.#held.forget();
    this.#process.post({ type: 'forget' } satisfies HostCommand);
  }

  request(command: Extract<HostCommand, { type: 'recognise' | 'synthesise' }>): void {
    const lane = command.type === 'synthesise' ? 'speak' : command.lane;
    this.#waiting.set(command.requestId, lane);
    this.#process.post(command);
    // Not from within the engine's own step.
    if (this.#process.pid === null)
      queueMicrotask(() => this.#failWaiting('the inference process is not running'));
  }

  cancel(requestId: string): void {
    this.#waiting.delete(requestId);
    this.#process.post({ type: 'cancel', requestId } satisfies HostCommand);
  }

  isReady(lane: LaneName): boolean {
    return this.#lanes.some((report) => report.lane === lane && report.state === 'ready');
  }

  #receive(message: unknown): void {
    const parsed = hostEventSchema.safeParse(message);
    if (!parsed.success) return;
    const event = parsed.data;
    if (event.type === 'lanes') {
      this.#lanes = event.lanes;
      this.#hearing();
      // The natural voice takes seconds to load, and a plain one speaks meanwhile.
      if (event.lanes.every(({ lane, state }) => state !== 'loading' || lane === 'speak-natural'))
        this.#options.onState('ready');
      this.#options.onLanes(event);
      return;
    }
    if (event.type === 'usage') return this.#options.onUsage(event);
    if (isLast(event)) this.#waiting.delete(event.requestId);
    this.#options.onEvent(event);
  }

  readonly #postSound = (atSample: number, pcm: Int16Array, own: Int16Array | null): void =>
    this.#process.post({ type: 'sound', atSample, pcm, ...(own ? { own } : {}) } satisfies HostCommand);

  /** A lane that judges voice has come or gone. */
  #hearing(): void {
    if (!this.isReady('floor')) return this.#held.lost();
    const fromSample = this.#held.regained(this.#postSound);
    if (fromSample !== null) this.#options.onRefed(fromSample);
  }

  #stateChanged(state: 'starting' | 'recycling' | 'restarting' | 'failed'): void {
    if (state !== 'starting') this.#hostDied();
    // A host that gives memory back in silence is no news.
    const wanted = state === 'starting' && this.#recycled;
    this.#recycled = state === 'recycling';
    if (state !== 'recycling' && !wanted) this.#options.onState(state);
  }

  #hostDied(): void {
    this.#lanes = [];
    this.#held.lost();
    this.#options.onLost();
    this.#failWaiting('the inference process ended');
  }

  #failWaiting(reason: string): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const [requestId, lane] of waiting)
      this.#options.onEvent({ type: 'failed', requestId, lane, reason });
  }
}

/** Whether nothing more comes for the event's request. */
function isLast(
  event: WorkEvent,
): event is Extract<HostEvent, { type: 'recognised' | 'synthesised' | 'failed' }> {
  if (event.type === 'synthesised') return event.last;
  return event.type === 'recognised' || event.type === 'failed';
}
