import type { ReactElement } from 'react';
import { IconButton } from '../ui/button.tsx';
import { Message } from '../ui/message.tsx';
import { actions } from './actions.ts';
import { phrases } from './phrases.ts';
import { useOverlay, useSnapshot } from './store.ts';
import css from './notices.module.css';

export function Notices(): ReactElement {
  const notices = useSnapshot((snapshot) => snapshot.notices);
  const requestFailed = useOverlay((state) => state.requestFailed);
  return (
    <section className={css['notices']} aria-label={phrases.notices.label} aria-live="polite">
      {notices.map(({ id, level, message, dismissable }) => (
        <Message
          key={id}
          level={level}
          word={phrases.notices.level[level]}
          testId="notice"
          action={dismissable && <Dismiss message={message} onPress={() => void actions.dismissNotice(id)} />}
        >
          {message}
        </Message>
      ))}
      {requestFailed && (
        <Message
          level="error"
          word={phrases.notices.level.error}
          testId="request-failed"
          action={<Dismiss message={phrases.requestFailed} onPress={actions.dismissRequestFailure} />}
        >
          {phrases.requestFailed}
        </Message>
      )}
    </section>
  );
}

function Dismiss({
  message,
  onPress,
}: {
  readonly message: string;
  readonly onPress: () => void;
}): ReactElement {
  return (
    <IconButton
      icon="close"
      label={phrases.notices.dismiss(message)}
      onPress={onPress}
      testId="notice-dismiss"
    />
  );
}
