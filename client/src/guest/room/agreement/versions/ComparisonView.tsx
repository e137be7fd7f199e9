import { VersionId } from '@parley/shared/ids';
import type { VersionView } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import { ArrowLeft, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../i18n/format.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { SelectField } from '../../../../ui/Field.tsx';
import { Note } from '../../../../ui/Note.tsx';
import { Skeleton } from '../../../../ui/Skeleton.tsx';
import { PrivateMark } from '../PrivateMark.tsx';
import { Changes } from './Changes.tsx';
import type { Content } from './content.ts';
import type { VersionsDesk } from './desk.ts';
import { versionName } from './names.ts';
import type { Answer } from './use-answer.ts';
import { useContent } from './use-content.ts';

interface ComparisonViewProps {
  desk: VersionsDesk;
  /** The earlier one, to begin with; the later one is the text as it is now. */
  version: VersionView;
  onBack: () => void;
  onRestore: (version: VersionView) => void;
  onClose: () => void;
}

/** Any two versions beside each other, or one and the text as it is now. */
export function ComparisonView({ desk, version, onBack, onRestore, onClose }: ComparisonViewProps) {
  const { t } = useTranslation();
  const { versions, mayArrange, mayRestore } = desk.book;
  const [from, setFrom] = useState(version.id);
  const [to, setTo] = useState<VersionId | null>(null);
  const [before, againBefore] = useContent(desk, from);
  const [after, againAfter] = useContent(desk, to);
  const chosen = versions.find(({ id }) => id === from) ?? version;
  // From before the document was started anew: it can be read, and not put back.
  const isForeign = before.kind === 'ready' && !isSameSet(before.value.languages, desk.book.languages);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      wide
      tall
      title={t('agreement.versions.compare.title')}
      actions={
        <>
          <Button icon={<ArrowLeft size={18} aria-hidden className="rtl:-scale-x-100" />} onClick={onBack}>
            {t('agreement.versions.compare.back')}
          </Button>
          {mayRestore && to === null && !isForeign && (
            <Button icon={<RotateCcw size={18} aria-hidden />} onClick={() => onRestore(chosen)}>
              {t('agreement.versions.restore.verb')}
            </Button>
          )}
        </>
      }
    >
      {desk.kind === 'draft' && <PrivateMark />}
      {mayArrange && !mayRestore && <Note className="mb-4">{t('agreement.versions.restore.full')}</Note>}
      {mayRestore && isForeign && to === null && (
        <Note className="mb-4">{t('agreement.versions.restore.foreign')}</Note>
      )}
      <div className="mb-4 grid gap-3 sm:grid-cols-2">
        <VersionField
          label={t('agreement.versions.compare.from')}
          versions={versions}
          value={from}
          onChange={setFrom}
        />
        <VersionField
          label={t('agreement.versions.compare.to')}
          versions={versions}
          value={to}
          onChange={setTo}
          now
        />
      </div>
      <Compared
        before={before}
        after={after}
        onAgain={() => {
          if (before.kind === 'failed') againBefore();
          if (after.kind === 'failed') againAfter();
        }}
      />
    </Dialog>
  );
}

const isSameSet = (one: readonly Language[], other: readonly Language[]): boolean =>
  one.length === other.length && one.every((each) => other.includes(each));

interface ComparedProps {
  before: Answer<Content>;
  after: Answer<Content>;
  onAgain: () => void;
}

function Compared({ before, after, onAgain }: ComparedProps) {
  const { t } = useTranslation();
  for (const each of [before, after]) {
    if (each.kind === 'failed') {
      return <ErrorNote error={each.error} action={<Button onClick={onAgain}>{t('common.retry')}</Button>} />;
    }
  }
  if (before.kind !== 'ready' || after.kind !== 'ready') {
    return (
      <div className="flex flex-col gap-3">
        <p role="status" className="text-ink-2">
          {t('agreement.versions.compare.loading')}
        </p>
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-2/3" />
      </div>
    );
  }
  return <Changes before={before.value} after={after.value} />;
}

interface VersionFieldProps<V extends VersionId | null> {
  label: string;
  versions: readonly VersionView[];
  value: V;
  onChange: (value: VersionId | V) => void;
  /** The text as it is now can be chosen too. */
  now?: V extends null ? boolean : never;
}

function VersionField<V extends VersionId | null>(props: VersionFieldProps<V>) {
  const { label, versions, value, onChange, now = false } = props;
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <SelectField
      label={label}
      value={value ?? ''}
      onChange={(event) => onChange(VersionId.parse(event.target.value))}
    >
      {now && <option value="">{t('agreement.versions.now')}</option>}
      {versions.toReversed().map((each) => (
        <option key={each.id} value={each.id}>
          {`${format.short(each.at)} ${versionName(t, each)}`}
        </option>
      ))}
    </SelectField>
  );
}
