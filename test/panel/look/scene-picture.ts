import type { Outcome } from '../outcome.ts';
import type { CompiledScene, Scene } from '../scene.ts';
import { besideLane } from './beside-lane.ts';
import { patterns } from './patterns.ts';
import { personLane } from './person-lane.ts';
import { axis, frameOf, HEIGHT, laneName, text, timedLabels, WIDTH } from './picture-frame.ts';
import { element, markup } from './svg.ts';

const DECISIONS = { top: 420, rows: 7, toY: 414 } as const;

/** White around the letters, so that lines behind them leave them readable. */
const STYLE =
  'text{font:12px sans-serif;fill:#000}.label{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}';

/** One scene and what became of it under a policy, both lanes over one time: an SVG of 1600 × 600. */
export function scenePicture(compiled: CompiledScene, outcome: Outcome, policy: string): string {
  const { scene } = compiled;
  const frame = frameOf(scene, outcome);
  const decided = outcome.decisions
    .filter(({ atMs }) => atMs >= frame.fromMs)
    .map(({ atMs, act, reason }) => ({ atMs, text: `${act}: ${reason}` }));
  const picture = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT },
    element('title', {}, `${scene.id}, ${policy}`),
    element('style', {}, STYLE),
    patterns,
    element('rect', { width: WIDTH, height: HEIGHT, fill: '#fff' }),
    text(8, 22, [scene.id, scene.family, scene.split, policy].join(' · '), {
      style: 'font:bold 17px sans-serif',
    }),
    text(8, 40, setting(scene)),
    ...axis(frame),
    ...personLane(frame, compiled, outcome.heard),
    ...besideLane(frame, outcome),
    ...laneName(DECISIONS.top + 12, 'decisions'),
    ...timedLabels(frame, decided, DECISIONS),
    text(
      WIDTH - 20,
      HEIGHT - 8,
      '┃ in words: not heard any more · hatched: Beside lowered · dotted: it waits · dashed: the scene’s end',
      { 'text-anchor': 'end' },
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup(picture)}\n`;
}

function setting({ prelude, human, echoDb, snrDb }: Scene): string {
  return [
    human ? 'recorded people' : 'synthetic voice',
    ...(prelude.kind === 'beside-talks' ? ['Beside talks from the start'] : []),
    echoDb === null ? 'no echo' : `echo ${Math.round(echoDb)} dB`,
    snrDb === null ? 'no bed' : `bed ${Math.round(snrDb)} dB below the voice`,
  ].join(' · ');
}
