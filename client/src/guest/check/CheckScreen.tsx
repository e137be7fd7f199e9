import { clsx } from 'clsx';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DevicesModel } from '../../media/devices-model.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Page } from '../../ui/Page.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { CameraCheck } from '../devices/CameraCheck.tsx';
import { MicrophoneCheck } from '../devices/MicrophoneCheck.tsx';
import type { DeviceCheckProps } from '../devices/model.ts';
import { SpeakerCheck } from '../devices/SpeakerCheck.tsx';
import { Rules } from './Rules.tsx';

interface CheckScreenProps extends DeviceCheckProps {
  /** Whoever conducts walks straight in; everyone else waits first. */
  conducts: boolean;
  /** Something to say above everything, such as a lost line. */
  notice?: ReactNode;
  onReady: () => Promise<void>;
}

/** Picture, sound and the promise of confidentiality, before anyone sees or hears the person. */
export function CheckScreen({ conducts, notice, onReady, ...check }: CheckScreenProps) {
  const { t } = useTranslation();
  const [accepted, setAccepted] = useState(false);
  const [missed, setMissed] = useState(false);
  const [enter, entering] = useBusy(onReady);
  const ready = (): void => {
    if (accepted) enter();
    else setMissed(true);
  };
  return (
    <Page title={t('check.title')} width="medium">
      {notice}
      <h1 className="text-2xl font-semibold">{t('check.title')}</h1>
      <p className="mt-2 text-ink-2">{t('check.intro')}</p>

      <div className="mt-6 grid items-start gap-4 md:grid-cols-2">
        <Section title={t('check.camera')}>
          <CameraCheck {...check} />
        </Section>
        <div className="flex flex-col gap-4">
          <Section title={t('check.microphone')}>
            <MicrophoneCheck {...check} />
          </Section>
          <Section title={t('check.speaker')}>
            <SpeakerCheck {...check} />
          </Section>
        </div>
      </div>

      <Section title={t('check.rules.title')} className="mt-4">
        <Rules />
        <div className="mt-3 border-t border-line pt-2">
          <Checkbox checked={accepted} onChange={setAccepted}>
            <span className="font-medium">{t('check.rules.accept')}</span>
          </Checkbox>
          <p role="alert" className="text-sm text-danger-ink">
            {missed && !accepted && t('check.rules.mustAccept')}
          </p>
        </div>
      </Section>

      <Button variant="primary" busy={entering} onClick={ready} className="mt-6 min-h-13 w-full text-lg">
        {conducts ? t('check.readyConduct') : t(readyLabel(check.devices))}
      </Button>
    </Page>
  );
}

function readyLabel({ camera, microphone }: DevicesModel) {
  const seen = camera.kind === 'on' || camera.kind === 'asking';
  const heard = microphone.kind === 'on' || microphone.kind === 'asking';
  if (seen && heard) return 'check.ready';
  if (heard) return 'check.readyWithout.camera';
  return seen ? 'check.readyWithout.microphone' : 'check.readyWithout.both';
}

const Section = ({
  title,
  className,
  children,
}: {
  title: string;
  className?: string;
  children: ReactNode;
}) => (
  <Card className={clsx('p-5', className)}>
    <section>
      <h2 className="mb-3 text-lg font-semibold">{title}</h2>
      {children}
    </section>
  </Card>
);
