import type { CaptionProvider } from '../../captions/provider.ts';
import type { Timers } from '../../lib/timers.ts';
import { unheard } from './picks.ts';

/** How long it takes to understand what it does not understand at once. */
const LATE_MS = 2_000;
/** How long before a packet its words were begun. */
const EARLIER_MS = 1_500;

/** Of the languages of those who play one is not among them. */
export const UNDERSTOOD = ['zh', 'en'];

/**
 * A provider that understands most packets at once and every third late, calls each by a name of its own, and now and
 * then answers no more for a while.
 */
export function fuzzedProvider(
  told: (frame: string, text: string) => void,
  { timers, now }: { readonly timers: Timers; readonly now: () => number },
): CaptionProvider {
  let count = 0;
  return {
    languages: UNDERSTOOD,
    open: (_language, tell, answers) => ({
      hear: (frame) => {
        const text = unheard('overheard');
        told(frame.toString(), text);
        const saidAt = count % 4 === 0 ? null : now() - EARLIER_MS;
        const understood = (): void => tell({ text, done: true, saidAt });
        count += 1;
        answers(count % 7 > 2);
        if (count % 3 === 0) timers.after(LATE_MS, understood);
        else understood();
      },
      close: () => undefined,
    }),
    close: () => undefined,
  };
}
