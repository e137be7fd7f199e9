import type { Logger } from 'pino';
import type { CaptionsConfig } from '../config/index.ts';
import { systemTimers } from '../lib/timers.ts';
import { localCaptions } from './local/provider.ts';
import { type OwnProcess, startProcess } from './local/start.ts';
import type { CaptionProvider } from './provider.ts';
import { captionService } from './service.ts';

/** What this server turns speech into text with; null: with nothing. Rejects with one line when it cannot be had. */
export async function openCaptions(config: CaptionsConfig, logger: Logger): Promise<CaptionProvider | null> {
  switch (config.kind) {
    case 'none':
      return null;
    case 'service':
      return captionService({
        url: config.url,
        secret: config.secret?.reveal() ?? null,
        now: Date.now,
        timers: systemTimers,
        random: Math.random,
        logger,
      });
    case 'sherpa':
      return ownProcess(config.modelDir, logger);
  }
}

async function ownProcess(modelDir: string, logger: Logger): Promise<CaptionProvider> {
  const start = (): Promise<OwnProcess> => startProcess(modelDir);
  return localCaptions(await start(), {
    start,
    now: Date.now,
    timers: systemTimers,
    random: Math.random,
    logger,
  });
}
