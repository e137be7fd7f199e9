import type { ParticipantId } from '../ids.ts';
import { assertNever } from '../lib/assert-never.ts';
import { can } from '../policy/can.ts';
import { readsRemark } from '../policy/comments.ts';
import { type Decision, denied, happened } from '../session/decision.ts';
import { sideOf } from '../session/people.ts';
import type { SessionState } from '../session/state.ts';
import type { Asking } from '../session/asking.ts';
import { bookOf, commentOf } from './book.ts';
import type { CommentCommand } from './commands.ts';
import { type Comment, MAX_ANSWERS, MAX_OPEN_COMMENTS, type Remark } from './comment.ts';

/** What follows from a command about comments. One sent again with its id is made once. */
export function decideComment(state: SessionState, command: CommentCommand, asking: Asking): Decision {
  const { me, at, allowedTo } = asking;
  const by = me.participant.id;
  const side = sideOf(me.participant);
  const { document } = command;
  const book = bookOf(state.agreement, document);
  // A bound counts what its reader may know of, and so tells of nothing else.
  const reads = (comment: Comment, { seq }: Remark): boolean =>
    readsRemark(state, me, document, comment, seq);
  switch (command.type) {
    case 'comment.make': {
      const { id, clause, language, anchor, quote, text } = command;
      const room = document.kind === 'draft' ? document.room : command.room;
      return allowedTo('comment.make', { document, clause, room }, () =>
        named(state, by, command.mentions, (mentions) => {
          if (book === null) return denied('document.unknown');
          const earlier = book.remarked.get(id);
          if (earlier !== undefined) return earlier === by ? happened() : denied('request.malformed');
          if (!book.languages.includes(language)) return denied('request.malformed');
          const open = book.comments.filter(
            (other) => !other.resolved && other.room === room && reads(other, other),
          );
          if (open.length >= MAX_OPEN_COMMENTS) return denied('comment.too-many');
          const about = { clause, language, anchor, quote };
          const event = { document, id, by, at, side, ...about, room, text, mentions };
          return happened({ type: 'comment.made', ...event });
        }),
      );
    }
    case 'comment.answer': {
      const { id, comment, text } = command;
      return allowedTo('comment.answer', { document, comment }, () =>
        named(state, by, command.mentions, (mentions) => {
          if (book === null) return denied('document.unknown');
          const earlier = book.remarked.get(id);
          if (earlier !== undefined) return earlier === by ? happened() : denied('request.malformed');
          const about = commentOf(book, comment);
          const answers = about?.answers.filter((other) => reads(about, other)) ?? [];
          if (answers.length >= MAX_ANSWERS) return denied('comment.too-many');
          return happened({ type: 'comment.answered', document, id, comment, by, at, side, text, mentions });
        }),
      );
    }
    case 'comment.resolve': {
      const { comment, resolved } = command;
      return allowedTo('comment.resolve', { document, comment }, () =>
        commentOf(book, comment)?.resolved === resolved
          ? happened()
          : happened({ type: 'comment.resolved', document, comment, by, at, resolved }),
      );
    }
    default:
      return assertNever(command);
  }
}

/** Only people whom the writer sees are mentioned; any other is answered as one who is not there. */
function named(
  state: SessionState,
  by: ParticipantId,
  mentions: readonly ParticipantId[],
  then: (mentions: ParticipantId[]) => Decision,
): Decision {
  for (const participant of mentions) {
    const isKnown = state.people.has(participant);
    const verdict = can(state, by, 'participant.see', { participant });
    if (!isKnown || verdict.kind === 'deny') return denied('participant.unknown');
  }
  return then([...new Set(mentions)]);
}
