import { useTranslation } from 'react-i18next';
import type { SessionActions, SessionModel } from '../session/model.ts';
import { LostText } from './LostText.tsx';

interface LostProps {
  model: Pick<SessionModel, 'lostNotes' | 'lostWords'>;
  actions: Pick<SessionActions, 'notes' | 'agreement'>;
}

/** What I wrote in a room I left, and could not be stored any more; gone for good once it is put away. */
export function Lost({ model: { lostNotes, lostWords }, actions: { notes, agreement } }: LostProps) {
  const { t } = useTranslation();
  return (
    <>
      {lostNotes.map(({ epoch, text }) => (
        <LostText
          key={epoch}
          title={t('files.notes.lost.title')}
          about={t('files.notes.lost.text')}
          text={text}
          onPutAway={() => notes.putAway(epoch)}
        />
      ))}
      {lostWords.map(({ id, kind, text }) => (
        <LostText
          key={`${kind} ${id}`}
          title={t(`agreement.lost.${kind}.title`)}
          about={t(`agreement.lost.${kind}.text`)}
          text={text}
          onPutAway={() => agreement.putAway(id)}
        />
      ))}
    </>
  );
}
