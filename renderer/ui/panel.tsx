import { Dialog } from '@base-ui/react/dialog';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from './button.tsx';
import css from './panel.module.css';

interface PanelProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly testId: string;
  readonly onClose: () => void;
  /** Where the focus goes when it is closed. */
  readonly returnTo: () => HTMLElement | null;
  readonly children: ReactNode;
}

/**
 * Something to read or set that lies over the conversation; the status above it is never covered. Esc closes it. Not
 * modal: the switches above stay at hand.
 */
export function Panel({ title, closeLabel, testId, onClose, returnTo, children }: PanelProps): ReactElement {
  return (
    <Dialog.Root open modal={false} disablePointerDismissal onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Popup className={css['panel']} finalFocus={returnTo} data-testid={testId}>
          <div className={css['head']}>
            <Dialog.Title className={css['title']}>{title}</Dialog.Title>
            <IconButton icon="close" label={closeLabel} onPress={onClose} testId={`${testId}-close`} />
          </div>
          <div className={css['body']}>{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
