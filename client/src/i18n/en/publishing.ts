import type { SameKeys } from '../words.ts';
import type { publishing as original } from '../zh-CN/publishing.ts';

export const publishing: SameKeys<typeof original> = {
  bar: 'The other side sees words from here only once they are published. Before that you are shown exactly what they will see.',
  noAgreement: 'The agreement has not been begun yet. Once it has, clauses can be published from this draft.',
  noLanguage:
    'This draft and the agreement have no language in common, so nothing can be published from here.',
  sideAway:
    'While you publish, somebody of each side that has been in this room has to be here: the words are theirs as well, and they see what goes.',
  notYours: 'Parties, their counsel and mediators decide which clauses are published.',
  private: 'Only the people in this room see this.',
  open: 'Publish clauses…',
  letOut: 'Published at {{time}}',
  letOutAs: 'Published at {{time}} as a proposal of {{side}}',
  since: ', changed since',
  choose: {
    title: 'Which clauses to publish?',
    text: 'Only the clauses you choose leave this room. Next you are shown what the other side will see.',
    legend: 'Clauses',
    all: 'All of them',
    empty: 'Nothing written yet',
    nothing: 'Choose at least one.',
    most: 'At most {{count}} at a time.',
    none: 'Nothing has been written in this draft yet.',
    where: 'Where in the agreement',
    first: 'At the beginning',
    after: 'After clause {{number}}',
    last: 'At the end',
    next: 'See what they will see',
  },
  preview: {
    title: 'They will see exactly this',
    asSide:
      'These words are then shown to everyone in the session as a proposal of {{side}}, for the others to accept or refuse.',
    asMediator:
      'These words then stand in the agreement as new clauses, where everyone in the session sees them.',
    label: 'As the others will see it',
    count: 'Clauses: {{count}}',
    sideHead: '{{side}} proposes a new clause',
    mediatorHead: 'New clause, being drafted',
    place: 'Where: {{place}}',
    stays: 'This stays in this room, and they do not see it:',
    who: 'who wrote it, and when',
    past: 'what was written, changed or deleted before',
    rest: 'the other clauses, and all comments',
    draft: 'that there is a draft at all',
    otherLanguages: 'Not published: {{languages}}. The agreement is not written in it.',
    missing:
      'The agreement is also written in {{languages}}. This draft is not; they will see nothing there.',
    final: 'Once published it has been seen, and cannot be taken back.',
    back: 'Back to the choice',
    verb: 'Publish these words',
    changed: 'The words changed while you were looking. Read them as they are now before you decide.',
    gone: 'A clause you chose has been removed. Go back and choose again.',
    lookAgain: 'Show the words as they are now',
    away: 'Not connected: nothing can be published now. You can go on once you are.',
    saving: 'Saving what was just written, in a moment…',
    tooLong: 'One of them is longer than a clause may be and cannot be published. Make it shorter first.',
  },
  said: 'Published. Everyone in the session can see these words now.',
  closing: {
    some: 'The draft of this room has words that were not published: {{clauses}}. If you want to keep them, publish them from the draft first.',
    clause: 'clause {{number}}',
  },
};
