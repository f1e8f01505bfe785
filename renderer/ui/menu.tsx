import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { Icon, type IconName } from './icon.tsx';
import css from './menu.module.css';

interface MenuProps {
  readonly icon: IconName;
  /** Read aloud and shown as a tooltip. */
  readonly label: string;
  readonly testId: string;
  readonly look?: 'quiet' | 'round';
  readonly children: ReactNode;
}

/** What lies over the page belongs to its main part, for those who move by landmarks. */
const landmark: RefObject<HTMLElement | null> = {
  get current() {
    return document.querySelector('main');
  },
};

/** A button that opens a list of choices; arrow keys, first letters and Esc work as in any menu. */
export function Menu({ icon, label, testId, look = 'quiet', children }: MenuProps): ReactElement {
  return (
    <Base.Root modal={false}>
      <Base.Trigger
        className={`${css['trigger']} ${css[look]}`}
        aria-label={label}
        title={label}
        data-testid={testId}
      >
        <Icon name={icon} />
      </Base.Trigger>
      <Base.Portal container={landmark}>
        <Base.Positioner className={css['positioner']} align="end" sideOffset={6} collisionPadding={8}>
          <Base.Popup className={css['popup']}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  readonly label: string;
  readonly icon?: IconName;
  readonly testId: string;
  readonly onPress: () => void;
}

export function MenuItem({ label, icon, testId, onPress }: MenuItemProps): ReactElement {
  return (
    <Base.Item className={css['item']} data-testid={testId} onClick={onPress}>
      <span className={css['mark']}>{icon !== undefined && <Icon name={icon} size={14} />}</span>
      {label}
    </Base.Item>
  );
}

interface MenuChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly label: string; readonly testId: string }[];
  readonly onChoose: (value: T) => void;
}

/** One of several, with a mark at the one that holds. */
export function MenuChoice<T extends string>(props: MenuChoiceProps<T>): ReactElement {
  const { label, value, choices, onChoose } = props;
  return (
    <Base.Group>
      <Base.GroupLabel className={css['label']}>{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(chosen: T) => onChoose(chosen)}>
        {choices.map((choice) => (
          <Base.RadioItem
            key={choice.value}
            value={choice.value}
            className={css['item']}
            data-testid={choice.testId}
            closeOnClick
          >
            <span className={css['mark']}>
              <Base.RadioItemIndicator>
                <Icon name="check" size={14} />
              </Base.RadioItemIndicator>
            </span>
            {choice.label}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

/** A line that only says something. */
export const MenuNote = ({ children }: { readonly children: string }): ReactElement => (
  <p className={css['note']}>{children}</p>
);

export const MenuLine = (): ReactElement => <Base.Separator className={css['line']} />;
