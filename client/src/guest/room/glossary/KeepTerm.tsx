import type { TermWords } from '@parley/shared/glossary';
import type { Language } from '@parley/shared/session';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filled } from '../../../glossary/filled.ts';
import { TermFields } from '../../../glossary/TermFields.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useBusy } from '../../../ui/use-busy.ts';

interface KeepTermProps {
  languages: readonly Language[];
  /** Resolves to whether it is kept: then the fields are free for the next. */
  onKeep: (words: TermWords) => Promise<boolean>;
}

const focusOn = (element: HTMLElement | null): void => element?.focus();
/** One goes on where one pressed: the button that opened it is there no more. */
const focusFirst = (form: HTMLFormElement | null): void => form?.querySelector('input')?.focus();

/** An interpreter writes a term down, for themselves at first. */
export function KeepTerm({ languages, onKeep }: KeepTermProps) {
  const { t } = useTranslation();
  /** Null before it was opened at all. */
  const [open, setOpen] = useState<boolean | null>(null);
  const [texts, setTexts] = useState<TermWords['texts']>({});
  const [keep, busy] = useBusy(async () => {
    const said = filled(texts);
    if (said !== null && (await onKeep({ texts: said, note: '' }))) setTexts({});
  });
  if (open !== true) {
    return (
      <div className="border-t border-line p-3">
        <Button
          ref={open === false ? focusOn : null}
          icon={<Plus size={20} aria-hidden />}
          onClick={() => setOpen(true)}
          className="w-full"
        >
          {t('glossary.room.keep')}
        </Button>
      </div>
    );
  }
  return (
    <form
      ref={focusFirst}
      className="flex flex-col gap-2 border-t border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <TermFields {...{ languages, texts }} onChange={setTexts} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-ink-2">{t('glossary.room.keepText')}</p>
        <div className="ms-auto flex gap-2">
          <Button
            size="md-tight"
            onClick={() => {
              setTexts({});
              setOpen(false);
            }}
          >
            {t('common.cancel')}
          </Button>
          <Button type="submit" variant="primary" size="md-tight" busy={busy}>
            {t('glossary.room.save')}
          </Button>
        </div>
      </div>
    </form>
  );
}
