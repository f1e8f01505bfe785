import { useEffect, useState, type ReactElement } from 'react';
import { actions } from './actions.ts';
import { Announcer } from './announcer.tsx';
import css from './app.module.css';
import { Bar } from './bar.tsx';
import { Composer } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { CueList } from './cue-list.tsx';
import { hasTalked } from './first-run-lines.ts';
import { FirstRun } from './first-run.tsx';
import { EgressPanel } from './egress-panel.tsx';
import { Header, type PanelName } from './header.tsx';
import { HostBanner } from './host-banner.tsx';
import { MannersPanel } from './manners-panel.tsx';
import { Notices } from './notices.tsx';
import { PacksCard } from './packs-card.tsx';
import { phrases } from './phrases.ts';
import { SavePanel } from './save-panel.tsx';
import { SelfTestPanel } from './self-test-panel.tsx';
import { Status } from './status.tsx';
import { useOverlay, useSnapshot } from './store.ts';
import { VoicePanel } from './voice-panel.tsx';

export function App(): ReactElement {
  const ready = useOverlay(({ snapshot }) => snapshot !== null);
  return (
    <div className={css['card']}>
      {ready ? <Overlay /> : <p className={css['opening']}>{phrases.opening}</p>}
    </div>
  );
}

function Overlay(): ReactElement {
  const form = useSnapshot(({ overlay }) => overlay.form);
  useTheme();
  useEscape();
  return (
    <>
      {form === 'bar' ? <Bar /> : <Card />}
      <Announcer />
    </>
  );
}

function Card(): ReactElement {
  const [panel, setPanel] = useState<PanelName | null>(null);
  const close = (): void => setPanel(null);
  const shownAround = useSnapshot((snapshot) => snapshot.shownAround);
  const talking = useSnapshot(({ lines }) => hasTalked(lines));
  return (
    <>
      <Header onPanel={setPanel} />
      <main className={css['main']}>
        <Status />
        {panel === 'voice' && <VoicePanel onClose={close} />}
        {panel === 'manners' && <MannersPanel onClose={close} />}
        {panel === 'self-test' && <SelfTestPanel onClose={close} />}
        {panel === 'egress' && <EgressPanel onClose={close} />}
        {panel === 'save' && <SavePanel onClose={close} />}
        <HostBanner />
        <Notices />
        {!shownAround && <FirstRun />}
        {shownAround && <PacksCard />}
        <CueList />
        {(shownAround || talking) && <Conversation />}
        <Composer />
      </main>
    </>
  );
}

function useTheme(): void {
  const theme = useSnapshot((snapshot) => snapshot.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}

/** A menu or a panel is closed by its Esc, and Beside speaks on. */
const isInLayer = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role=menu], [role=dialog]') !== null;

/** Esc ends Beside's speech, or calls off the answer it is about to give, from wherever the focus is. */
function useEscape(): void {
  const speaking = useSnapshot(
    ({ floor }) => floor === 'speaking' || floor === 'holding' || floor === 'thinking',
  );
  useEffect(() => {
    if (!speaking) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing && !isInLayer(event.target)) void actions.stopSpeech();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [speaking]);
}
