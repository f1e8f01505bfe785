import type { ReactElement } from 'react';
import type { EgressEntry, EgressView } from '../../shared/egress.ts';
import { Icon } from '../ui/icon.tsx';
import { Panel } from '../ui/panel.tsx';
import css from './egress-panel.module.css';
import { egressPhrases } from './egress-phrases.ts';
import { moreButton } from './header.tsx';
import { useSnapshot } from './store.ts';

/** What left this computer and what was kept from leaving. Opened from the header. */
export function EgressPanel({ onClose }: { readonly onClose: () => void }): ReactElement {
  const egress = useSnapshot((snapshot) => snapshot.egress);
  return (
    <Panel
      title={egressPhrases.title}
      closeLabel={egressPhrases.close}
      testId="egress"
      onClose={onClose}
      returnTo={moreButton}
    >
      <p className={css['sums']} data-testid="egress-sums">
        {sums(egress)}
      </p>
      {egress.entries.length > 0 && (
        <ul className={css['list']} aria-label={egressPhrases.list}>
          {egress.entries.map((entry) => (
            <Entry key={`${entry.process} ${entry.host} ${entry.purpose} ${entry.refused}`} entry={entry} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function sums(egress: EgressView): string {
  const { bytesSent, bytesReceived, refused } = egress;
  const left = bytesSent + bytesReceived > 0 ? egressPhrases.sum(egress) : egressPhrases.nothing;
  return refused > 0 ? `${left} ${egressPhrases.refusedSum(refused)}` : left;
}

function Entry({ entry }: { readonly entry: EgressEntry }): ReactElement {
  const { process, host, purpose, lastMs, attempts, bytesSent, bytesReceived, refused } = entry;
  return (
    <li className={css['entry']} data-refused={refused} data-testid="egress-entry">
      <Icon name={refused ? 'off' : 'send'} size={14} />
      <div className={css['words']}>
        <p className={css['who']}>
          {egressPhrases.process(process)} → <span className={css['host']}>{host}</span>
        </p>
        <p className={css['what']}>
          {refused ? egressPhrases.refused(attempts) : egressPhrases.bytes(bytesSent, bytesReceived)}
          {purpose !== null && `, ${egressPhrases.purposes[purpose] ?? purpose}`}
          <time className={css['when']} dateTime={new Date(lastMs).toISOString()}>
            {egressPhrases.when(lastMs)}
          </time>
        </p>
      </div>
    </li>
  );
}
