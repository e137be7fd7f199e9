import type { Logger } from 'pino';
import type { CaptionsConfig } from '../config/index.ts';
import { systemTimers } from '../session/grace.ts';
import type { CaptionProvider } from './provider.ts';
import { captionService } from './service.ts';

/** What this server turns speech into text with; null: with nothing. */
export function openCaptions(config: CaptionsConfig, logger: Logger): CaptionProvider | null {
  switch (config.kind) {
    case 'none':
      return null;
    case 'service':
      return captionService({
        url: config.url,
        secret: config.secret?.reveal() ?? null,
        timers: systemTimers,
        random: Math.random,
        logger,
      });
  }
}
