import type { RequestName } from '@parley/shared/protocol';
import { command, type Handler, room } from './asker.ts';

type Interpreting = Extract<
  RequestName,
  `${'interpreter' | 'channel' | 'booth' | 'handover' | 'manner' | 'floor' | 'pace'}.${string}`
>;

/** What each request about interpretation does. */
export const interpretingHandlers: { readonly [N in Interpreting]: Handler<N> } = {
  'interpreter.assign': command<'interpreter.assign'>((wish) => ({ type: 'interpreter.assign', ...wish })),
  'interpreter.direct': command<'interpreter.direct'>((wish) => ({ type: 'interpreter.direct', ...wish })),
  'channel.listen': command<'channel.listen'>(({ language }) => ({ type: 'channel.listen', language })),
  'handover.offer': command<'handover.offer'>((wish) => ({ type: 'handover.offer', ...wish })),
  'handover.take': command<'handover.take'>((wish) => ({ type: 'handover.take', ...wish })),
  'handover.end': command<'handover.end'>((wish) => ({ type: 'handover.end', ...wish })),
  'booth.say': async (asker, { id, epoch, text }) => ({
    message: await room(asker, epoch).sayInBooth(id, text),
  }),
  'booth.history': (asker, { epoch, before }) => room(asker, epoch).boothHistory(before),
  'manner.set': command<'manner.set'>((wish) => ({ type: 'manner.set', ...wish })),
  'floor.take': command<'floor.take'>((wish) => ({ type: 'floor.take', ...wish })),
  'floor.pass': command<'floor.pass'>((wish) => ({ type: 'floor.pass', ...wish })),
  'floor.override': command<'floor.override'>((wish) => ({ type: 'floor.override', ...wish })),
  'pace.ask': command<'pace.ask'>((wish) => ({ type: 'pace.ask', ...wish })),
};
