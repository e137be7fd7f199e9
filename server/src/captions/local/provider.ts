import type { Language } from '@parley/shared/session';
import type { Logger } from 'pino';
import type { CaptionProvider, Heard } from '../provider.ts';
import type { OwnProcess } from './start.ts';

/** So many packets wait at most for a processor that is too slow; the next are not listened to. */
const MOST_WAITING = 500;

/** Understands speech on this machine, with the operator's own models. */
export function localCaptions(own: OwnProcess, logger: Pick<Logger, 'error' | 'warn'>): CaptionProvider {
  const voices = new Map<number, (heard: Heard) => void>();
  let minted = 0;
  let waiting = 0;
  let isLate = false;
  let ended = false;
  own.onMessage((message) => {
    if (message.type !== 'took') return;
    waiting -= 1;
    if (waiting === 0) isLate = false;
    if (message.heard !== null) voices.get(message.voice)?.(message.heard);
  });
  own.onEnd(() => {
    if (ended) return;
    ended = true;
    logger.error('speech is not understood any more, until the server is started again');
  });

  return {
    open: (language: Language, told) => {
      minted += 1;
      const voice = minted;
      voices.set(voice, told);
      own.post({ type: 'open', voice, language });
      return {
        hear: (frame) => {
          if (ended || !voices.has(voice)) return;
          if (waiting >= MOST_WAITING) {
            if (!isLate) logger.warn('the processor is too slow to caption all that is said');
            isLate = true;
            return;
          }
          waiting += 1;
          own.post({ type: 'hear', voice, frame });
        },
        close: () => {
          if (voices.delete(voice) && !ended) own.post({ type: 'close', voice });
        },
      };
    },
    close: () => {
      ended = true;
      voices.clear();
      own.end();
    },
  };
}
