import { main } from '../../.ci/commands.ts';
import { inRoot, testPacksFolder } from '../../.ci/paths.ts';
import type { Lane, LaneCommand, LaneEvent } from '../../electron/inference/lanes/lane-protocol.ts';
import { planLanes } from '../../electron/inference/lane-plan.ts';
import { FRAME_SAMPLES, HEARING_RATE_HZ, msToSamples } from '../../shared/audio.ts';
import { quantile, slope } from '../bench/support/statistics.ts';
import { lookAround, madeWith, print, progress, table } from '../bench/support/report.ts';
import { locateTestPack, openLane } from '../scenarios/support/lanes.ts';
import { joined, speech } from '../scenarios/support/sounds.ts';
import { readCosts, writeCosts, type CostModel } from './harness/cost-model.ts';

/**
 * `npm run panel:costs`: what the lanes' work costs on this machine, for the panel's virtual clock. Each size of work is
 * done so many times; a line is laid through the p90s.
 */

const TIMES = 12;
const WINDOWS_S = [0.4, 0.8, 1.2, 2, 3, 4.4, 6, 8];
const SENTENCES = [
  'Yes.',
  'It is five past twelve.',
  "I can't answer that yet.",
  'I can tell you the time and the date, and I do sums.',
  'Beside says this to find out how long it takes to say something that is as long as a long sentence gets.',
];

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Opened {
  readonly lane: Lane;
  readonly told: LaneEvent[];
}

async function openAll(): Promise<ReadonlyMap<string, Opened>> {
  const lanes = new Map<string, Opened>();
  for (const setup of planLanes(locateTestPack(), () => 'cpu')) {
    const told: LaneEvent[] = [];
    lanes.set(setup.lane, { lane: await openLane(setup, (event) => void told.push(event)), told });
  }
  return lanes;
}

/** The p90 of so many runs, ms. */
async function p90({ lane, told }: Opened, command: LaneCommand): Promise<number> {
  const costs: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    told.length = 0;
    const startMs = performance.now();
    await lane.handle(command, () => false);
    costs.push(performance.now() - startMs);
  }
  return quantile(costs, 0.9);
}

function line(points: readonly Point[]): { fixedMs: number; perUnitMs: number } {
  const perUnitMs = Math.max(0, slope(points));
  const mean = (of: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const fixedMs = Math.max(0, mean(({ y }) => y) - perUnitMs * mean(({ x }) => x));
  return { fixedMs: Math.round(fixedMs), perUnitMs: Math.round(perUnitMs * 100) / 100 };
}

await main(async () => {
  process.env['BESIDE_PACKS_DIR'] = testPacksFolder();
  const start = lookAround();
  const lanes = await openAll();
  const talk = joined(...(await Promise.all(Array.from({ length: 4 }, () => speech(SENTENCES[4] ?? '')))));
  const measured = async (name: string, points: () => Promise<Point[]>): Promise<Point[]> => {
    progress(name);
    return points();
  };
  const hearing = (name: 'hear-fast' | 'hear-final') =>
    measured(name, async () => {
      const lane = lanes.get(name);
      const points: Point[] = [];
      for (const seconds of lane ? WINDOWS_S : []) {
        const samples = talk.slice(0, seconds * HEARING_RATE_HZ);
        const command = {
          type: 'recognise',
          requestId: 'fit',
          samples,
          toSample: 0,
          voiceActive: true,
        } as const;
        if (lane) points.push({ x: seconds, y: await p90(lane, command) });
      }
      return points;
    });
  const fast = await hearing('hear-fast');
  const final = await hearing('hear-final');
  const speak = await measured('speak', async () => {
    const lane = lanes.get('speak');
    const points: Point[] = [];
    for (const sentence of lane ? SENTENCES : []) {
      const command = {
        type: 'synthesise',
        requestId: 'fit',
        sentences: [sentence],
        voice: 'rms',
        pace: 1,
      } as const;
      if (lane) points.push({ x: sentence.length, y: await p90(lane, command) });
    }
    return points;
  });
  const floor = lanes.get('floor');
  const frame = { type: 'sound', atSample: 0, pcm: new Int16Array(msToSamples(32)) } as const;
  const floorMs = floor ? await p90(floor, frame) : 0;
  const model: CostModel = {
    ...readCosts(),
    date: new Date().toISOString().slice(0, 10),
    machine: madeWith(start, 'Models in Node, no Electron'),
    command: 'npm run panel:costs',
    'hear-fast': line(fast),
    'hear-final': line(final),
    speak: line(speak),
    // A window waits for its last frame, and for its turn on a thread: what the soak bench saw at most in a still room.
    floorMs: Math.round(floorMs + (1000 * FRAME_SAMPLES) / HEARING_RATE_HZ / 2),
  };
  writeCosts(model);
  print(
    table(
      ['lane', 'p90 at each size, ms', 'line'],
      [
        [
          'hear-fast',
          fast.map(({ x, y }) => `${x} s: ${Math.round(y)}`).join(', '),
          JSON.stringify(model['hear-fast']),
        ],
        [
          'hear-final',
          final.map(({ x, y }) => `${x} s: ${Math.round(y)}`).join(', '),
          JSON.stringify(model['hear-final']),
        ],
        [
          'speak',
          speak.map(({ x, y }) => `${x} chars: ${Math.round(y)}`).join(', '),
          JSON.stringify(model.speak),
        ],
        ['floor', floorMs.toFixed(1), `${model.floorMs}`],
      ],
    ),
  );
  progress(`written: ${inRoot('test/panel/harness/costs.json')}`);
});
