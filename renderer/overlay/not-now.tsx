import type { ReactElement } from 'react';
import { Icon } from '../ui/icon.tsx';
import { actions } from './actions.ts';
import { mannersPhrases as words } from './manners-phrases.ts';
import css from './not-now.module.css';
import { useSnapshot } from './store.ts';

/** Quiet for ten minutes; gone while it is quiet anyway. */
export function NotNow(): ReactElement | null {
  const quiet = useSnapshot((snapshot) => snapshot.quiet !== null);
  if (quiet) return null;
  return (
    <button
      type="button"
      className={css['not-now']}
      title={words.notNowHint}
      onClick={() => void actions.setQuiet(true)}
      data-testid="not-now"
    >
      <Icon name="moon" size={12} />
      {words.notNow}
    </button>
  );
}
