import type { ReactElement } from 'react';
import type { PackProgress } from '../../shared/packs.ts';
import { Button } from '../ui/button.tsx';
import { actions } from './actions.ts';
import css from './packs-progress.module.css';
import { phrases } from './phrases.ts';

export function PacksProgress({ progress }: { readonly progress: PackProgress }): ReactElement {
  const { doneBytes, totalBytes, label } = progress;
  // Rounded down: 100 % is for when it has all arrived.
  const percent = totalBytes > 0 ? Math.min(100, Math.floor((doneBytes / totalBytes) * 100)) : 0;
  return (
    <div className={css['fetching']}>
      <div className={css['bar']}>
        <p className={css['label']}>{label}</p>
        <progress
          className={css['progress']}
          max={100}
          value={percent}
          aria-label={`${phrases.packs.titleFetching}: ${label}`}
          data-testid="packs-progress"
        />
        <p className={css['count']}>{phrases.packs.progress(percent, doneBytes, totalBytes)}</p>
      </div>
      <Button label={phrases.packs.cancel} onPress={() => void actions.cancelPacks()} testId="packs-cancel" />
    </div>
  );
}
