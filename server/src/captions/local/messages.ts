import type { Heard } from '../provider.ts';

/** To the thread in which speech is understood. */
export type ToThread =
  | { readonly type: 'open'; readonly voice: number; readonly language: string }
  | { readonly type: 'hear'; readonly voice: number; readonly frame: Uint8Array }
  | { readonly type: 'close'; readonly voice: number };

/** And back: of each packet that it is done, and what was made out. */
export type FromThread =
  | { readonly type: 'ready'; readonly languages: readonly string[] }
  | { readonly type: 'took'; readonly voice: number; readonly heard: Heard | null };
