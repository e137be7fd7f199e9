import type { RequestName } from '@parley/shared/protocol';
import { mint } from '../lib/mint.ts';
import { actorOf, command, type Handler, room as roomOf } from './asker.ts';

type Captions = Extract<
  RequestName,
  `${'captions' | 'captioner' | 'transcripts' | 'caption' | 'transcript'}.${string}`
>;

/** What each request about captions does. */
export const captionsHandlers: { readonly [N in Captions]: Handler<N> } = {
  'captions.choose': command<'captions.choose'>(({ language }) => ({ type: 'captions.choose', language })),
  'captioner.name': command<'captioner.name'>((wish) => ({ type: 'captioner.name', ...wish })),
  'transcripts.keep': command<'transcripts.keep'>(({ kept }) => ({ type: 'transcripts.keep', kept })),
  'captions.automate': command<'captions.automate'>(({ room, on }) => ({
    type: 'captions.automate',
    room,
    ear: on ? mint.peer() : null,
  })),
  'caption.write': async (asker, wish) => {
    await asker.host.captions.write(actorOf(asker), wish);
    return {};
  },
  'transcript.read': (asker, { epoch, before }) => roomOf(asker, epoch).transcript(before),
};
