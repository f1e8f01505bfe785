import { Popover as Base } from '@base-ui/react/popover';
import type { KeyboardEvent, ReactElement, ReactNode, RefObject } from 'react';
import { Icon, type IconName } from './icon.tsx';
import css from './popover.module.css';

interface PopoverProps {
  /** Read aloud; shown where there is no icon, else as a tooltip. */
  readonly label: string;
  readonly icon?: IconName;
  readonly title: string;
  readonly closeLabel: string;
  readonly testId: string;
  readonly onOpen: () => void;
  /** False: left out of the Tab order; the arrow keys lead there. */
  readonly inTabOrder?: boolean;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  readonly children: ReactNode;
}

/** What lies over the page belongs to its main part, for those who move by landmarks. */
const landmark: RefObject<HTMLElement | null> = {
  get current() {
    return document.querySelector('main');
  },
};

/** A small button that explains something next to itself. Esc or a click elsewhere closes it. */
export function Popover(props: PopoverProps): ReactElement {
  const { label, icon, title, closeLabel, testId, onOpen, inTabOrder = true, onKeyDown, children } = props;
  return (
    <Base.Root onOpenChange={(open) => open && onOpen()}>
      <Base.Trigger
        className={icon === undefined ? css['word'] : css['round']}
        data-testid={testId}
        tabIndex={inTabOrder ? 0 : -1}
        onKeyDown={onKeyDown}
        {...(icon !== undefined && { 'aria-label': label, title: label })}
      >
        {icon === undefined ? label : <Icon name={icon} />}
      </Base.Trigger>
      <Base.Portal container={landmark}>
        <Base.Positioner
          className={css['positioner']}
          side="bottom"
          align="start"
          sideOffset={4}
          collisionPadding={10}
        >
          <Base.Popup className={css['popup']} data-testid={`${testId}-popup`}>
            <div className={css['head']}>
              <Base.Title className={css['title']}>{title}</Base.Title>
              <Base.Close
                className={css['close']}
                aria-label={closeLabel}
                title={closeLabel}
                data-testid={`${testId}-close`}
              >
                <Icon name="close" size={14} />
              </Base.Close>
            </div>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys scroll it */}
            <div className={css['body']} tabIndex={0}>
              {children}
            </div>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
