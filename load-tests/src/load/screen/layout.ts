import type { Shown } from '../rtp/streams.ts';

/** The sizes that a page can ask for, the smallest being 0. */
export type AskedSize = 0 | 1 | 2;

/** How a page is laid out: the screen or a face is large and all else small, or all are alike. */
export const layouts = ['screen', 'face', 'tiles'] as const;
export type Layout = (typeof layouts)[number];

/** What a page asks for, of a picture that it shows. `isChosen`: the face that is large where one is. */
export function askedIn(layout: Layout, shown: Shown, isChosen: boolean): AskedSize {
  switch (layout) {
    case 'screen':
      return shown === 'screen' ? 2 : 0;
    case 'face':
      return isChosen ? 2 : 0;
    case 'tiles':
      return 1;
  }
}
