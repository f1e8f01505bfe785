import { useLayoutEffect, useRef, type ReactElement } from 'react';
import type { Line, Snapshot } from '../../shared/snapshot.ts';
import { Icon } from '../ui/icon.tsx';
import css from './bar.module.css';
import { clockTime } from './clock-time.ts';
import { floorHint, floorWord } from './floor-look.ts';
import { mannersPhrases } from './manners-phrases.ts';
import { phrases } from './phrases.ts';
import { heardCharsOf } from './heard-text.tsx';
import { useSnapshot } from './store.ts';

/** The floor's word, and below it what is being said right now, by whomever. */
export function BarWords(): ReactElement {
  const floor = useSnapshot((snapshot) => snapshot.floor);
  const word = useSnapshot(floorWord);
  return (
    <div className={css['words']}>
      <p className={css['word']} aria-live="polite" data-testid="floor" data-floor={floor}>
        {word}
      </p>
      <Moment />
    </div>
  );
}

function Moment(): ReactElement {
  const line = useSnapshot(({ lines }) => {
    const last = lines.at(-1);
    return last?.state === 'speaking' || last?.notSaid ? last : null;
  });
  const hint = useSnapshot((snapshot) => barHint(snapshot) ?? quietHint(snapshot) ?? floorHint(snapshot));
  if (line === null)
    return (
      <p className={css['line']} data-plain="true">
        {hint}
      </p>
    );
  return line.notSaid ? <NotSaid line={line} /> : <SpokenLine line={line} />;
}

/** What was due and may not be said aloud stays until something else is. */
function NotSaid({ line }: { readonly line: Line }): ReactElement {
  return (
    <p className={css['due']} data-testid="bar-due">
      <Icon name="clock" size={13} />
      <span>{line.text}</span>
    </p>
  );
}

const quietHint = ({ floor, quiet }: Snapshot): string | null =>
  quiet !== null && (floor === 'idle' || floor === 'listening')
    ? mannersPhrases.quiet[quiet.why](clockTime(quiet.untilMs))
    : null;

/** The card says that one can type; here one cannot. */
const barHint = ({ floor, microphone }: Snapshot): string | null =>
  floor === 'idle' && microphone.state === 'off' ? phrases.form.micOff : null;

/** Words that stand, and in italics those that may still be heard differently; of Beside's own, those that were heard. */
function SpokenLine({ line }: { readonly line: Line }): ReactElement {
  const element = useRef<HTMLParagraphElement>(null);
  const stable = heardCharsOf(line);
  const own = line.who === 'beside';
  useLayoutEffect(() => {
    const shown = element.current;
    if (shown) shown.dataset['fits'] = String(shown.scrollWidth <= shown.clientWidth);
  });
  return (
    <p ref={element} className={css['line']} data-testid="bar-line">
      <span>{line.text.slice(0, stable)}</span>
      {!own && <span className={css['open']}>{line.text.slice(stable)}</span>}
    </p>
  );
}
