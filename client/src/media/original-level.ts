import { keep, readKept } from '../session/kept.ts';

const key = 'parley.original';
/** Enough to hear who speaks and how, and not to be in the way of the words. */
const AT_FIRST = 0.2;

const listeners = new Set<() => void>();
let level: number | null = null;

function read(): number {
  const kept = Number.parseFloat(readKept('localStorage', key) ?? '');
  return kept >= 0 && kept <= 1 ? kept : AT_FIRST;
}

/** How loud the original stays beside the interpreter, as chosen last on this device: 0 … 1. */
export const originalLevel = (): number => (level ??= read());

export function setOriginalLevel(next: number): void {
  level = next;
  keep('localStorage', key, String(next));
  for (const listener of listeners) listener();
}

export function followOriginal(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Some browsers leave it to the device how loud a page is, and let it only be silent: there is no level to choose. */
export function mayChooseLevel(): boolean {
  const element = document.createElement('audio');
  element.volume = 0.5;
  return element.volume === 0.5;
}
