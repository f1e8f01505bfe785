import { useEffect, useState, type ReactElement } from 'react';
import type { ShownCue } from '../../shared/cues.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { actions } from './actions.ts';
import css from './cue-list.module.css';
import { NotNow } from './not-now.tsx';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';
import { whenDue } from './when-due.ts';

/** What Beside will say by itself, the next one first, each with a way to end it. */
export function CueList(): ReactElement | null {
  const cues = useSnapshot((snapshot) => snapshot.cues);
  return cues.length === 0 ? null : <Cues cues={cues} />;
}

function Cues({ cues }: { readonly cues: readonly ShownCue[] }): ReactElement {
  const nowMs = useSeconds();
  return (
    <section className={css['cues']} aria-label={phrases.cues.label} data-testid="cues">
      <ul className={css['list']}>
        {cues.map((cue, i) => (
          <li key={cue.id} className={css['cue']} data-testid="cue">
            <Icon name={cue.everyMs === null && cue.clock === null ? 'clock' : 'retry'} size={14} />
            <span className={css['name']} title={cue.name}>
              {cue.name}
            </span>
            <span className={css['when']}>{whenDue(cue, nowMs)}</span>
            {i === 0 && <NotNow bare />}
            <IconButton
              icon="close"
              label={phrases.cues.end(cue.name)}
              onPress={() => void actions.endCue(cue.id)}
              testId="cue-end"
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The time, a second at a time, while something waits for it. */
function useSeconds(): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
