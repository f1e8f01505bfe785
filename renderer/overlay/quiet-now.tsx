import type { ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { actions } from './actions.ts';
import { clockTime } from './clock-time.ts';
import { mannersPhrases as words } from './manners-phrases.ts';
import css from './quiet-now.module.css';
import { useSnapshot } from './store.ts';

/** What keeps Beside from speaking by itself just now; what the person said for a while can be ended here. */
export function QuietNow(): ReactElement | null {
  const quiet = useSnapshot((snapshot) => snapshot.quiet);
  if (quiet === null) return null;
  return (
    <div className={css['quiet']} data-testid="quiet" data-why={quiet.why}>
      <Icon name="moon" size={14} />
      <p className={css['words']}>{words.quiet[quiet.why](clockTime(quiet.untilMs))}</p>
      {quiet.why === 'not-now' && (
        <Button label={words.speakAgain} onPress={() => void actions.setQuiet(false)} testId="speak-again" />
      )}
    </div>
  );
}
