import type { ReactElement } from 'react';
import { pauseLengths } from '../../shared/pause.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { invitedStreams } from '../../shared/streams.ts';
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx';
import { actions } from './actions.ts';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';

/** Pausing, and everything off. There while there is something to close. */
export function PauseMenu(): ReactElement | null {
  const open = useSnapshot(anythingOpen);
  const pausable = useSnapshot(({ microphone }) => isWanted(microphone) && microphone.state !== 'paused');
  const killKey = useSnapshot((snapshot) => snapshot.killKey);
  if (!open) return null;
  return (
    <Menu icon="pause" label={phrases.pause.open} testId="pause" look="round">
      {pausable && (
        <>
          {pauseLengths.map((length) => (
            <MenuItem
              key={length}
              label={phrases.pause.lengths[length]}
              testId={`pause-${length}`}
              onPress={() => void actions.pauseMicrophone(length)}
            />
          ))}
          <MenuLine />
        </>
      )}
      <MenuItem
        icon="power"
        label={killKey === null ? phrases.pause.kill : phrases.pause.killBy(killKey)}
        testId="kill"
        onPress={() => void actions.kill()}
      />
    </Menu>
  );
}

const isWanted = ({ state }: Snapshot['microphone']): boolean => state !== 'off' && state !== 'failed';

const anythingOpen = ({ microphone, invited }: Snapshot): boolean =>
  isWanted(microphone) ||
  invitedStreams.some((stream) => invited[stream].state === 'on' || invited[stream].state === 'starting');
