import type { CommentView } from '@parley/shared/agreement';
import type { ClauseId, CommentId } from '@parley/shared/ids';
import { MessageSquareText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../../../ui/Empty.tsx';
import type { Desk } from '../desk.ts';
import { NewComment } from './NewComment.tsx';
import { Thread } from './Thread.tsx';
import { useBegun } from './use-begun.ts';

interface CommentsListProps {
  desk: Desk;
  chosen: CommentId | null;
  /** Of these the words are in the text. */
  placed: ReadonlySet<CommentId>;
  onGo: (comment: CommentView) => void;
}

/** All comments in the order of the text, those that are dealt with folded away. */
export function CommentsList({ desk, chosen, placed, onGo }: CommentsListProps) {
  const { t } = useTranslation();
  const { clauses, comments } = desk.book;
  const begun = useBegun(desk);
  const onWords = begun.flatMap((remark) =>
    remark.about.kind === 'words' ? [{ remark, remarking: remark.about.remarking }] : [],
  );
  const answerTo = (id: CommentId) =>
    begun.find(({ about }) => about.kind === 'comment' && about.comment === id) ?? null;
  const numberOf = (clause: ClauseId): number => clauses.findIndex(({ id }) => id === clause) + 1;
  const ordered = comments.toSorted(
    (one, other) => numberOf(one.clause) - numberOf(other.clause) || one.at - other.at,
  );
  const thread = (comment: CommentView) => (
    <li key={comment.id}>
      <Thread
        desk={desk}
        comment={comment}
        number={numberOf(comment.clause)}
        gone={comment.quote !== '' && !placed.has(comment.id)}
        chosen={comment.id === chosen}
        answer={answerTo(comment.id)}
        onGo={() => onGo(comment)}
      />
    </li>
  );
  const open = ordered.filter(({ resolved }) => !resolved);
  const resolved = ordered.filter((comment) => comment.resolved);
  return (
    <div className="flex flex-col gap-3">
      {onWords.map(({ remark, remarking }) => (
        <NewComment key={remark.id} desk={desk} remark={remark} remarking={remarking} />
      ))}
      {comments.length === 0 && onWords.length === 0 && (
        <Empty icon={<MessageSquareText size={28} aria-hidden />} title={t('comments.empty.title')}>
          <p>{t('comments.empty.text')}</p>
        </Empty>
      )}
      {byClause(open, numberOf).map(({ clause, number, group }) => (
        <section key={clause} aria-label={t('comments.clause', { number })}>
          <h3 className="mb-1 text-sm font-medium text-ink-2">{t('comments.clause', { number })}</h3>
          <ul className="flex flex-col gap-2">{group.map(thread)}</ul>
        </section>
      ))}
      {resolved.length > 0 && (
        <details>
          <summary className="flex min-h-11 items-center text-sm text-ink-2">
            {t('comments.resolved', { count: resolved.length })}
          </summary>
          <ul className="flex flex-col gap-2">{resolved.map(thread)}</ul>
        </details>
      )}
    </div>
  );
}

interface OfClause {
  readonly clause: ClauseId;
  readonly number: number;
  readonly group: readonly CommentView[];
}

const byClause = (
  comments: readonly CommentView[],
  numberOf: (clause: ClauseId) => number,
): readonly OfClause[] =>
  [...Map.groupBy(comments, ({ clause }) => clause)].map(([clause, group]) => ({
    clause,
    number: numberOf(clause),
    group,
  }));
