import './agreement.css';
import type { DocumentKind } from '@parley/shared/agreement';
import type { SharedDocument } from '../../../agreement/live/model.ts';
import type { SessionView } from '@parley/shared/policy';
import { clsx } from 'clsx';
import { FileText, History, LockKeyhole, Maximize2, Minimize2, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../../session/model.ts';
import type { AgreementModel } from '../../../session/agreement-box.ts';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Segments } from '../../../ui/Segments.tsx';
import { useAgreementModel } from '../../use-session.ts';
import type { BegunRemarks } from './comments/begun.ts';
import { documentKey } from './document-key.ts';
import { SavedState } from './SavedState.tsx';
import { OpenedDocument } from './OpenedDocument.tsx';
import { StartScreen } from './StartScreen.tsx';
import { VersionsDialog } from './versions/VersionsDialog.tsx';

export interface AgreementPanelProps {
  view: SessionView;
  kind: DocumentKind;
  onKind: (kind: DocumentKind) => void;
  full: boolean;
  onFull: (full: boolean) => void;
  onClose: () => void;
  actions: Pick<SessionActions, 'agreement'>;
  remarks: BegunRemarks;
}

/** The agreement of the session, and beside it the draft of the private room one is in. */
export default function AgreementPanel(props: AgreementPanelProps) {
  const { view, kind, onKind, full, onFull, onClose, actions } = props;
  const { t } = useTranslation();
  const model = useAgreementModel();
  const { agreement, draft, mayStart } = model.view;
  const hasDraft = draft !== null || mayStart.includes('draft');
  const shown = hasDraft ? kind : 'agreement';
  const isDraft = shown === 'draft';
  const book = isDraft ? draft : agreement;
  const opened = model.documents[shown];
  // Of this very copy: in the next room it is closed.
  const [versionsOf, setVersionsOf] = useState<SharedDocument | null>(null);
  // Also the one of the next room, with the panel still open.
  useEffect(() => {
    if (opened === null) actions.agreement.open(shown);
  }, [opened, shown, actions]);
  return (
    <section
      aria-label={t('agreement.title')}
      data-agreement=""
      className={clsx(
        'flex size-full min-h-0 min-w-0 flex-col bg-paper',
        isDraft && 'border-4 border-caucus',
      )}
    >
      <header className="flex flex-wrap items-center gap-1 border-b border-line bg-raised p-1 ps-2 sm:gap-x-3 sm:ps-3">
        <h2 className={hasDraft ? 'sr-only' : 'me-1 font-semibold'}>{t('agreement.title')}</h2>
        {hasDraft && (
          <Segments
            label={t('agreement.tabs')}
            value={shown}
            onChange={onKind}
            options={[
              {
                value: 'agreement',
                label: t('agreement.title'),
                icon: <FileText size={16} aria-hidden className="max-sm:hidden" />,
              },
              {
                value: 'draft',
                label: t('agreement.draftTab'),
                icon: <LockKeyhole size={16} aria-hidden className="max-sm:hidden" />,
              },
            ]}
          />
        )}
        {opened?.kind === 'open' && opened.live.copy !== null && (
          <SavedState live={opened.live} terse={hasDraft} />
        )}
        <span className="ms-auto flex">
          {book !== null && opened?.kind === 'open' && opened.live.copy !== null && (
            <Button
              size="sm"
              variant="quiet"
              icon={<History size={18} aria-hidden />}
              onClick={() => setVersionsOf(opened.document)}
              className="min-h-11"
            >
              <span className="max-sm:sr-only">{t('agreement.versions.open')}</span>
            </Button>
          )}
          <IconButton
            label={full ? t('agreement.beside') : t('agreement.full')}
            icon={full ? <Minimize2 size={20} aria-hidden /> : <Maximize2 size={20} aria-hidden />}
            onClick={() => onFull(!full)}
          />
          <IconButton label={t('common.close')} icon={<X size={20} aria-hidden />} onClick={onClose} />
        </span>
      </header>
      {isDraft && (
        <p className="border-b border-caucus bg-caucus-soft px-3 py-2 text-sm text-caucus-ink">
          {t('agreement.onlyRoom')}
        </p>
      )}
      <Body {...props} model={model} kind={shown} book={book} />
      {book !== null && opened?.kind === 'open' && opened.document === versionsOf && (
        <VersionsDialog
          desk={{ kind: shown, view, book, document: opened.document, actions: actions.agreement }}
          live={opened.live}
          onClose={() => setVersionsOf(null)}
        />
      )}
    </section>
  );
}

interface BodyProps extends Pick<AgreementPanelProps, 'view' | 'kind' | 'actions' | 'remarks'> {
  model: AgreementModel;
  book: AgreementModel['view']['agreement'];
}

function Body({ model, view, kind, actions, remarks, book }: BodyProps) {
  const { t } = useTranslation();
  const key = documentKey(kind, view.place);
  if (book !== null) {
    return (
      <OpenedDocument
        key={key}
        kind={kind}
        view={view}
        book={book}
        agreement={model.view.agreement}
        opened={model.documents[kind]}
        actions={actions.agreement}
        remarks={remarks}
        onAgain={() => actions.agreement.open(kind)}
      />
    );
  }
  return (
    <div data-scroller className="min-h-0 flex-1 overflow-y-auto">
      {model.view.mayStart.includes(kind) ? (
        <StartScreen key={key} kind={kind} view={view} actions={actions.agreement} />
      ) : (
        <Empty
          icon={<FileText size={28} aria-hidden />}
          title={t(kind === 'draft' ? 'agreement.empty.draft' : 'agreement.empty.title')}
        >
          <p>{t(kind === 'draft' ? 'agreement.empty.draftText' : 'agreement.empty.text')}</p>
        </Empty>
      )}
    </div>
  );
}
