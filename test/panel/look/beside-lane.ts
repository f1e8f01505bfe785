import type { Outcome, Spoken } from '../outcome.ts';
import { filled, type FillName } from './patterns.ts';
import { laneName, stretch, timedLabels, type Frame, type Timed } from './picture-frame.ts';
import type { Element } from './svg.ts';

const SPOKEN = { top: 244, rows: 3, toY: 312 } as const;
/** What gave way is shaded behind the voice and over its edges. */
const GAVE_WAY = [304, 372] as const;
const VOICE = [316, 360] as const;
const WAYS = { top: 373, rows: 2, toY: 366 } as const;

/** Beside's side: where its voice could be heard, how it gave way, and its words. */
export function besideLane(frame: Frame, { voiced, ducks, waits, spoken }: Outcome): readonly Element[] {
  const ways = (['duck', 'wait'] as const).flatMap((way) =>
    (way === 'duck' ? ducks : waits).map((span) => ({ way, span })),
  );
  return [
    ...laneName(SPOKEN.top + 12, 'words'),
    ...laneName((VOICE[0] + VOICE[1]) / 2, 'Beside', 'audible'),
    ...ways.map(({ way, span }) => stretch(frame, span, GAVE_WAY, filled(way), NAMES[way])),
    ...voiced.map((span) => stretch(frame, span, VOICE, { fill: '#222', 'fill-opacity': 0.8 }, 'audible')),
    ...timedLabels(frame, spoken.map(spokenAs), SPOKEN),
    ...timedLabels(
      frame,
      ways.map(({ way, span }) => ({ atMs: span.fromMs, text: NAMES[way] })),
      WAYS,
    ),
  ];
}

const NAMES = { duck: 'lowered', wait: 'waits' } as const satisfies Partial<Record<FillName, string>>;

/** What was not heard of a line any more stands behind a bar. */
function spokenAs({ fromMs, text, heardChars, because, cutOff }: Spoken): Timed {
  const [heard, rest] = [text.slice(0, heardChars), text.slice(heardChars)];
  const words = rest === '' ? text : `${heard}┃${rest}`;
  return { atMs: fromMs, text: `${because}${cutOff ? ', cut off' : ''}: “${words}”` };
}
