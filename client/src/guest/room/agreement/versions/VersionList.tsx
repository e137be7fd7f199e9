import type { VersionView } from '@parley/shared/agreement';
import { clsx } from 'clsx';
import { Bookmark, ChevronRight, Clock, History } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorReply } from '@parley/shared/errors';
import { useFormat } from '../../../../i18n/format.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Empty } from '../../../../ui/Empty.tsx';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { TextField } from '../../../../ui/Field.tsx';
import { Note } from '../../../../ui/Note.tsx';
import { useBusy } from '../../../../ui/use-busy.ts';
import type { VersionsDesk } from './desk.ts';
import { nameIn, versionName } from './names.ts';

/** The most a version's name may hold, as in the protocol. */
const LONGEST_NAME = 60;

interface VersionListProps {
  desk: VersionsDesk;
  said: string;
  onSaid: (words: string) => void;
  onCompare: (version: VersionView) => void;
}

/** All versions, the newest first, and a way to keep one more. */
export function VersionList({ desk, said, onSaid, onCompare }: VersionListProps) {
  const { t } = useTranslation();
  const { book } = desk;
  return (
    <div className="flex flex-col gap-4">
      {book.mayKeep && <KeepForm desk={desk} onSaid={onSaid} />}
      {book.mayArrange && !book.mayKeep && <Note>{t('agreement.versions.keep.full')}</Note>}
      <p
        role="status"
        className={said === '' ? 'sr-only' : 'rounded-md bg-agreed-soft px-3 py-2 text-sm text-agreed-ink'}
      >
        {said}
      </p>
      {book.versions.length === 0 ? (
        <Empty icon={<History size={28} aria-hidden />} title={t('agreement.versions.none')}>
          <p className="max-w-md">{t('agreement.versions.noneText')}</p>
        </Empty>
      ) : (
        <ul className="flex flex-col divide-y divide-line border-y border-line">
          {book.versions.toReversed().map((version) => (
            <Line key={version.id} desk={desk} version={version} onCompare={() => onCompare(version)} />
          ))}
        </ul>
      )}
    </div>
  );
}

interface LineProps {
  desk: VersionsDesk;
  version: VersionView;
  onCompare: () => void;
}

function Line({ desk, version, onCompare }: LineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = versionName(t, version);
  const by = nameIn(desk.view, version.by);
  const Icon = version.name === null ? Clock : Bookmark;
  return (
    <li>
      <button
        type="button"
        onClick={onCompare}
        className="flex min-h-14 w-full items-center gap-3 rounded-sm px-1 py-2 text-start hover:bg-sunken"
      >
        <Icon size={18} aria-hidden className="shrink-0 text-ink-2" />
        <span className="min-w-0 flex-1">
          <bdi className={clsx('block', version.name !== null && 'font-medium')}>{name}</bdi>
          <span className="block text-sm text-ink-2">
            <time dateTime={new Date(version.at).toISOString()}>{format.short(version.at)}</time>
            {by !== null && <span className="ms-2">{t('agreement.versions.by', { name: by })}</span>}
          </span>
        </span>
        <span className="sr-only text-sm sm:not-sr-only">{t('agreement.versions.compare.verb')}</span>
        <ChevronRight size={18} aria-hidden className="shrink-0 text-ink-2 rtl:-scale-x-100" />
      </button>
    </li>
  );
}

function KeepForm({ desk, onSaid }: { desk: VersionsDesk; onSaid: (words: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [error, setError] = useState<ErrorReply | null>(null);
  const name = text.trim();
  const [keep, busy] = useBusy(async () => {
    const denied = await desk.actions.versions.keep(desk.kind, name);
    setError(denied);
    if (denied !== null) return;
    setText('');
    onSaid(t('agreement.versions.keep.said', { name }));
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name !== '') keep();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 rounded-md border border-line bg-paper p-3">
      <TextField
        label={t('agreement.versions.keep.label')}
        hint={t('agreement.versions.keep.hint')}
        placeholder={t('agreement.versions.keep.placeholder')}
        value={text}
        maxLength={LONGEST_NAME}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
      {error !== null && <ErrorNote error={error} />}
      <Button type="submit" busy={busy} disabled={name === ''} className="self-start">
        {t('agreement.versions.keep.verb')}
      </Button>
    </form>
  );
}
