// oxlint-disable import/no-unassigned-import -- style sheets are there for their effect
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bridge } from '../bridge.ts';
import { App } from './app.tsx';
import { begin, mirror } from './store.ts';

const beside = bridge();
beside.on('snapshot.changed', mirror);
void beside.request('snapshot.get', undefined).then(begin);

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
