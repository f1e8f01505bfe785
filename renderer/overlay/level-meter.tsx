import type { ReactElement } from 'react';
import css from './level-meter.module.css';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';

/** Below this level, in dBFS, the meter is empty. */
const FLOOR_DBFS = -60;
const SEGMENTS = 32;
const segments = [...Array(SEGMENTS).keys()];

/** The live proof that sound arrives. While the microphone is off its place is kept, so that nothing jumps. */
export function LevelMeter(): ReactElement {
  const on = useSnapshot(({ microphone }) => microphone.state === 'on');
  const dbfs = useSnapshot((snapshot) => Math.round(snapshot.levelDbfs ?? FLOOR_DBFS));
  if (!on) return <div className={css['meter']} aria-hidden="true" />;
  return <Level dbfs={dbfs} label={phrases.microphone.level} testId="level" />;
}

/** The same for what other programs play, while Beside was invited to it. */
export function SystemSoundMeter(): ReactElement | null {
  const dbfs = useSnapshot((snapshot) => snapshot.systemSoundDbfs);
  return dbfs === null ? null : <Level dbfs={dbfs} label={phrases.streams.level} testId="system-level" />;
}

interface LevelProps {
  readonly dbfs: number;
  readonly label: string;
  readonly testId: string;
}

function Level({ dbfs, label, testId }: LevelProps): ReactElement {
  const shown = Math.min(0, Math.max(FLOOR_DBFS, dbfs));
  const lit = Math.round((1 - shown / FLOOR_DBFS) * SEGMENTS);
  return (
    <div className={css['meter']} data-testid={testId} data-lit={lit}>
      <meter
        className="visually-hidden"
        min={FLOOR_DBFS}
        max={0}
        value={shown}
        aria-label={label}
        aria-valuetext={
          shown === FLOOR_DBFS ? phrases.microphone.levelSilent : phrases.microphone.levelValue(shown)
        }
      />
      {segments.map((index) => (
        <span key={index} className={css['segment']} data-lit={index < lit} />
      ))}
    </div>
  );
}
