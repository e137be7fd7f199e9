/**
 * `woke`: the page is looked at again, perhaps after the machine slept. `hidden`: it no longer is, and may be gone in a
 * moment. `moved`: another network.
 */
export type Hint = 'online' | 'offline' | 'woke' | 'hidden' | 'moved';

/** What the browser knows about the network and the page before any timer does. */
export interface Surroundings {
  on(listener: (hint: Hint) => void): () => void;
}

/** Not in TypeScript's DOM library; Chromium only. */
const networkOf = (from: Navigator): EventTarget | null =>
  'connection' in from && from.connection instanceof EventTarget ? from.connection : null;

export const browserSurroundings: Surroundings = {
  on: (listener) => {
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('online', () => listener('online'), { signal });
    window.addEventListener('offline', () => listener('offline'), { signal });
    window.addEventListener('pageshow', () => listener('woke'), { signal });
    document.addEventListener(
      'visibilitychange',
      () => listener(document.visibilityState === 'visible' ? 'woke' : 'hidden'),
      { signal },
    );
    networkOf(navigator)?.addEventListener('change', () => listener('moved'), { signal });
    return () => controller.abort();
  },
};
