import type { ReactElement } from 'react';
import { Icon } from '../ui/icon.tsx';
import css from './floor-badge.module.css';
import { floorIcon } from './floor-look.ts';
import { useSnapshot } from './store.ts';
import { useNod } from './use-nod.ts';

/** The one mark to look for: what Beside is doing, and that it listens. The word stands beside it. */
export function FloorBadge(): ReactElement {
  const floor = useSnapshot((snapshot) => snapshot.floor);
  const icon = useSnapshot(floorIcon);
  const nods = useNod();
  return (
    <span className={css['badge']} data-floor={floor} data-nods={nods} data-testid="floor-badge">
      <span className={css['doing']}>
        <Icon name={icon} size={20} />
      </span>
      <span className={css['nodded']}>
        <Icon name="ear" size={20} />
      </span>
    </span>
  );
}
