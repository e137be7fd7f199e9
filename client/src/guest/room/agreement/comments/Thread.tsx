import type { CommentView } from '@parley/shared/agreement';
import type { SessionView } from '@parley/shared/policy';
import { Check, LockKeyhole, MessageSquareReply, RotateCcw, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../i18n/format.ts';
import { Badge } from '../../../../ui/Badge.tsx';
import { Button } from '../../../../ui/Button.tsx';
import { SideMark } from '../../../../ui/SideMark.tsx';
import { useBusy } from '../../../../ui/use-busy.ts';
import type { Desk } from '../desk.ts';
import { sideName } from '../words.ts';
import type { BegunRemark } from './begun.ts';
import { mentionable, piecesOf } from './mentions.ts';
import { Quoted } from './Quoted.tsx';
import { RemarkForm } from './RemarkForm.tsx';

interface ThreadProps {
  desk: Desk;
  comment: CommentView;
  number: number;
  /** Its words are not in the text any more. */
  gone: boolean;
  chosen: boolean;
  /** What I am about to answer. */
  answer: BegunRemark | null;
  onGo: () => void;
}

/** A comment with its answers. */
export function Thread({ desk, comment, number, gone, chosen, answer, onGo }: ThreadProps) {
  const { t } = useTranslation();
  const { view, kind, remarks } = desk;
  const { id, quote, language, scope, answers, mayAnswer } = comment;
  return (
    <article
      data-comment={id}
      aria-label={t('comments.clause', { number })}
      className={`flex flex-col gap-2 rounded-md border bg-raised p-3 ${chosen ? 'border-ink' : 'border-line'}`}
    >
      {quote !== '' && !gone ? (
        <button type="button" onClick={onGo} className="rounded-sm text-start hover:bg-sunken">
          <span className="sr-only">{t('comments.go', { number })}</span>
          <Quoted quote={quote} language={language} gone={false} />
        </button>
      ) : (
        <Quoted quote={quote} language={language} gone={gone} />
      )}
      {kind === 'agreement' && (
        <span className="self-start">
          <Badge
            icon={scope === 'room' ? <LockKeyhole size={14} aria-hidden /> : <Users size={14} aria-hidden />}
          >
            {t(`comments.scope.${scope}`)}
          </Badge>
        </span>
      )}
      <Said view={view} remark={comment} />
      {answers.map((each) => (
        <div key={each.id} className="border-s-2 border-line ps-3">
          <Said view={view} remark={each} />
        </div>
      ))}
      <div className="flex flex-wrap gap-1">
        {mayAnswer && answer === null && (
          <Button
            size="sm"
            variant="quiet"
            icon={<MessageSquareReply size={16} aria-hidden className="rtl:-scale-x-100" />}
            onClick={() => remarks.begin(view.place, kind, { kind: 'comment', comment: id })}
          >
            {t('comments.answer.button')}
          </Button>
        )}
        <Resolve desk={desk} comment={comment} />
      </div>
      {mayAnswer && answer !== null && <Answer desk={desk} comment={comment} remark={answer} />}
    </article>
  );
}

type Remark = Pick<CommentView, 'author' | 'side' | 'text' | 'mentions' | 'at'>;

/** Who said it, when, and what; those it mentions stand out. */
function Said({ view, remark }: { view: SessionView; remark: Remark }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { author, side, text, mentions, at } = remark;
  const people = [view.me, ...view.people].map(({ participant }) => participant);
  const name = people.find(({ id }) => id === author)?.name;
  const somebody =
    side === null
      ? t('comments.somebodyNone')
      : t('comments.somebody', { side: sideName(t, side, view.sides) });
  const names = people.filter(({ id }) => mentions.includes(id)).map((person) => person.name);
  return (
    <div>
      <p className="flex flex-wrap items-center gap-x-2 text-sm">
        {side !== null && <SideMark side={side} sides={view.sides} />}
        <bdi className="font-medium">{name ?? somebody}</bdi>
        <span className="text-ink-2">{format.short(at)}</span>
      </p>
      <p dir="auto" className="whitespace-pre-wrap">
        {piecesOf(text, names).map((piece, index) =>
          piece.mention ? (
            <strong key={index} className="font-semibold text-plenary-ink">
              {piece.text}
            </strong>
          ) : (
            <span key={index}>{piece.text}</span>
          ),
        )}
      </p>
    </div>
  );
}

function Resolve({ desk, comment }: Pick<ThreadProps, 'desk' | 'comment'>) {
  const { t } = useTranslation();
  const { kind, view, actions } = desk;
  const { id, resolved, mayResolve } = comment;
  const epoch = view.place.kind === 'room' ? view.place.epoch : 0;
  const [resolve, busy] = useBusy(
    async () => void (await actions.comments.resolve({ doc: kind, epoch, comment: id, resolved: !resolved })),
  );
  if (!mayResolve) return null;
  return (
    <Button
      size="sm"
      variant="quiet"
      busy={busy}
      disabled={!desk.online}
      icon={resolved ? <RotateCcw size={16} aria-hidden /> : <Check size={16} aria-hidden />}
      onClick={resolve}
    >
      {t(resolved ? 'comments.again' : 'comments.resolve')}
    </Button>
  );
}

function Answer({ desk, comment, remark }: Pick<ThreadProps, 'desk' | 'comment'> & { remark: BegunRemark }) {
  const { t } = useTranslation();
  const { kind, view, actions } = desk;
  return (
    <RemarkForm
      desk={desk}
      remark={remark}
      people={mentionable(view, comment.scope)}
      words={{
        field: t('comments.answer.field'),
        placeholder: t('comments.answer.placeholder'),
        send: t('comments.answer.send'),
      }}
      onSend={(written) => actions.comments.answer({ doc: kind, ...written, comment: comment.id })}
    />
  );
}
