import type { RequestName } from '@parley/shared/protocol';
import { actorOf, command, type Handler, room } from './asker.ts';

type Captions = Extract<
  RequestName,
  `${'captions' | 'captioner' | 'transcripts' | 'caption' | 'transcript'}.${string}`
>;

/** What each request about captions does. */
export const captionsHandlers: { readonly [N in Captions]: Handler<N> } = {
  'captions.choose': command<'captions.choose'>(({ language }) => ({ type: 'captions.choose', language })),
  'captioner.name': command<'captioner.name'>((wish) => ({ type: 'captioner.name', ...wish })),
  'transcripts.keep': command<'transcripts.keep'>(({ kept }) => ({ type: 'transcripts.keep', kept })),
  'caption.write': async (asker, wish) => {
    await asker.host.captions.write(actorOf(asker), wish);
    return {};
  },
  'transcript.read': (asker, { epoch, before }) => room(asker, epoch).transcript(before),
};
