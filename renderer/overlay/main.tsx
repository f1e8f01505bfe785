// oxlint-disable import/no-unassigned-import -- style sheets are there for their effect
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bridge } from '../bridge.ts';
import { App } from './app.tsx';
import { mirror, useOverlay } from './store.ts';

const beside = bridge();
beside.on('snapshot', mirror);
void beside.request('snapshot.get', undefined).then((first) => {
  // A push that overtook the answer is the newer of the two.
  if (useOverlay.getState().snapshot === null) mirror(first);
});

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
