import type { ReactElement } from 'react';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { actions } from './actions.ts';
import { mannersPhrases as words } from './manners-phrases.ts';
import css from './not-now.module.css';
import { useSnapshot } from './store.ts';

/** Quiet for ten minutes; gone while it is quiet anyway. `bare`: an icon, where there is no room for its words. */
export function NotNow({ bare = false }: { readonly bare?: boolean }): ReactElement | null {
  const quiet = useSnapshot((snapshot) => snapshot.quiet !== null);
  if (quiet) return null;
  const onPress = (): void => void actions.setQuiet(true);
  if (bare) return <IconButton icon="moon" label={words.notNowHint} onPress={onPress} testId="not-now" />;
  return (
    <button
      type="button"
      className={css['not-now']}
      title={words.notNowHint}
      onClick={onPress}
      data-testid="not-now-line"
    >
      <Icon name="moon" size={12} />
      {words.notNow}
    </button>
  );
}
