import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '../../.ci/commands.ts';
import { inRoot } from '../../.ci/paths.ts';
import { wavBytes } from '../e2e/support/wav.ts';
import { BenchDesk, wait } from './support/desk.ts';
import { scenes, warmUp, type Judged, type Scene } from './support/floor-scenes.ts';
import { prepare } from './support/prepare.ts';
import {
  attempt,
  figure,
  heading,
  lookAround,
  print,
  printFailures,
  progress,
  table,
} from './support/report.ts';
import { seededRandom, summarise } from './support/statistics.ts';

/**
 * `npm run bench:floor [-- --times 5] [--only cough,story]`: what becomes of the floor in real Electron when a person
 * interrupts, coughs, agrees, turns to somebody else or pauses: recorded at the speaker and at the microphone, written down
 * by a recogniser and timed. It says what the policy that runs does, good or bad, and fails only where it could not be
 * seen. The recordings of the last time lie in `test-results/floor`. The machine should be idle.
 */

const { values: flags } = parseArgs({
  options: { times: { type: 'string', default: '5' }, only: { type: 'string', default: '' } },
});
const times = Number(flags.times);
const folder = inRoot('test-results/floor');

interface Row {
  readonly scene: Scene;
  readonly judged: readonly Judged[];
}

async function repeat(desk: BenchDesk, scene: Scene, random: () => number): Promise<Row> {
  const judged: Judged[] = [];
  for (let time = 0; time < times; time += 1) {
    await desk.quiet(1500);
    // Anywhere on the 200 ms grid.
    await wait(random() * 200);
    const one = await attempt(`${scene.name} ${time + 1}`, () => scene.play(desk, time));
    if (!one) continue;
    judged.push(one);
    progress(`${scene.name} ${time + 1}/${times}: ${describe(one)}`);
  }
  save(scene, judged.at(-1));
  return { scene, judged };
}

function describe({ wanted, came, taken, heard, ...rest }: Judged): string {
  const said = taken.lines.map(({ who, text, state }) => `${who} "${text}" (${state})`).join(', ');
  return `${wanted ? 'as wanted' : 'NOT AS WANTED'}: ${came} · silent ${figure(rest.silentMs)}, answered ${figure(rest.answeredMs)} · ${said} · heard "${heard}"`;
}

function save({ name }: Scene, judged: Judged | undefined): void {
  if (!judged) return;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, `${name}-beside.wav`), wavBytes(judged.taken.speaker));
  fs.writeFileSync(path.join(folder, `${name}-room.wav`), wavBytes(judged.taken.room));
}

/** p50 / most, and of how many. */
function spread(judged: readonly Judged[], of: (one: Judged) => number | null): string {
  const values = judged.map(of).filter((one) => one !== null);
  if (values.length === 0) return '–';
  const { n, p50, max } = summarise(values);
  return `${figure(p50)} / ${figure(max)} (${n})`;
}

function row({ scene, judged }: Row): (string | number)[] {
  return [
    scene.title,
    scene.wants,
    `${judged.filter(({ wanted }) => wanted).length} of ${judged.length}`,
    spread(judged, ({ dropMs }) => dropMs),
    spread(judged, ({ silentMs }) => silentMs),
    spread(judged, ({ duckedMs }) => duckedMs),
    spread(judged, ({ resumedMs }) => resumedMs),
    spread(judged, ({ answeredMs }) => answeredMs),
  ];
}

/** Each way it came out, with how often. */
function cameOf(judged: readonly Judged[]): string {
  const counts = new Map<string, number>();
  for (const { came } of judged) counts.set(came, (counts.get(came) ?? 0) + 1);
  return [...counts].map(([came, count]) => `${count} × ${came}`).join('; ');
}

await main(async () => {
  const start = lookAround();
  const electron = await prepare();
  const random = seededRandom(17);
  const rows: Row[] = [];
  const desk = await BenchDesk.open();
  try {
    const { policy } = (await desk.selfTest()).setup;
    const wanted = scenes.filter(({ name }) => flags.only === '' || flags.only.split(',').includes(name));
    await warmUp(desk);
    for (const scene of wanted) rows.push(await repeat(desk, scene, random));
    print(heading(`the floor, policy ${policy}`, 'npm run bench:floor', start, electron));
    print();
    print(
      table(
        [
          'the person',
          'wanted of Beside',
          'as wanted',
          'lowered after',
          'silent after',
          'down for',
          'resumed after',
          'answered after',
        ],
        rows.map(row),
      ),
    );
    print(
      `\nms, p50 / most (of how many), in recordings of the room. Lowered, silent and resumed: from the person's first voiced sample (of a half sentence: how long Beside spoke into it); answered: from their last one, to Beside's first sound after it. Recordings slipped by at most ${figure(desk.slipMs)} ms; cells missed: ${(await desk.meter()).cellsMissed}.\n`,
    );
    print(
      table(
        ['the person', 'what came of it', 'what a listener heard the last time'],
        rows.map(({ scene, judged }) => [scene.title, cameOf(judged), judged.at(-1)?.heard ?? '']),
      ),
    );
  } finally {
    await desk.close();
  }
  return printFailures();
});
