import { LockKeyhole, Users } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../i18n/format.ts';
import { Note } from '../../../../ui/Note.tsx';
import type { Desk } from '../desk.ts';
import type { BegunRemark } from './begun.ts';
import { mentionable, type Scope } from './mentions.ts';
import { Quoted } from './Quoted.tsx';
import { RemarkForm } from './RemarkForm.tsx';
import type { Remarking } from './remarking.ts';

interface NewCommentProps {
  desk: Desk;
  remark: BegunRemark;
  remarking: Remarking;
}

/** A remark on words, and who is meant to read it: this room alone, unless its writer says otherwise. */
export function NewComment({ desk, remark, remarking }: NewCommentProps) {
  const { t } = useTranslation();
  const { kind, view, book, actions, remarks, say } = desk;
  const title = useId();
  const { id, scope } = remark;
  const { root, anchor, quote } = remarking;
  const number = book.clauses.findIndex((clause) => clause.id === root.clause) + 1;
  const gone = number === 0;
  return (
    <section
      aria-labelledby={title}
      className="flex flex-col gap-3 rounded-md border border-line-strong bg-raised p-3"
    >
      <h3 id={title} className="font-semibold">
        {gone ? t('comments.new.title') : t('comments.new.about', { number })}
      </h3>
      {gone && <Note tone="warning">{t('comments.new.gone')}</Note>}
      <Quoted quote={quote} language={root.language} gone={false} />
      <Audience desk={desk} scope={scope} onScope={(next) => remarks.change(id, { scope: next })} />
      <RemarkForm
        desk={desk}
        remark={remark}
        people={mentionable(view, kind === 'draft' ? 'room' : scope)}
        words={{
          field: t('comments.new.field'),
          placeholder: t('comments.new.placeholder'),
          send: t('comments.new.send'),
        }}
        gone={gone}
        onSend={async (written) => {
          const { clause, language } = root;
          const about = { clause, language, anchor, quote };
          const made = await actions.comments.make({ doc: kind, ...written, ...about, scope });
          if (made) say(t('comments.said'));
          return made;
        }}
      />
    </section>
  );
}

interface AudienceProps {
  desk: Desk;
  scope: Scope;
  onScope: (scope: Scope) => void;
}

/** Who will read it, by name where that is known: chosen with open eyes. */
function Audience({ desk: { kind, view }, scope, onScope }: AudienceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useId();
  if (kind === 'draft') return <p className="text-sm text-caucus-ink">{t('comments.new.draft')}</p>;
  const here = mentionable(view, 'room').map((person) => person.name);
  const isPrivate = view.place.kind === 'room' && view.place.roomKind !== 'plenary';
  const options = [
    {
      value: 'room',
      Icon: LockKeyhole,
      label: t('comments.new.room'),
      hint:
        here.length === 0
          ? t('comments.new.roomAlone')
          : t('comments.new.roomWho', { names: format.list(here) }),
    },
    {
      value: 'everyone',
      Icon: Users,
      label: t('comments.new.everyone'),
      hint: t('comments.new.everyoneWho'),
    },
  ] as const;
  return (
    <fieldset className="flex flex-col">
      <legend className="text-sm text-ink-2">{t('comments.new.audience')}</legend>
      {options.map(({ value, Icon, label, hint }) => (
        <div key={value} className="py-1">
          <label className="flex items-center gap-2 font-medium">
            <input
              type="radio"
              name={name}
              checked={scope === value}
              aria-describedby={`${name}-${value}`}
              onChange={() => onScope(value)}
              className="size-4 shrink-0 accent-ink"
            />
            <Icon size={16} aria-hidden className="shrink-0" />
            <span>{label}</span>
          </label>
          <p id={`${name}-${value}`} className="ps-6 text-sm text-ink-2">
            {hint}
          </p>
        </div>
      ))}
      {scope === 'everyone' && isPrivate && (
        <p
          role="status"
          className="mt-1 rounded-sm bg-plenary-soft px-2 py-1 text-sm font-medium text-plenary-ink"
        >
          {t('comments.new.warning')}
        </p>
      )}
    </fieldset>
  );
}
