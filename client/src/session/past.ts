import type { ParticipantId } from '@parley/shared/ids';
import type { PersonView, SessionView } from '@parley/shared/policy';
import type { Notice } from './notice.ts';
import { signalOf } from './signal.ts';

/** Whether what a notice says is so no more: they were let in, the hand is down. Of what happened at a time it never is. */
export function isPast(content: Notice['content'], view: SessionView | null): boolean {
  const still = (participant: ParticipantId, is: (person: PersonView) => boolean): boolean =>
    view?.people.some((person) => person.participant.id === participant && is(person)) === true;
  switch (content.kind) {
    case 'waiting':
      return !content.people.some(({ participant }) =>
        still(participant, ({ attendance }) => attendance === 'waiting'),
      );
    case 'signal':
      return !still(content.participant, (person) => signalOf(person)?.kind === content.signal);
    case 'hand-raised':
      return !still(content.participant, ({ handSince }) => handSince !== null);
    case 'error':
    case 'muted-by':
    case 'microphone-closed':
    case 'came-muted':
    case 'wish-declined':
    case 'entry-declined':
    case 'kept-out':
    case 'speak-slower':
    case 'asked-slower':
    case 'joined':
    case 'left':
    case 'reconnected':
    case 'captions-on':
    case 'captions-back':
    case 'called-off':
    case 'gathering-stopped':
    case 'unsaid':
    case 'unshared':
    case 'device':
      return false;
  }
}
