import type { HostPorts } from '../../../electron/inference/inference-host.ts';
import type {
  Emit,
  Lane,
  LaneCommand,
  LaneEvent,
  LaneSetup,
} from '../../../electron/inference/lanes/lane-protocol.ts';
import type { Clock } from '../../../electron/interaction/loop.ts';
import { samplesToMs } from '../../../shared/audio.ts';
import { networkOf } from '../../../electron/inference/lanes/floor-lane.ts';
import { endOfTurnHeadFile, openLane } from '../../scenarios/support/lanes.ts';
import { CellTap } from './cell-tap.ts';
import { hearingMs, sentenceMs, type CostModel } from './cost-model.ts';
import { FloorMemory } from './floor-memory.ts';
import type { KeptAnswer, KeptAnswers } from './kept-answers.ts';
import { VirtualLane, type Landing } from './virtual-lane.ts';

type Work = Exclude<LaneCommand, { type: 'cancel' }>;
type Sound = Extract<LaneCommand, { type: 'sound' }>;
type Recognise = Extract<LaneCommand, { type: 'recognise' }>;
type Synthesise = Extract<LaneCommand, { type: 'synthesise' }>;

/** A real lane, opened once a process; what it says goes to whoever works with it just now. */
interface RealLane {
  readonly lane: Lane;
  /** Between what a network is given and the network. */
  readonly tap: CellTap;
  told: LaneEvent[];
}

const opened = new Map<string, Promise<RealLane>>();

/** What was spoken, by voice, pace and text: one voice says one text in one way. */
const spoken = new Map<string, Float32Array>();

export interface PanelLanesOptions {
  readonly clock: Pick<Clock, 'after'>;
  readonly costs: CostModel;
  readonly answers: KeptAnswers;
  /** Hash of a model's files. */
  hashOf(setup: LaneSetup): string;
  readonly runtime: string;
  /** What was said from then on does not reach anybody: a planted fault. ms. */
  isLost(fromMs: number): boolean;
  /** Is given what the policy's network is given of each cell, with the cell's number, whether there is a network or not. */
  onCell?(cell: number, input: Float32Array): void;
  /**
   * Tells of a hearing whether the turn is over, in the stead of the quick recogniser's head; null: nobody does. Its own
   * time does not count: whoever it is, it is compared by what it says.
   */
  readonly turnEnds: { probability(samples: Float32Array): Promise<number> } | null;
}

/** The real models on the virtual clock: each lane a single-server queue whose work costs what the model says. */
export class PanelLanes {
  readonly #options: PanelLanesOptions;
  #floor: FloorMemory | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(options: PanelLanesOptions) {
    this.#options = options;
  }

  readonly start: HostPorts['startLane'] = (wanted, onEvent) => {
    const setup = this.#options.onCell ? tapped(wanted) : wanted;
    const inTurn = (work: () => Promise<void>): void => void (this.#work = this.#work.then(work));
    inTurn(async () => {
      await open(setup);
      onEvent({ type: 'ready', loadMs: 1 });
    });
    return new VirtualLane({
      clock: this.#options.clock,
      emit: onEvent,
      inTurn,
      work: (work) => this.#do(setup, work),
    });
  };

  async idle(): Promise<void> {
    for (let seen = null; seen !== this.#work;) {
      seen = this.#work;
      await seen;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #do(setup: LaneSetup, work: Work): Promise<readonly Landing[]> {
    switch (work.type) {
      case 'sound':
        return this.#listen(setup, work);
      case 'recognise':
        return this.#hear(setup, work);
      case 'synthesise':
        return this.#speak(setup, work);
      case 'decide':
        return this.#decide(setup, work);
      case 'forget':
        return through(setup, work).then(() => []);
    }
  }

  async #decide(setup: LaneSetup, work: Extract<Work, { type: 'decide' }>): Promise<readonly Landing[]> {
    const events = await through(setup, work);
    const { tap } = await open(setup);
    if (tap.given) this.#options.onCell?.(work.cell, tap.given);
    return events.map((event) => ({ afterMs: this.#options.costs.decideMs, event }));
  }

  async #listen(setup: LaneSetup, work: Sound): Promise<readonly Landing[]> {
    this.#floor ??= new FloorMemory((command) => through(setup, command));
    // A network hears each sample itself: there the lane is to have all of them, known or not.
    const isAsked = this.#options.onCell !== undefined || setup.files['policy'] !== undefined;
    const events = await (isAsked ? through(setup, work) : this.#floor.listen(work));
    return events.map((event) => ({ afterMs: this.#options.costs.floorMs, event }));
  }

  async #hear(wanted: LaneSetup, work: Recognise): Promise<readonly Landing[]> {
    const setup = withHead(wanted);
    const { costs, answers, runtime } = this.#options;
    const { requestId, samples, toSample, voiceActive } = work;
    const asked = {
      model: this.#options.hashOf(setup),
      runtime,
      options: `${voiceActive ? 'in mid-speech' : 'whole'}${setup.poolsEncoder ? ', pooled' : ''}`,
    };
    const heard = await answers.of(samples, asked, async () => {
      const [event] = await through(setup, work);
      return event?.type === 'recognised' ? answerOf(event) : null;
    });
    const isLost = this.#options.isLost(samplesToMs(toSample - samples.length));
    const answer = isLost ? { text: '' } : heard && (await this.#toldOf(asWanted(heard, wanted), samples));
    const costMs = hearingMs(costs, setup.lane, work);
    const event: LaneEvent =
      answer === null
        ? { type: 'failed', requestId, reason: 'not heard' }
        : { type: 'recognised', requestId, ...answer, toSample, audioMs: samples.length / 16, costMs };
    return [{ afterMs: costMs, event }];
  }

  async #toldOf(heard: Heard, samples: Float32Array): Promise<Heard> {
    const { turnEnds } = this.#options;
    if (heard.endOfTurn === undefined || turnEnds === null) return heard;
    return { ...heard, endOfTurn: await turnEnds.probability(samples) };
  }

  async #speak(setup: LaneSetup, work: Synthesise): Promise<readonly Landing[]> {
    const landings: Landing[] = [];
    const pieces = await soundOf(setup, work);
    let afterMs = 0;
    for (const [sentence, pcm] of pieces.entries()) {
      afterMs += sentenceMs(this.#options.costs, work.sentences[sentence] ?? '');
      const event: LaneEvent = {
        type: 'synthesised',
        requestId: work.requestId,
        sentence,
        sentenceEnd: true,
        last: sentence === pieces.length - 1,
        // The host takes the buffer as its own.
        pcm: pcm.slice(),
        costMs: afterMs,
      };
      landings.push({ afterMs, event });
    }
    return landings;
  }
}

/**
 * The quick recogniser has its head whoever is played: what it hears is the same with it, and so is kept once for those
 * who ask about the end of a turn and those who don't.
 */
const withHead = (setup: LaneSetup): LaneSetup =>
  setup.lane === 'hear-fast'
    ? { ...setup, files: { ...setup.files, endOfTurnHead: endOfTurnHeadFile } }
    : setup;

type Recognised = Extract<LaneEvent, { type: 'recognised' }>;
type Heard = Pick<Recognised, 'text' | 'endOfTurn' | 'encoder'>;

const answerOf = ({ text, endOfTurn, encoder }: Recognised): KeptAnswer => ({
  text,
  ...(endOfTurn === undefined ? {} : { endOfTurn }),
  ...(encoder ? { encoder: Buffer.from(new Uint8Array(encoder.buffer)).toString('base64') } : {}),
});

/** The head's word only for those who ask it. */
function asWanted({ text, endOfTurn, encoder }: KeptAnswer, { files }: LaneSetup): Heard {
  const asks = files['endOfTurnHead'] !== undefined;
  return {
    text,
    ...(asks && endOfTurn !== undefined ? { endOfTurn } : {}),
    // A copy of its own: a small buffer is a part of one that is shared, and may begin anywhere in it.
    ...(encoder === undefined
      ? {}
      : { encoder: new Float32Array(Uint8Array.from(Buffer.from(encoder, 'base64')).buffer) }),
  };
}

/** The lane with all that a network would be given, whether one is there or not. */
function tapped(setup: LaneSetup): LaneSetup {
  return setup.lane === 'hear-fast' ? { ...setup, poolsEncoder: true } : setup;
}

/** Sound of each sentence, as the real lane makes it of all of them together. */
async function soundOf(setup: LaneSetup, work: Synthesise): Promise<readonly Float32Array[]> {
  const key = (sentence: number): string => JSON.stringify([work.voice, work.pace, sentence, work.sentences]);
  if (!spoken.has(key(0)))
    for (const event of await through(setup, work))
      if (event.type === 'synthesised') spoken.set(key(event.sentence), event.pcm);
  return work.sentences.map((_, sentence) => spoken.get(key(sentence)) ?? new Float32Array());
}

/** Everything a real lane says to one command. */
async function through(setup: LaneSetup, work: Work): Promise<readonly LaneEvent[]> {
  const real = await open(setup);
  real.told = [];
  await real.lane.handle(work, () => false);
  return real.told;
}

function open(setup: LaneSetup): Promise<RealLane> {
  // The same lane may be wanted with a head and without.
  const key = JSON.stringify([setup.lane, setup.files, setup.poolsEncoder]);
  const known = opened.get(key) ?? load(setup);
  opened.set(key, known);
  return known;
}

async function load(setup: LaneSetup): Promise<RealLane> {
  const target: { told: LaneEvent[] } = { told: [] };
  const tap = new CellTap();
  const emit: Emit = (event) => void target.told.push(event);
  const lane = await openLane(setup, emit, async (wanted) => tap.around(await networkOf(wanted)));
  // A contestant that has to do without its network is another one.
  for (const event of target.told) if (event.type === 'lacks') throw new Error(event.reason);
  return Object.assign(target, { lane, tap });
}
