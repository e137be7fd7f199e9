import { CirclePlay } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { Outcome } from '../ends/Outcome.tsx';

interface ResumedScreenProps {
  onEnter: () => Promise<void>;
  onLeave: () => Promise<void>;
}

/** Another mediator has resumed the session: this one goes in by a press, and is not taken in unawares. */
export function ResumedScreen({ onEnter, onLeave }: ResumedScreenProps) {
  const { t } = useTranslation();
  const [enter, entering] = useBusy(onEnter);
  const [leave, leaving] = useBusy(onLeave);
  return (
    <Outcome
      icon={<CirclePlay size={28} aria-hidden />}
      title={t('guest.resumed.title')}
      text={t('guest.resumed.text')}
      actions={
        <>
          <Button variant="primary" busy={entering} onClick={enter}>
            {t('guest.resumed.enter')}
          </Button>
          <Button busy={leaving} onClick={leave}>
            {t('guest.adjourned.leave')}
          </Button>
        </>
      }
    />
  );
}
