import './session/no-eval.ts';
import './ui/theme.css';
import './ui/theme.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, fetchPart } from './app/App.tsx';
import { Incomplete } from './app/Incomplete.tsx';
import { startTranslator } from './i18n/index.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
fetchPart();
const page = createRoot(root);
startTranslator().then(
  () =>
    page.render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  () => page.render(<Incomplete />),
);
