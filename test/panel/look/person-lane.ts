import { msToSamples } from '../../../shared/audio.ts';
import type { Outcome } from '../outcome.ts';
import type { CompiledScene, Mark, Scene } from '../scene.ts';
import { envelope } from './envelope.ts';
import { filled } from './patterns.ts';
import { laneName, line, stretch, text, timedLabels, type Frame, type Timed } from './picture-frame.ts';
import { element, type Element } from './svg.ts';

const LABELS = { top: 50, rows: 3, toY: 102 } as const;
const LANE = [102, 194] as const;
const HEARD = { top: 198, rows: 2, toY: 190 } as const;
const MIDDLE = (LANE[0] + LANE[1]) / 2;

/** The person's side: what they did, what is true of it, and what Beside understood. */
export function personLane(
  frame: Frame,
  { scene, sound }: CompiledScene,
  heard: Outcome['heard'],
): readonly Element[] {
  return [
    ...laneName(MIDDLE, 'person', scene.speakers.join(', ')),
    ...laneName(HEARD.top + 12, 'understood'),
    ...scene.marks.map((mark) => markOf(frame, mark)),
    waveform(frame, sound),
    line([frame.xOf(scene.durationMs), LANE[0]], [frame.xOf(scene.durationMs), LANE[1]], {
      'stroke-dasharray': '6 3',
    }),
    text(frame.xOf(scene.durationMs) + 3, LANE[1] - 4, 'end of the scene'),
    ...timedLabels(frame, scene.marks.map(labelOf), LABELS),
    ...timedLabels(frame, [...heard.map(heardAs), ...typedIn(scene)], HEARD),
  ];
}

function markOf(frame: Frame, mark: Mark): Element {
  const { text: title } = labelOf(mark);
  if (mark.kind === 'due') return line([frame.xOf(mark.dueMs), LANE[0]], [frame.xOf(mark.dueMs), 372]);
  return stretch(frame, mark, LANE, filled(mark.kind), title);
}

function labelOf(mark: Mark): Timed {
  switch (mark.kind) {
    case 'due':
      return { atMs: mark.dueMs, text: `due: ${mark.words.join(' / ')}` };
    case 'turn':
    case 'interruption': {
      const wanted = mark.answer.length === 0 ? '' : ` → ${mark.answer.join(' / ')}`;
      return { atMs: mark.fromMs, text: `${mark.kind} “${mark.text}”${wanted}` };
    }
    default:
      return { atMs: mark.fromMs, text: mark.kind };
  }
}

const heardAs = ({ atMs, text: words }: Outcome['heard'][number]): Timed => ({ atMs, text: `“${words}”` });

const typedIn = ({ prelude }: Scene): readonly Timed[] =>
  prelude.kind === 'typed' ? [{ atMs: prelude.atMs, text: `typed: “${prelude.text}”` }] : [];

function waveform({ fromMs, toMs, fromX, toX }: Frame, sound: CompiledScene['sound']): Element {
  const columns = Math.round(toX - fromX);
  const levels = envelope(sound, { fromSample: msToSamples(fromMs), toSample: msToSamples(toMs), columns });
  const most = Math.max(0.05, ...levels);
  const half = (LANE[1] - LANE[0]) / 2 - 3;
  const at = (level: number, i: number, sign: 1 | -1): string =>
    `${fromX + i} ${(MIDDLE + sign * Math.max(0.4, (half * level) / most)).toFixed(1)}`;
  const over = levels.map((level, i) => at(level, i, -1));
  const under = levels.map((level, i) => at(level, i, 1)).toReversed();
  return element('path', { d: `M${[...over, ...under].join('L')}Z`, fill: '#222' });
}
