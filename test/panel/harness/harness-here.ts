import crypto from 'node:crypto';
import fs from 'node:fs';
import { env } from 'onnxruntime-node';
import type { LaneSetup } from '../../../electron/inference/lanes/lane-protocol.ts';
import { testPacksFolder } from '../../../.ci/paths.ts';
import { SmartTurnEar } from '../smart-turn/smart-turn-ear.ts';
import { howToGet, locateWeights, smartTurnWeights } from '../smart-turn/weights.ts';
import { readCosts } from './cost-model.ts';
import { KeptAnswers } from './kept-answers.ts';
import { PanelLanes } from './panel-lanes.ts';
import type { Harness } from './play-scene.ts';
import { shippedPolicy } from './shipped-policy.ts';

/**
 * From a sample's leaving the player to the ear, and from the microphone to main, with Electron 33 and PulseAudio. Set so
 * that the parts of an answer's time are those of `npm run bench:latency`: voice activity notices an ending after 213 ms
 * there, and a voice that is started is heard after 141.
 */
const OUTPUT_MS = 100;
const INPUT_MS = 120;

/** Throws in words where it isn't here or another file has its name. */
function smartTurnHere(): string {
  const found = locateWeights(testPacksFolder(), smartTurnWeights);
  if (found === null) throw new Error(howToGet(testPacksFolder(), smartTurnWeights));
  return found;
}

/**
 * The models of this machine, at the stored costs; what was heard is kept in `folder`. Smart Turn is looked for only
 * where somebody is played who asks it.
 */
export function harnessHere(folder: string, smartTurnFile: () => string = smartTurnHere): Harness {
  const answers = new KeptAnswers(folder, `process-${process.pid}`);
  const costs = readCosts();
  const runtime = env.versions.node ?? '';
  const hashes = new Map<string, string>();
  const hashOf = ({ files }: LaneSetup): string => {
    const key = Object.values(files).join();
    const known = hashes.get(key) ?? hashOfFiles(Object.values(files));
    hashes.set(key, known);
    return known;
  };
  let ear: SmartTurnEar | null = null;
  const smartTurn = (): SmartTurnEar => (ear ??= new SmartTurnEar(smartTurnFile(), answers, runtime));
  return {
    lanes: (clock, asked, isLost, onCell) => {
      const turnEnds = asked === 'smart-turn' ? smartTurn() : null;
      const options = { clock, costs, answers, hashOf, runtime, isLost, turnEnds };
      return new PanelLanes({ ...options, ...(onCell ? { onCell } : {}) });
    },
    policyFiles: shippedPolicy(),
    made: () => answers.made,
    outputMs: OUTPUT_MS,
    inputMs: INPUT_MS,
  };
}

function hashOfFiles(files: readonly string[]): string {
  const hash = crypto.createHash('sha256');
  for (const file of files) hash.update(fs.readFileSync(file));
  return hash.digest('hex');
}
