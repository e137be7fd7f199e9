import type { SideId } from '../ids.ts';
import { assertNever } from '../lib/assert-never.ts';
import { sidesAsked, sidesInvited, speaksFor, unboundBy } from '../policy/consent.ts';
import { mediatorsOf, partiesNamedIn } from '../policy/naming.ts';
import { type Decision, denied, happened } from '../session/decision.ts';
import type { Language } from '../session/people.ts';
import type { Presence, SessionState } from '../session/state.ts';
import type { Asking } from '../session/asking.ts';
import { areFresh, type Book, bookOf, clauseOf, MAX_CLAUSES, type Pen } from './book.ts';
import type { AgreementCommand, Starting } from './commands.ts';
import type { DocumentRef } from './document.ts';
import { decideComment } from './decide-comments.ts';
import { excuse } from './decide-excusing.ts';
import { keepTemplate } from './decide-keeping.ts';
import { decideProposal } from './decide-proposals.ts';
import { publish } from './decide-publishing.ts';
import { keepVersion, keptFirst, restoreVersion } from './decide-versions.ts';
import type { AgreementEvent } from './events.ts';
import type { Facts } from './templates/facts.ts';
import { wordsOf } from './templates/index.ts';

type Of<T extends AgreementCommand['type']> = Extract<AgreementCommand, { type: T }>;

const everyone: Pen = { kind: 'everyone' };

/** What follows from a command about the agreement or a draft. Words are not decided here but where they are kept. */
export function decideAgreement(state: SessionState, command: AgreementCommand, asking: Asking): Decision {
  const { me, at, allowedTo } = asking;
  const by = me.participant.id;
  switch (command.type) {
    case 'agreement.start':
      return allowedTo('document.start', { document: command.document }, () =>
        started(state, command, asking, (event) => happened(event)),
      );
    case 'agreement.restart': {
      const { document, standing } = command;
      return allowedTo('document.restart', { document }, () =>
        started(state, command, asking, (event) =>
          keptFirst(state, { ...standing, document }, 'anew', at, event),
        ),
      );
    }
    case 'clause.add': {
      const { document, clause, after } = command;
      const pen = penIn(document, command.pen);
      return allowedTo('clause.add', { document, pen }, () =>
        add(state, command, () => happened({ type: 'clause.added', document, by, clause, after, pen })),
      );
    }
    case 'clause.remove': {
      const { document, clause, standing } = command;
      return allowedTo('clause.remove', { document, clause }, () =>
        keptFirst(state, { ...standing, document }, 'removed', at, {
          type: 'clause.removed',
          document,
          by,
          clause,
        }),
      );
    }
    case 'clause.move': {
      const { document, clause } = command;
      return allowedTo('clause.move', { document, clause }, () => move(state, command, me));
    }
    case 'clause.pen': {
      const { clause, pen } = command;
      return allowedTo('clause.hand', { clause, pen }, () =>
        happened({ type: 'clause.handed', by, clause, pen }),
      );
    }
    case 'clause.propose': {
      const { clause } = command;
      return allowedTo('clause.propose', { clause }, () =>
        happened({ type: 'clause.proposed', by, at, clause, side: speaksFor(me.participant) }),
      );
    }
    case 'clause.agree':
      return allowedTo('clause.agree', { clause: command.clause }, () => agree(state, command, asking));
    case 'clause.disagree': {
      const { clause, reason } = command;
      return allowedTo('clause.disagree', { clause }, () =>
        ofSide(me, (side) => happened({ type: 'clause.disagreed', by, at, clause, side, reason })),
      );
    }
    case 'clause.reopen': {
      const { clause } = command;
      return allowedTo('clause.reopen', { clause }, () =>
        happened({ type: 'clause.reopened', by, at, clause }),
      );
    }
    case 'clause.lock':
      return allowedTo('clause.lock', { clause: command.clause }, () => lock(state, command, asking));
    case 'side.excuse':
      return allowedTo('side.excuse', { side: command.side }, () => excuse(state, command, asking));
    case 'side.ask': {
      const { side } = command;
      return allowedTo('side.ask', { side }, () => happened({ type: 'side.asked', by, at, side }));
    }
    case 'clause.align': {
      const { clause, texts } = command;
      return allowedTo('clause.align', { clause }, () =>
        isInAllLanguages(state.agreement.agreement, texts)
          ? happened({ type: 'clause.aligned', by, at, clause, texts })
          : denied('request.malformed'),
      );
    }
    case 'draft.publish':
      return allowedTo('draft.publish', { room: command.room }, () => publish(state, command, asking));
    case 'template.keep': {
      const { clauses } = command;
      return allowedTo('template.keep', { clauses }, () => keepTemplate(command, asking));
    }
    case 'proposal.make':
    case 'proposal.counter':
    case 'proposal.accept':
    case 'proposal.refuse':
    case 'proposal.withdraw':
      return decideProposal(state, command, asking);
    case 'comment.make':
    case 'comment.answer':
    case 'comment.resolve':
      return decideComment(state, command, asking);
    case 'version.make': {
      const { document, name } = command;
      return allowedTo('version.make', { document }, () =>
        keepVersion(state, command, { name, why: null, by, at }),
      );
    }
    case 'version.restore':
      return allowedTo('version.restore', { document: command.document }, () =>
        restoreVersion(state, command, { by, at }),
      );
    default:
      return assertNever(command);
  }
}

/** In a draft everyone in the room writes. */
const penIn = (document: DocumentRef, pen: Pen): Pen => (document.kind === 'draft' ? everyone : pen);

function started(
  state: SessionState,
  command: Starting,
  { me, at }: Asking,
  then: (event: AgreementEvent) => Decision,
): Decision {
  const { document, template, languages, prevailing, ids } = command;
  const texts = wordsOf(template, factsFor(state, document, { languages, prevailing }));
  const pen = penIn(document, { kind: 'mediator' });
  const clauses = texts.flatMap((each, index) => {
    const id = ids[index];
    return id === undefined ? [] : [{ id, pen, texts: each }];
  });
  if (clauses.length !== texts.length || !areFresh(state.agreement, ids)) return denied('request.malformed');
  return then({
    type: 'agreement.started',
    document,
    by: me.participant.id,
    at,
    ...(typeof template === 'string' ? { template, own: null } : { template: null, own: template.own }),
    languages: [...languages],
    prevailing,
    clauses,
  });
}

/** What a template is filled from; of people it names those the policy lets it name. */
const factsFor = (
  state: SessionState,
  document: DocumentRef,
  book: Pick<Book, 'languages' | 'prevailing'>,
): Facts => ({
  title: state.title,
  organisation: state.organisation,
  parties: state.sides.map(({ id, kind, name }) => ({
    kind,
    name,
    people: partiesNamedIn(state, document, id).map((person) => person.name),
  })),
  mediators: mediatorsOf(state).map((person) => person.name),
  ...book,
});

/** One more clause, after one that is there. */
function add(
  state: SessionState,
  { document, clause, after }: Of<'clause.add'>,
  then: () => Decision,
): Decision {
  const book = bookOf(state.agreement, document);
  if (after !== null && clauseOf(book, after) === null) return denied('clause.unknown');
  if (!areFresh(state.agreement, [clause])) return denied('request.malformed');
  return (book?.clauses.length ?? 0) < MAX_CLAUSES ? then() : denied('clause.too-many');
}

/** Texts in exactly the languages of the book. */
function isInAllLanguages(book: Book | null, texts: Readonly<Record<Language, string>>): boolean {
  const languages = book?.languages ?? [];
  const given = Object.keys(texts);
  return given.length === languages.length && languages.every((each) => Object.hasOwn(texts, each));
}

function move(state: SessionState, { document, clause, after }: Of<'clause.move'>, me: Presence): Decision {
  const clauses = bookOf(state.agreement, document)?.clauses ?? [];
  if (after !== null && !clauses.some(({ id }) => id === after)) return denied('clause.unknown');
  const place = clauses.findIndex(({ id }) => id === clause);
  const isThere = after === clause || (clauses[place - 1]?.id ?? null) === after;
  return isThere
    ? happened()
    : happened({ type: 'clause.moved', document, by: me.participant.id, clause, after });
}

/** Every side agrees to the same words: the hash that the first one named. */
function agree(state: SessionState, { clause: id, hash }: Of<'clause.agree'>, { me, at }: Asking): Decision {
  const clause = clauseOf(state.agreement.agreement, id);
  if (clause === null) return denied('clause.unknown');
  if (clause.agreedHash !== null && clause.agreedHash !== hash) return denied('clause.changed');
  return ofSide(me, (side) => {
    const agreed = new Set([...clause.agreedBy, side]);
    const complete = sidesAsked(state).every((each) => agreed.has(each));
    const by = me.participant.id;
    return happened({ type: 'clause.agreed', by, at, clause: id, side, hash, complete });
  });
}

/** Closed for good, with a record of who has not agreed to it. */
function lock(state: SessionState, { clause: id }: Of<'clause.lock'>, { me, at }: Asking): Decision {
  const clause = clauseOf(state.agreement.agreement, id);
  if (clause === null) return denied('clause.unknown');
  const without = [...unboundBy(clause, sidesInvited(state))];
  return happened({ type: 'clause.locked', by: me.participant.id, at, clause: id, without });
}

function ofSide(me: Presence, then: (side: SideId) => Decision): Decision {
  const side = speaksFor(me.participant);
  return side === null ? denied('role.not-allowed') : then(side);
}
