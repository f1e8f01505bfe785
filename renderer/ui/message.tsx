import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icon.tsx';
import css from './message.module.css';

interface MessageProps {
  readonly level: 'info' | 'warning' | 'error';
  /** The level as a word, for those who don't see the icon. */
  readonly word: string;
  readonly testId: string;
  readonly children: ReactNode;
  /** A button at the end. */
  readonly action?: ReactNode;
}

/** One sentence across the window. */
export function Message({ level, word, testId, children, action }: MessageProps): ReactElement {
  return (
    <div className={css['message']} data-level={level} data-testid={testId}>
      <Icon name={level} />
      <p className={css['text']}>
        <span className="visually-hidden">{word}: </span>
        {children}
      </p>
      {action}
    </div>
  );
}
