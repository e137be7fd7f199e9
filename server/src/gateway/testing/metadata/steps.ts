import { rootOf } from '@parley/shared/agreement';
import type { TermGoal } from '@parley/shared/glossary';
import { CaptionId, ClauseId, CommentId, FileId, MessageId, TermId, VersionId } from '@parley/shared/ids';
import { applicant, arrivalOf, created, participant } from '@parley/shared/session/testing';
import { capabilities, parametersOf } from '../../../fuzz/testing/tracks.ts';
import type { Guest } from '../guest.ts';
import { bring } from '../harness.ts';
import { accepted } from './accepted.ts';
import { interpreting } from './interpreting.ts';
import { behind, type Name, opposite, type Questions, type Stage, type Step } from './stage.ts';

const message = (name: string): MessageId => MessageId.parse(name.padEnd(8, '_'));

const commentId = (name: string): CommentId => CommentId.parse(name.padEnd(8, '_'));

/** The only clause of the agreement, as somebody's page has it. */
function clauseOf(guest: Guest): ClauseId {
  const clause = guest.all('agreement').at(-1)?.view.agreement?.clauses[0]?.id;
  if (clause === undefined) throw new Error('there is no clause');
  return clause;
}

const remarks = (guest: Guest, { id, epoch }: { readonly id: string; readonly epoch: number }) =>
  guest.ask('comment.make', { ...remarkOn(clauseOf(guest), id), epoch, scope: 'room' });

const remarkOn = (clause: ClauseId, name: string) => ({
  doc: 'agreement' as const,
  id: commentId(name),
  clause,
  language: 'zh',
  anchor: { from: 'AQID', to: 'BAUG' },
  quote: '',
  text: `${name}: 350,000`,
  mentions: [],
});

const nothing: Step = async () => undefined;

/** There is an agreement, which all who are in a room know of, and many have open. */
const anAgreement: Step = async ({ guest, epochOf, opens, pass }) => {
  const epoch = epochOf('mediator');
  accepted(
    await guest('mediator').ask('agreement.start', {
      doc: 'agreement',
      epoch,
      template: 'blank',
      languages: ['zh'],
      prevailing: 'zh',
    }),
  );
  for (const name of [...opposite, ...behind]) await opens(name, 'agreement');
  // A version is kept of it, which would else be due whenever time passes next.
  pass(0);
  await guest('observer').until('agreement', ({ view }) => view.agreement?.versions.length === 1);
};

/** Lines that are kept in two rooms that nothing hidden happens in: one is captioned, and somebody writes there. */
const recorded =
  (when: string) =>
  async ({ guest, epochOf }: Stage): Promise<void> => {
    for (const name of ['recorder', 'respondent'] as const) {
      const epoch = epochOf(name);
      const id = CaptionId.parse(`${when}-${name}`);
      accepted(await guest(name).ask('caption.write', { epoch, id, language: 'en', text: when, done: true }));
      accepted(await guest(name).ask('chat.say', { id: message(`${name}-${when}`), epoch, text: when }));
    }
  };

/** An agreement is begun, and what is captioned is kept. */
const beginning: Step = async (stage) => {
  await anAgreement(stage);
  const { guest } = stage;
  accepted(await guest('mediator').ask('transcripts.keep', { kept: true }));
  const named = { participant: participant('respondent'), named: true };
  accepted(await guest('mediator').ask('captioner.name', named));
  await recorded('before')(stage);
};

/** Everything a caucus can hold: made, named, timed, spoken and written in, visited, left and closed. */
export const caucus = {
  'an agreement is begun': beginning,
  'the mediator announces a visit': nothing,
  'the mediator leaves the plenary': async ({ guest, ids, settled }) => {
    const participants = ids('mediator', 'party', 'counsel');
    await guest('mediator').ask('caucus.open', { title: 'Their real number', minutes: 10, participants });
    await settled('mediator', 'party', 'counsel', 'rendering', 'partnering');
  },
  'people talk': async ({ guest, epochOf, sounds, fares }) => {
    const party = guest('party');
    const joined = await party.ask('media.join', { rtpCapabilities: capabilities });
    if (joined.ok) for (const score of [3, 9]) fares(joined.value.peer, score);
    accepted(await party.ask('microphone.set', { open: true, epoch: epochOf('party') }));
    const wish = {
      epoch: epochOf('party'),
      source: 'microphone',
      rtpParameters: parametersOf('microphone', 1),
    } as const;
    accepted(await party.ask('media.publish', wish));
    await party.until('view', ({ view }) => view.me.sources.length === 1);
    for (const volume of [-20, -31, -44]) sounds('party', volume);
  },
  'people speak in turn': async ({ guest, epochOf, roomOf }) => {
    const room = roomOf('party');
    const epoch = epochOf('party');
    const bound = { to: 'room', room } as const;
    const assigned = { participant: participant('interpreter'), languages: ['zh', 'en'], bound };
    accepted(await guest('mediator').ask('interpreter.assign', assigned));
    accepted(await guest('counsel').ask('channel.listen', { language: 'en' }));
    const inTurn = { kind: 'consecutive', limitSeconds: 60, awaySeconds: 10 } as const;
    accepted(await guest('mediator').ask('manner.set', { room, manner: inTurn }));
    accepted(await guest('party').ask('floor.take', { epoch }));
    accepted(await guest('party').ask('floor.pass', { epoch, to: participant('counsel') }));
    accepted(await guest('mediator').ask('floor.override', { epoch: epochOf('mediator'), to: null }));
    accepted(await guest('mediator').ask('manner.set', { room, manner: { kind: 'simultaneous' } }));
  },
  ...interpreting,
  'people write': async ({ guest, epochOf }) => {
    const say = (text: string, id: string) =>
      guest('party').ask('chat.say', { id: message(id), epoch: epochOf('party'), text });
    accepted(await say('350,000 at most', 'one'));
    accepted(await say('and not before May', 'two'));
  },
  'people take notes': async ({ guest, epochOf }) => {
    const epoch = epochOf('counsel');
    accepted(await guest('counsel').ask('note.write', { epoch, text: 'their floor' }));
    accepted(await guest('counsel').ask('note.read', { epoch }));
  },
  'a file is shown': async ({ guest, epochOf, upload }) => {
    const bytes = 'our limit,350000\n';
    const wish = { id: message('file'), epoch: epochOf('party'), name: 'limit.csv', size: bytes.length };
    const offer = await guest('party').ask('file.offer', wish);
    if (!offer.ok) throw new Error(offer.error.code);
    await upload(offer.value.ticket, bytes);
    const { message: shown } = await guest('counsel').until(
      'chat',
      ({ message: { kind } }) => kind === 'shared',
    );
    if (shown.file === undefined) throw new Error('no file');
    accepted(await guest('counsel').ask('file.fetch', { epoch: epochOf('counsel'), file: shown.file.id }));
  },
  'a line breaks and comes back': ({ blinks }) => blinks('counsel', 'party'),
  'somebody goes out': async ({ guest, ids, settled, absence }) => {
    const rules = { entry: 'admit', absence } as const;
    accepted(await guest('mediator').ask('house-rules.set', rules));
    const to = arrivalOf(applicant);
    accepted(await guest('mediator').ask('people.move', { participants: ids('counsel'), to }));
    await settled('counsel');
  },
  'and knocks': async ({ guest, ids, roomOf, epochOf, settled }) => {
    const to = roomOf('party');
    const knock = { participants: ids('counsel'), to };
    accepted(await guest('mediator').ask('people.move', knock));
    accepted(await guest('party').ask('entry.end', { participant: participant('counsel') }));
    accepted(await guest('mediator').ask('people.move', knock));
    const admit = { participant: participant('counsel'), epoch: epochOf('party') };
    accepted(await guest('party').ask('entry.admit', admit));
    await settled('counsel');
  },
  'people draft': async ({ guest, epochOf }) => {
    const party = guest('party');
    const draft = { doc: 'draft', epoch: epochOf('party') } as const;
    const languages = ['zh', 'en'];
    accepted(
      await party.ask('agreement.start', {
        ...draft,
        template: 'heads-of-terms',
        languages,
        prevailing: 'zh',
      }),
    );
    const added = await party.ask('clause.add', {
      ...draft,
      attempt: 'attempt-1',
      after: null,
      pen: { kind: 'everyone' },
    });
    if (!added.ok) throw new Error('no clause was added');
    const { clause } = added.value;
    const { view } = await party.until('agreement', (notice) => notice.view.draft?.clauses[0]?.id === clause);
    const last = view.draft?.clauses.at(-1)?.id ?? null;
    accepted(
      await guest('counsel').ask('clause.move', { ...draft, epoch: epochOf('counsel'), clause, after: last }),
    );
    accepted(await party.ask('clause.remove', { ...draft, clause }));
  },
  'people write in it': async ({ guest, opens, written }) => {
    const clause = guest('party').all('agreement').at(-1)?.view.draft?.clauses[0]?.id;
    if (clause === undefined) throw new Error('there is no draft');
    const root = rootOf({ clause, language: 'zh' });
    const page = await opens('party', 'draft');
    page.write(root, 'not below 350,000');
    page.awareness.setLocalState({ anchor: { tname: root }, head: { tname: root } });
    await written();
    const beside = await opens('mediator', 'draft');
    if (!beside.text(root).includes('not below 350,000')) throw new Error('nobody reads what was written');
  },
  'people remark': async ({ guest, epochOf }) => {
    accepted(await remarks(guest('party'), { id: 'ours', epoch: epochOf('party') }));
    const about = { doc: 'agreement', epoch: epochOf('counsel'), comment: commentId('ours') } as const;
    const answer = { ...about, id: commentId('theirs'), text: 'rather 360,000', mentions: [] };
    accepted(await guest('counsel').ask('comment.answer', answer));
    accepted(await guest('counsel').ask('comment.resolve', { ...about, resolved: true }));
  },
  'hands and wishes': async ({ guest, epochOf }) => {
    accepted(await guest('counsel').ask('hand.raise', { epoch: epochOf('counsel') }));
    await guest('party').ask('ready.set', { ready: true });
    await guest('counsel').ask('wish.make', { kind: 'caucus', note: 'alone, please' });
    await guest('mediator').ask('wish.decline', { participant: participant('counsel'), reason: 'later' });
    await guest('mediator').ask('participant.mute', { participant: participant('party') });
  },
  'the room is changed': async ({ guest, roomOf }) => {
    const room = roomOf('mediator');
    await guest('mediator').ask('caucus.rename', { room, title: 'A longer title than before' });
    await guest('mediator').ask('caucus.time', { room, minutes: 45 });
    await guest('second').ask('room.tell', { to: room, text: 'ten minutes left' });
  },
  'the other mediator announces a visit': async ({ guest, ids, roomOf }) => {
    const to = roomOf('party');
    accepted(await guest('second').ask('people.move', { participants: ids('second'), to }));
  },
  'the other mediator leaves the plenary': async ({ pass, settled, guest }) => {
    pass(4_000);
    await guest('second').until(
      'view',
      ({ view }) => view.place.kind === 'room' && view.place.roomKind !== 'plenary',
    );
    await settled('second');
  },
  'both come back': async ({ guest, roomOf, settled }) => {
    await guest('mediator').ask('caucus.close', { room: roomOf('party') });
    await settled('mediator', 'second', 'party', 'counsel', 'rendering', 'partnering');
  },
  'people go on where they were': recorded('after'),
} satisfies Record<string, Step>;

/** The mediators come and go at the same moments, and nothing else happens: they look in on the applicant's room. */
export const visit: Readonly<Record<keyof typeof caucus, Step>> = {
  'an agreement is begun': beginning,
  'the mediator announces a visit': async ({ guest, ids, roomOf }) => {
    await guest('mediator').ask('people.move', { participants: ids('mediator'), to: roomOf('party') });
  },
  'the mediator leaves the plenary': async ({ pass, settled, guest }) => {
    pass(4_000);
    await guest('mediator').until(
      'view',
      ({ view }) => view.place.kind === 'room' && view.place.roomKind !== 'plenary',
    );
    await settled('mediator');
  },
  'people talk': nothing,
  'people speak in turn': nothing,
  'interpreters are heard': nothing,
  'one works from the other': nothing,
  'one hands over to the other': nothing,
  'interpreters write to each other': nothing,
  'a language stays silent': nothing,
  'what is said is captioned': nothing,
  'people write': nothing,
  'people take notes': nothing,
  'a file is shown': nothing,
  'a line breaks and comes back': nothing,
  'somebody goes out': nothing,
  'and knocks': nothing,
  'people draft': nothing,
  'people write in it': nothing,
  'people remark': nothing,
  'hands and wishes': nothing,
  'the room is changed': nothing,
  'the other mediator announces a visit': caucus['the other mediator announces a visit'],
  'the other mediator leaves the plenary': caucus['the other mediator leaves the plenary'],
  'both come back': async ({ guest, ids, settled }) => {
    const plenary = created.plenary;
    await bring(guest('mediator'), 'people.move', { participants: ids('mediator', 'second'), to: plenary });
    await settled('mediator', 'second');
  },
  'people go on where they were': caucus['people go on where they were'],
};

/** Nothing at all happens but that an agreement is begun. */
export const silence = {
  ...Object.fromEntries(Object.keys(caucus).map((step) => [step, nothing])),
  'an agreement is begun': beginning,
  'people go on where they were': caucus['people go on where they were'],
};

/** All that can be looked up, also of what is not there. */
const lookUp: Questions = async ({ guest }, name) => {
  const at = guest(name);
  const place = at.all('view').at(-1)?.view.place;
  const epoch = place?.kind === 'room' ? place.epoch : 0;
  const view = at.all('agreement').at(-1)?.view;
  const clause = ClauseId.parse('no_such_clause');
  const version = VersionId.parse('no_such_version');
  const file = FileId.parse('no_such_file');
  return [
    await at.ask('chat.history', { epoch, before: null }),
    await at.ask('transcript.read', { epoch, before: null }),
    await at.ask('booth.history', { epoch, before: null }),
    await at.ask('note.read', { epoch }),
    await at.ask('note.review', {}),
    await at.ask('glossary.read', {}),
    await at.ask('agreement.templates', { doc: 'agreement', epoch }),
    await at.ask('agreement.templates', { doc: 'draft', epoch }),
    await at.ask('document.open', { doc: 'draft', epoch, client: null }),
    await at.ask('document.writers', { doc: 'agreement', epoch, clients: [1, 2, 3] }),
    await at.ask('document.writers', { doc: 'draft', epoch, clients: [1, 2, 3] }),
    await at.ask('clause.history', { clause }),
    await at.ask('version.read', {
      doc: 'agreement',
      epoch,
      version: view?.agreement?.versions[0]?.id ?? version,
    }),
    await at.ask('version.read', { doc: 'draft', epoch, version }),
    await at.ask('file.fetch', { epoch, file }),
    await at.ask('media.capabilities', {}),
  ];
};

/** While there is a caucus with everything in it, and when it is over. */
export const questions: Readonly<Partial<Record<keyof typeof caucus, Questions>>> = {
  'the room is changed': lookUp,
  'people go on where they were': lookUp,
};

/** In the caucus people remark until there is no room for more. */
export const fullOfRemarks: Readonly<Record<keyof typeof caucus, Step>> = {
  ...caucus,
  'people remark': async (stage) => {
    await caucus['people remark'](stage);
    const { guest, epochOf } = stage;
    for (let made = 0; ; made += 1) {
      const reply = await remarks(guest('party'), { id: `ours-${made}`, epoch: epochOf('party') });
      if (!reply.ok && reply.error.code === 'comment.too-many') return;
      accepted(reply);
    }
  },
};

/** Everybody remarks something for everyone while there are as many remarks in the caucus as there can be. */
export const remarking: Readonly<Partial<Record<keyof typeof caucus, Questions>>> = {
  'people remark': async ({ guest }, name) => {
    const at = guest(name);
    const place = at.all('view').at(-1)?.view.place;
    const epoch = place?.kind === 'room' ? place.epoch : 0;
    const clause =
      at.all('agreement').at(-1)?.view.agreement?.clauses[0]?.id ?? ClauseId.parse('no_such_clause');
    const wish = { ...remarkOn(clause, `of-${name}`), epoch, scope: 'everyone' } as const;
    return [await at.ask('comment.make', wish), await at.ask('comment.make', wish)];
  },
};

const term = (name: string): TermId => TermId.parse(name.padEnd(8, '_'));
const puts =
  (by: Name, id: TermId, to: TermGoal): Step =>
  async ({ guest }) =>
    accepted(await guest(by).ask('term.put', { term: id, to }));
const keeps =
  (by: Name, id: TermId): Step =>
  async ({ guest }) =>
    accepted(await guest(by).ask('term.keep', { id, texts: { zh: '底价', en: 'floor price' }, note: '' }));

/** All that becomes of terms: an interpreter's in their side's own room, and one's in the plenary. */
export const terms = {
  'one is kept': keeps('sided', term('one')),
  'it is suggested': puts('sided', term('one'), 'suggested'),
  'and taken back': puts('sided', term('one'), 'own'),
  'and suggested again': puts('sided', term('one'), 'suggested'),
  'another is kept': keeps('roaming', term('two')),
  'and suggested': puts('roaming', term('two'), 'suggested'),
  'a mediator gives one back': puts('mediator', term('two'), 'own'),
  'which is thrown away': puts('roaming', term('two'), 'gone'),
  'the other mediator takes one': puts('second', term('one'), 'case'),
} satisfies Record<string, Step>;

/** None is written down. */
export const noTerms = Object.fromEntries(Object.keys(terms).map((step) => [step, nothing]));
