import type { RequestInput, RequestName } from '@parley/shared/protocol';
import type { Language } from '@parley/shared/session';
import type { Asked } from './ask.ts';
import type { HeldAsked } from './held-presses.ts';

/**
 * What is done about languages. All but the choice of one names the stay in a room that it was pressed in. Refusals become
 * notices.
 */
export interface InterpretationActions {
  /** What I hear, in this room and every next one; null is what people say themselves. */
  listen(language: Language | null): Promise<void>;
  /** Where my voice goes, as an interpreter. */
  direct(wish: RequestInput<'interpreter.direct'>): Promise<void>;
  offer(wish: RequestInput<'handover.offer'>): Promise<void>;
  /** Now: my voice takes the place of theirs. */
  take(wish: RequestInput<'handover.take'>): Promise<void>;
  /** Takes back an offer, or does not take it up. */
  end(wish: RequestInput<'handover.end'>): Promise<void>;
}

export function interpretationActions(asked: Asked, held: HeldAsked): InterpretationActions {
  const done = async <N extends RequestName>(name: N, input: RequestInput<N>): Promise<void> => {
    await asked(name, input);
  };
  return {
    listen: async (language) => {
      await held('channel.listen', { language });
    },
    direct: (wish) => done('interpreter.direct', wish),
    offer: (wish) => done('handover.offer', wish),
    take: (wish) => done('handover.take', wish),
    end: (wish) => done('handover.end', wish),
  };
}
