import './session/no-eval.ts';
import './ui/theme.css';
import './ui/theme.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, fetchPart } from './app/App.tsx';
import { Incomplete } from './app/Incomplete.tsx';
import { takeLinks } from './app/personal-link.ts';
import { pathNow } from './app/router.tsx';
import { startTranslator } from './i18n/index.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const page = createRoot(root);

if (pathNow() === '/join') takeLinks();

/** How long nothing stands there for want of what belongs there; then it is said that it is being loaded. */
const PATIENCE_MS = 500;

/** The words, and what they stand in where that comes soon. */
async function ready(): Promise<void> {
  const part = fetchPart();
  const soon = Promise.race([part, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  await Promise.all([startTranslator(), soon]);
}

ready().then(
  () =>
    page.render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  () => page.render(<Incomplete />),
);
