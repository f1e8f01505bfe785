import type { ReactElement } from 'react';
import { Icon } from '../ui/icon.tsx';
import css from './floor-badge.module.css';
import { floorIcon } from './floor-look.ts';
import { useSnapshot } from './store.ts';

/** The one mark to look for: what Beside is doing. The word stands beside it. */
export function FloorBadge(): ReactElement {
  const floor = useSnapshot((snapshot) => snapshot.floor);
  const icon = useSnapshot(floorIcon);
  return (
    <span className={css['badge']} data-floor={floor}>
      <Icon name={icon} size={20} />
    </span>
  );
}
