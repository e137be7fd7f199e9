import { useSyncExternalStore } from 'react';
import { keep, readKept } from '../session/kept.ts';

/** What the person chose; `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark';
export const themes = ['system', 'light', 'dark'] as const satisfies readonly Theme[];

const key = 'parley.theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let theme: Theme = themes.find((each) => each === readKept('localStorage', key)) ?? 'system';

function apply(): void {
  const dark = theme === 'dark' || (theme === 'system' && prefersDark.matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}
prefersDark.addEventListener('change', apply);
apply();

export function setTheme(next: Theme): void {
  theme = next;
  keep('localStorage', key, next);
  apply();
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useTheme = (): Theme => useSyncExternalStore(subscribe, () => theme);
