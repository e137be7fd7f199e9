import type { CaptionProvider } from '../../captions/provider.ts';
import { unheard } from './picks.ts';

/** A provider that understands every packet at once, and calls each by a name of its own. */
export const fuzzedProvider = (told: (frame: string, text: string) => void): CaptionProvider => ({
  open: (_language, tell) => ({
    hear: (frame) => {
      const text = unheard('overheard');
      told(frame.toString(), text);
      tell({ text, done: true });
    },
    close: () => undefined,
  }),
  close: () => undefined,
});
