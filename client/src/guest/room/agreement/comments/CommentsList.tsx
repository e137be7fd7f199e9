import type { CommentView } from '@parley/shared/agreement';
import type { CommentId } from '@parley/shared/ids';
import { MessageSquareText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../../../ui/Empty.tsx';
import type { Desk } from '../desk.ts';
import { NewComment } from './NewComment.tsx';
import type { Remarking } from './remarking.ts';
import { Thread } from './Thread.tsx';

interface CommentsListProps {
  desk: Desk;
  remarking: Remarking | null;
  onRemarked: () => void;
  chosen: CommentId | null;
  /** Of these the words are in the text. */
  placed: ReadonlySet<CommentId>;
  onGo: (comment: CommentView) => void;
}

/** All comments in the order of the text, those that are dealt with folded away. */
export function CommentsList({ desk, remarking, onRemarked, chosen, placed, onGo }: CommentsListProps) {
  const { t } = useTranslation();
  const { clauses, comments } = desk.book;
  const numberOf = ({ clause }: CommentView): number => clauses.findIndex(({ id }) => id === clause) + 1;
  const ordered = comments.toSorted((one, other) => numberOf(one) - numberOf(other) || one.at - other.at);
  const thread = (comment: CommentView) => (
    <li key={comment.id}>
      <Thread
        desk={desk}
        comment={comment}
        number={numberOf(comment)}
        gone={comment.quote !== '' && !placed.has(comment.id)}
        chosen={comment.id === chosen}
        onGo={() => onGo(comment)}
      />
    </li>
  );
  const open = ordered.filter(({ resolved }) => !resolved);
  const resolved = ordered.filter((comment) => comment.resolved);
  return (
    <div className="flex flex-col gap-3">
      {remarking !== null && (
        <NewComment
          key={[remarking.anchor.from, remarking.anchor.to].join(' ')}
          desk={desk}
          remarking={remarking}
          onDone={onRemarked}
        />
      )}
      {comments.length === 0 && remarking === null && (
        <Empty icon={<MessageSquareText size={28} aria-hidden />} title={t('comments.empty.title')}>
          <p>{t('comments.empty.text')}</p>
        </Empty>
      )}
      {byClause(open, numberOf).map(([number, group]) => (
        <section key={number} aria-label={t('comments.clause', { number })}>
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

const byClause = (
  comments: readonly CommentView[],
  numberOf: (comment: CommentView) => number,
): readonly (readonly [number, readonly CommentView[]])[] => [...Map.groupBy(comments, numberOf)];
