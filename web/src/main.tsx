import './app/mantine.css';
import './app/base.css';
import './app/first.css';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { loadAhead } from './app/routes';

// After this script's own task, which is long enough on a phone.
setTimeout(() => loadAhead(window.location));

const root = document.getElementById('root');
if (root) {
  // In slices, between which the page answers.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
}
