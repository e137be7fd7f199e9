import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Language } from '@parley/shared/session';
import type { Logger } from 'pino';
import type { CaptionProvider, Heard } from '../provider.ts';
import type { FromThread, ToThread } from './messages.ts';

/** So many packets wait at most for a processor that is too slow; the next are not listened to. */
const MOST_WAITING = 500;

/** The thread as it is spoken to. */
export interface Thread {
  post(message: ToThread): void;
  onMessage(listener: (message: FromThread) => void): void;
  onEnd(listener: () => void): void;
  end(): void;
}

/** Resolves once the models are loaded; rejects with one line when they cannot be. */
export async function startThread(modelDir: string): Promise<Thread> {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: modelDir });
  await once(worker, 'message');
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    // An error ends it: both are told once.
    onEnd: (listener) => {
      worker.on('error', () => undefined);
      worker.once('exit', listener);
    },
    end: () => void worker.terminate(),
  };
}

/** Understands speech on this machine, with the operator's own models. */
export function localCaptions(thread: Thread, logger: Pick<Logger, 'error' | 'warn'>): CaptionProvider {
  const voices = new Map<number, (heard: Heard) => void>();
  let minted = 0;
  let waiting = 0;
  let isLate = false;
  let ended = false;
  thread.onMessage((message) => {
    if (message.type !== 'took') return;
    waiting -= 1;
    if (waiting === 0) isLate = false;
    if (message.heard !== null) voices.get(message.voice)?.(message.heard);
  });
  thread.onEnd(() => {
    if (ended) return;
    ended = true;
    logger.error('speech is not understood any more, until the server is started again');
  });

  return {
    open: (language: Language, told) => {
      minted += 1;
      const voice = minted;
      voices.set(voice, told);
      thread.post({ type: 'open', voice, language });
      return {
        hear: (frame) => {
          if (ended || !voices.has(voice)) return;
          if (waiting >= MOST_WAITING) {
            if (!isLate) logger.warn('the processor is too slow to caption all that is said');
            isLate = true;
            return;
          }
          waiting += 1;
          thread.post({ type: 'hear', voice, frame });
        },
        close: () => {
          if (voices.delete(voice) && !ended) thread.post({ type: 'close', voice });
        },
      };
    },
    close: () => {
      ended = true;
      voices.clear();
      thread.end();
    },
  };
}
