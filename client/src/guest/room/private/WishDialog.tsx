import type { Petition } from '@parley/shared/session';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../../session/model.ts';
import { ReasonDialog } from '../dialogs/ReasonDialog.tsx';

interface WishDialogProps {
  wish: Petition;
  actions: Pick<SessionActions, 'rooms'>;
  onClose: () => void;
}

/** Asks the mediators for a private room or to come in, with a word if one likes. */
export function WishDialog({ wish, actions, onClose }: WishDialogProps) {
  const { t } = useTranslation();
  return (
    <ReasonDialog
      onClose={onClose}
      title={t(`caucus.wish.${wish}.title`)}
      consequence={t(`caucus.wish.${wish}.text`)}
      verb={t(`caucus.wish.${wish}.verb`)}
      field={{ label: t('caucus.wish.note'), placeholder: t(`caucus.wish.${wish}.placeholder`) }}
      onConfirm={(note) => actions.rooms.wish(wish, note)}
    />
  );
}
