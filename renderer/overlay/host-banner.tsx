import type { ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import { Message } from '../ui/message.tsx';
import { actions } from './actions.ts';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';

const levels = { starting: 'info', restarting: 'warning', failed: 'error' } as const;

/** What the process behind hearing and speaking is doing, unless it simply works. */
export function HostBanner(): ReactElement | null {
  const host = useSnapshot((snapshot) => snapshot.host);
  if (host === 'ready') return null;
  return (
    <div aria-live="polite">
      <Message
        level={levels[host]}
        word={phrases.notices.level[levels[host]]}
        testId="host"
        action={
          host === 'failed' && (
            <Button label={phrases.host.retry} onPress={() => void actions.retryHost()} testId="host-retry" />
          )
        }
      >
        {phrases.host[host]}
      </Message>
    </div>
  );
}
