import { keep, readKept } from './kept.ts';

const key = 'parley.captions';
const sizes = ['large', 'larger', 'largest'] as const;
export type CaptionSize = (typeof sizes)[number];

const listeners = new Set<() => void>();
let size: CaptionSize | null = null;

function read(): CaptionSize {
  const kept = readKept('localStorage', key);
  return sizes.find((each) => each === kept) ?? 'large';
}

/** How large captions are, as chosen last on this device. */
export const captionSize = (): CaptionSize => (size ??= read());

export function setCaptionSize(next: CaptionSize): void {
  size = next;
  keep('localStorage', key, next);
  for (const listener of listeners) listener();
}

export function followCaptionSize(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
