import { useEffect, useState, type ReactElement } from 'react';
import { actions } from './actions.ts';
import { Announcer } from './announcer.tsx';
import css from './app.module.css';
import { Composer } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { CueList } from './cue-list.tsx';
import { Header } from './header.tsx';
import { HostBanner } from './host-banner.tsx';
import { Notices } from './notices.tsx';
import { PacksCard } from './packs-card.tsx';
import { phrases } from './phrases.ts';
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
  const [voiceOpen, setVoiceOpen] = useState(false);
  useTheme();
  useEscape();
  return (
    <>
      <Header voiceOpen={voiceOpen} onVoice={() => setVoiceOpen(!voiceOpen)} />
      <main className={css['main']}>
        <Status />
        {voiceOpen && <VoicePanel onClose={() => setVoiceOpen(false)} />}
        <HostBanner />
        <Notices />
        <PacksCard />
        <CueList />
        <Conversation />
        <Composer />
      </main>
      <Announcer />
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

/** Esc ends Beside's speech, or calls off the answer it is about to give, from wherever the focus is. */
function useEscape(): void {
  const speaking = useSnapshot(({ floor }) => floor === 'speaking' || floor === 'thinking');
  useEffect(() => {
    if (!speaking) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing) void actions.stopSpeech();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [speaking]);
}
