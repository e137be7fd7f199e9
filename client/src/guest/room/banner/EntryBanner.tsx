import type { EntryView, SessionView } from '@parley/shared/policy';
import { BellRing, DoorOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { useRoleName } from '../../../ui/person.ts';
import { useBusy } from '../../../ui/use-busy.ts';
import { useLetIn } from '../use-let-in.ts';
import { Banner } from './Banner.tsx';
import { useSeconds } from './seconds.ts';

interface EntryBannerProps {
  entry: EntryView;
  view: SessionView;
  clockOffset: number;
  actions: Pick<SessionActions, 'rooms'>;
}

/** Who is about to come in, before they can hear a word. */
export function EntryBanner(props: EntryBannerProps) {
  const { entry } = props;
  return entry.due === null ? <Asks {...props} /> : <Comes {...props} due={entry.due} />;
}

function Comes({ entry, view, clockOffset, due }: EntryBannerProps & { due: number }) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const count = useSeconds(due, clockOffset);
  const role = roleName(entry.participant, view.sides);
  return (
    <Banner
      urgent
      icon={<BellRing size={22} aria-hidden />}
      title={t('caucus.entry.coming', { name: entry.participant.name, role })}
      clock={count > 0 ? t('caucus.entry.seconds', { count }) : t('caucus.entry.now')}
    />
  );
}

function Asks({ entry, view, actions }: EntryBannerProps) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const { id, name } = entry.participant;
  const [letIn, letting] = useLetIn(id, view, actions);
  const [keepOut, keeping] = useBusy(() => actions.rooms.keepOut(id));
  return (
    <Banner
      urgent
      icon={<DoorOpen size={22} aria-hidden />}
      title={t('caucus.entry.asks', { name, role: roleName(entry.participant, view.sides) })}
      actions={
        view.powers.openDoor && (
          <>
            <Button size="sm" busy={keeping} onClick={keepOut} className="min-h-11 flex-1 whitespace-nowrap">
              {t('caucus.entry.notNow')}
            </Button>
            <Button
              size="sm"
              variant="primary"
              busy={letting}
              onClick={letIn}
              className="min-h-11 flex-1 whitespace-nowrap"
            >
              {t('caucus.entry.letIn')}
            </Button>
          </>
        )
      }
    >
      {t('caucus.entry.asksText', { name })}
    </Banner>
  );
}
