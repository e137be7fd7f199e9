import '../src/ui/theme.css';
import '../src/ui/theme.ts';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { i18n, setLanguage, startTranslator } from '../src/i18n/index.ts';
import { isInterfaceLanguage } from '../src/i18n/languages.ts';
import { setTheme, themes } from '../src/ui/theme.ts';
import { Surroundings } from '../src/ui/Surroundings.tsx';
import './offered.ts';
import { absentStates } from './states-absent.tsx';
import { agreementStates } from './states-agreement.tsx';
import { boardStates } from './states-board.tsx';
import { commentStates } from './states-comments.tsx';
import { filesStates } from './states-files.tsx';
import { guestStates } from './states-guest.tsx';
import { arabicStates } from './states-arabic.tsx';
import { captionStates } from './states-captions.tsx';
import { interpretationStates } from './states-interpretation.tsx';
import { manyStates } from './states-many.tsx';
import { type RoomState, roomStates } from './states-room.tsx';
import { proposalStates } from './states-proposals.tsx';
import { privateStates } from './states-private.tsx';
import { publishingStates } from './states-publishing.tsx';
import { staffStates } from './states-staff.tsx';
import { turnsStates } from './states-turns.tsx';
import { versionsStates } from './states-versions.tsx';

/**
 * Every screen in every state, from made-up models: `/gallery/#state=room&language=en&theme=dark`. Without a
 * state it lists them. For development and for the accessibility test; not part of the build.
 */
const states: Readonly<Record<string, RoomState>> = {
  ...Object.fromEntries(Object.entries(guestStates).map(([name, element]) => [name, { element }])),
  ...roomStates,
  ...privateStates,
  ...captionStates,
  ...interpretationStates,
  ...filesStates,
  ...boardStates,
  ...manyStates,
  ...agreementStates,
  ...absentStates,
  ...proposalStates,
  ...commentStates,
  ...publishingStates,
  ...versionsStates,
  ...turnsStates,
  ...staffStates,
  ...arabicStates,
};

const Index = () => (
  <ul className="columns-3 p-6">
    {Object.keys(states).map((name) => (
      <li key={name}>
        <a href={`#state=${name}`} className="underline">
          {name}
        </a>
      </li>
    ))}
  </ul>
);

const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);

/** The words around a control that name it together with its own. */
const labelOf = (control: HTMLElement): string =>
  (control.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join('');

const controlsThere =
  'button:not(:disabled), [role="menuitem"], [role="textbox"], label:has([type="radio"]), label:has([type="checkbox"])';

/** What is there after so many frames at most; what never comes is an error. */
async function awaited<T>(what: string, find: () => T | undefined): Promise<T> {
  for (let waited = 0; waited < 300; waited += 1) {
    const found = find();
    if (found !== undefined) return found;
    await frame();
  }
  throw new Error(`${what} did not come`);
}

/** Presses the control that these words name, or else the first whose name holds them; waits for it to appear. */
async function press(...words: readonly string[]): Promise<void> {
  const control = await awaited(`a control called ${words.join(' … ')}`, () => {
    const controls = [...document.querySelectorAll<HTMLElement>(controlsThere)];
    const nameOf = (each: HTMLElement): string =>
      each.getAttribute('aria-label') ?? each.textContent + labelOf(each);
    return (
      controls.find((each) => nameOf(each) === words.join('')) ??
      controls.find((each) => words.every((part) => nameOf(each).includes(part)))
    );
  });
  control.scrollIntoView({ block: 'nearest' });
  if (control.isContentEditable) control.focus();
  for (const type of ['pointerdown', 'pointerup']) {
    control.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, pointerType: 'mouse' }));
  }
  control.click();
}

/** Into the topmost field in which one looks for something. */
async function type(text: string): Promise<void> {
  const field = await awaited('a field to look in', () =>
    [...document.querySelectorAll<HTMLInputElement>('input[type="search"]')].at(-1),
  );
  // Past React's own setter, which would take it for what it has written itself.
  Reflect.set(HTMLInputElement.prototype, 'value', text, field);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/**
 * What the name of a control holds: of a text by its key all but the placeholders, and after `=` what stands in one;
 * after `@` any words, such as a name.
 */
function words(control: string): readonly string[] {
  if (control.startsWith('@')) return [control.slice(1)];
  const [key = '', ...filled] = control.split('=');
  const text = String(i18n.getResource(i18n.language, 'translation', key));
  return [...text.split(/\{\{.*?\}\}/), ...filled];
}

/** Waits until these words stand there. */
const read = (...parts: readonly string[]): Promise<true> =>
  awaited(parts.join(' … '), () =>
    parts.every((part) => document.body.innerText.includes(part)) ? true : undefined,
  );

function onScreen(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  const around = element.closest('[data-scroller]')?.getBoundingClientRect();
  return around !== undefined && top < around.bottom && bottom > around.top;
}

/** On a narrow screen it stands in the menu; what shows it is loaded then, and what edits it where one sees it. */
async function openAgreement(): Promise<void> {
  const narrow = !matchMedia('(min-width: 48rem)').matches;
  for (const each of narrow ? ['room.bar.more', 'room.agreement.title'] : ['room.agreement.title'])
    await press(...words(each));
  await awaited('the agreement with its editors', () => {
    const panel = document.querySelector('[data-agreement]');
    if (panel === null) return undefined;
    const writable = [...panel.querySelectorAll('[data-writable]')];
    const edited = (text: Element) => !onScreen(text) || text.querySelector('.ProseMirror') !== null;
    return writable.every(edited) ? panel : undefined;
  });
}

/** What opened has been laid out, and has come to rest where it does not move for ever. */
async function settled(): Promise<void> {
  for (let frames = 0; frames < 4; frames += 1) await frame();
  const passing = document
    .getAnimations()
    .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime));
  await Promise.allSettled(passing.map(({ finished }) => finished));
}

const rootElement = document.getElementById('root');
if (rootElement === null) throw new Error('index.html has no #root');
const root = createRoot(rootElement);

/** What is asked for, as in the address; resolves once it stands there. */
async function show(asked: string): Promise<void> {
  const query = new URLSearchParams(asked);
  const name = query.get('state') ?? '';
  const language = query.get('language') ?? 'zh-CN';
  localStorage.clear();
  if (isInterfaceLanguage(language)) await setLanguage(language);
  setTheme(themes.find((each) => each === query.get('theme')) ?? 'light');
  const state = states[name];
  if (state?.layout !== undefined) localStorage.setItem('parley.layout', state.layout);
  // At once: nothing of the state before is left to be pressed.
  flushSync(() =>
    root.render(
      <StrictMode>
        <Surroundings key={asked}>{state?.element ?? <Index />}</Surroundings>
      </StrictMode>,
    ),
  );
  // A menu of the state before gives its focus back a moment later, and would close one that opens now.
  await frame();
  await frame();
  if (state?.board === true && document.querySelector('[data-scroller]') === null)
    await press(...words('board.bar'));
  if (state?.agreement === true) await openAgreement();
  for (const each of state?.press ?? []) await press(...words(each));
  if (state?.types !== undefined) await type(state.types);
  if (state?.reads !== undefined) await read(...words(state.reads));
  await settled();
}

const showAddressed = (): Promise<void> => show(location.hash.slice(1));
addEventListener('hashchange', () => void showAddressed());
await startTranslator();
await showAddressed();
window.gallery = { states: Object.keys(states), show };
