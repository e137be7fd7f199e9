import '../src/ui/theme.css';
import '../src/ui/theme.ts';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { i18n, setLanguage } from '../src/i18n/index.ts';
import { isInterfaceLanguage } from '../src/i18n/languages.ts';
import { setTheme, themes } from '../src/ui/theme.ts';
import { TooltipProvider } from '../src/ui/Tooltip.tsx';
import { guestStates } from './states-guest.tsx';
import { roomStates } from './states-room.tsx';

/**
 * Every screen in every state, from made-up models: `/gallery/?state=room&language=en&theme=dark`. Without a
 * state it lists them. For development and for the accessibility test; not part of the build.
 */
const states: Readonly<Record<string, { readonly element: ReactNode; readonly press?: readonly string[] }>> =
  {
    ...Object.fromEntries(Object.entries(guestStates).map(([name, element]) => [name, { element }])),
    ...roomStates,
  };

const query = new URLSearchParams(location.search);
const language = query.get('language') ?? 'zh-CN';
if (isInterfaceLanguage(language)) setLanguage(language);
setTheme(themes.find((each) => each === query.get('theme')) ?? 'light');

const Index = () => (
  <ul className="columns-3 p-6">
    {Object.keys(states).map((name) => (
      <li key={name}>
        <a href={`?state=${name}`} className="underline">
          {name}
        </a>
      </li>
    ))}
  </ul>
);

/** Presses the first control whose name holds these words; waits for it to appear. */
async function press(...words: readonly string[]): Promise<void> {
  for (let frame = 0; frame < 300; frame += 1) {
    const controls = [...document.querySelectorAll<HTMLElement>('button, [role="menuitem"]')];
    const found = controls.find((each) => {
      const name = each.getAttribute('aria-label') ?? each.textContent;
      return words.every((part) => name.includes(part));
    });
    if (found !== undefined) {
      for (const type of ['pointerdown', 'pointerup']) {
        found.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, pointerType: 'mouse' }));
      }
      found.click();
      return;
    }
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`nothing to press is called ${words.join(' … ')}`);
}

async function show(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  localStorage.clear();
  const state = states[query.get('state') ?? ''];
  createRoot(root).render(
    <StrictMode>
      <TooltipProvider>{state?.element ?? <Index />}</TooltipProvider>
    </StrictMode>,
  );
  for (const key of state?.press ?? []) {
    // What is around a placeholder is enough to find the control.
    await press(...String(i18n.getResource(i18n.language, 'translation', key)).split(/\{\{.*?\}\}/));
  }
  document.documentElement.dataset['ready'] = '';
}

void show();
