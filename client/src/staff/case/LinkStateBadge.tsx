import type { LinkState } from '@parley/shared/protocol';
import { Ban, CircleDashed, DoorOpen, Hourglass, LogIn } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/Badge.tsx';

type Look = { readonly tone: NonNullable<ComponentProps<typeof Badge>['tone']>; readonly Icon: typeof Ban };

/** The colours of the rooms: at the door, inside; each has its own sign and word besides. */
const looks: { readonly [S in LinkState]: Look } = {
  issued: { tone: 'neutral', Icon: CircleDashed },
  opened: { tone: 'waiting', Icon: DoorOpen },
  joined: { tone: 'plenary', Icon: LogIn },
  revoked: { tone: 'danger', Icon: Ban },
  expired: { tone: 'neutral', Icon: Hourglass },
};

export function LinkStateBadge({ state }: { state: LinkState }) {
  const { t } = useTranslation();
  const { tone, Icon } = looks[state];
  return (
    <Badge tone={tone} icon={<Icon size={14} aria-hidden />}>
      {t(`staff.link.state.${state}`)}
    </Badge>
  );
}
