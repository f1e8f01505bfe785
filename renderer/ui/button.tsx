import type { ReactElement, Ref } from 'react';
import css from './button.module.css';
import { Icon, type IconName } from './icon.tsx';

interface ButtonProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly testId: string;
  readonly icon?: IconName;
  readonly look?: 'primary' | 'plain';
  readonly disabled?: boolean;
  /** Id of the words that say more about it. */
  readonly describedBy?: string;
}

/** A button with its word on it. */
export function Button({
  label,
  onPress,
  testId,
  icon,
  look = 'plain',
  disabled = false,
  describedBy,
}: ButtonProps): ReactElement {
  return (
    <button
      type="button"
      className={`${css['button']} ${css[look]}`}
      onClick={onPress}
      disabled={disabled}
      aria-describedby={describedBy}
      data-testid={testId}
    >
      {icon !== undefined && <Icon name={icon} size={14} />}
      {label}
    </button>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  /** Read aloud and shown as a tooltip. */
  readonly label: string;
  readonly onPress: () => void;
  readonly testId: string;
  readonly disabled?: boolean;
  readonly look?: 'quiet' | 'primary';
  readonly button?: Ref<HTMLButtonElement>;
}

/** A button whose icon needs no word next to it. */
export function IconButton(props: IconButtonProps): ReactElement {
  const { icon, label, onPress, testId, disabled = false, look = 'quiet', button } = props;
  return (
    <button
      ref={button}
      type="button"
      className={`${css['icon']} ${css[look]}`}
      aria-label={label}
      title={label}
      onClick={onPress}
      disabled={disabled}
      data-testid={testId}
    >
      <Icon name={icon} />
    </button>
  );
}
