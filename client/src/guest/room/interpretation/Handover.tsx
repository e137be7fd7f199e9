import type { SessionView } from '@parley/shared/policy';
import { ArrowRightLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { SessionActions } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { shortcutText } from '../bar/shortcuts.ts';
import { handoversOf, type Offer } from './outlets.ts';
import type { OutletControl } from './use-outlet.ts';

interface HandoverProps {
  view: SessionView;
  outlets: Pick<OutletControl, 'take' | 'taking'>;
  actions: Pick<SessionActions, 'interpretation'>;
}

/** One interpreter asks another to take over, who does so when they are ready. */
export function Handover({ view, outlets, actions }: HandoverProps) {
  const { t } = useTranslation();
  const { place, me } = view;
  const { offers, asked, able } = handoversOf(view);
  const epoch = place.kind === 'room' ? place.epoch : null;
  const [offer, offering] = useBusy((to: (typeof able)[number]) =>
    epoch === null ? undefined : actions.interpretation.offer({ epoch, to: to.participant.id }),
  );
  const [end, ending] = useBusy((from: Offer['from']) =>
    epoch === null ? undefined : actions.interpretation.end({ epoch, from }),
  );
  const [offered] = offers;
  return (
    <>
      {offered !== undefined && (
        <Asking
          {...{ offered, outlets, ending }}
          open={me.microphone === 'open'}
          onDecline={() => end(offered.from)}
        />
      )}
      {asked !== null && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-channel-soft px-3 py-1.5 text-sm text-channel-ink">
          <p role="status" className="min-w-0 flex-1 basis-56 text-pretty">
            {t('interpretation.handover.offered', { name: asked.participant.name })}
          </p>
          <Button size="sm" busy={ending} onClick={() => end(me.participant.id)}>
            {t('interpretation.handover.takeBack')}
          </Button>
        </div>
      )}
      {asked === null && able.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {able.map((partner) => (
            <Button
              key={partner.participant.id}
              size="sm"
              icon={<ArrowRightLeft size={18} aria-hidden className="shrink-0" />}
              busy={offering}
              onClick={() => offer(partner)}
              className="min-h-11 flex-1 sm:flex-none"
            >
              {t('interpretation.handover.offer', { name: partner.participant.name })}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

interface AskingProps {
  offered: Offer;
  outlets: Pick<OutletControl, 'take' | 'taking'>;
  /** My microphone. */
  open: boolean;
  ending: boolean;
  onDecline: () => void;
}

function Asking({ offered, outlets, open, ending, onDecline }: AskingProps) {
  const { t } = useTranslation();
  const language = useFormat().languageName(offered.language);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border-2 border-channel bg-channel-soft px-3 py-2 text-channel-ink">
      <div role="alert" className="min-w-0 flex-1 basis-64">
        <p className="font-semibold text-pretty">
          {t('interpretation.handover.asks', { name: offered.name, language })}
        </p>
        <p className="text-sm text-pretty max-sm:[@media(max-height:44rem)]:sr-only">
          {t('interpretation.handover.asksText')}
        </p>
      </div>
      <div className="flex flex-1 flex-wrap gap-2 sm:flex-none">
        <Button busy={ending} onClick={onDecline} className="flex-1 sm:flex-none" size="md-tight">
          {t('interpretation.handover.decline')}
        </Button>
        <Button
          variant="primary"
          busy={outlets.taking}
          onClick={() => outlets.take?.()}
          className="flex-1 sm:flex-none"
        >
          {t(open ? 'interpretation.handover.take' : 'interpretation.handover.takeOn')}
          <kbd className="hidden rounded-sm border border-current px-1 font-sans text-sm whitespace-nowrap md:inline">
            {shortcutText('takeOver')}
          </kbd>
        </Button>
      </div>
    </div>
  );
}
