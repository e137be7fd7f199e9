import type { Invitation } from '@parley/shared/protocol';
import { KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Page } from '../../ui/Page.tsx';
import { useRoleName } from '../../ui/person.ts';
import { SideMark } from '../../ui/SideMark.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

/** Who invites, to what, when, as whom: the first thing a guest ever sees. */
export function LinkScreen({ invitation, onContinue }: { invitation: Invitation; onContinue: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const roleName = useRoleName();
  const { participant, side } = invitation;
  const sides = side === null ? [] : [side];
  return (
    <Page title={t('guest.link.title')}>
      <p className="text-ink-2">{t('guest.link.invites', { organisation: invitation.organisation })}</p>
      <h1 className="mt-1 text-2xl leading-snug text-pretty font-semibold">
        <bdi>{invitation.title}</bdi>
      </h1>

      <Card className="mt-6 divide-y divide-line px-5">
        <Row label={t('guest.link.when')}>
          <time dateTime={new Date(invitation.startsAt).toISOString()} className="font-medium tabular-nums">
            {format.dateTime(invitation.startsAt)}
          </time>
          <span className="block text-sm text-ink-2">
            {t('guest.link.zone', { zone: format.zone(invitation.startsAt) })}
          </span>
        </Row>
        <Row label={t('guest.link.mediator')}>{format.list(invitation.mediators)}</Row>
        <Row label={t('guest.link.kind')}>{t(`common.mediation.${invitation.kind}`)}</Row>
        <Row label={t('guest.link.you')}>
          <bdi className="font-medium">{participant.name}</bdi>
          <span className="mt-0.5 flex flex-wrap items-center gap-2 text-sm text-ink-2">
            {side !== null && <SideMark side={side.id} sides={sides} />}
            {roleName(participant, sides)}
          </span>
        </Row>
      </Card>

      <p className="mt-4 flex gap-3 text-sm text-ink-2">
        <KeyRound size={18} aria-hidden className="mt-0.5 shrink-0" />
        {t('guest.link.yours')}
      </p>

      <Button variant="primary" onClick={onContinue} className="mt-6 min-h-13 w-full text-lg">
        {t('guest.link.go')}
      </Button>
      <p className="mt-3 text-center text-sm text-ink-2">{t('guest.link.ask')}</p>
      <Steps />
    </Page>
  );
}

const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <dl className="grid gap-x-4 py-3 sm:grid-cols-[6.5rem_1fr]">
    <dt className="text-sm text-ink-2 sm:pt-0.5">{label}</dt>
    <dd>{children}</dd>
  </dl>
);

function Steps() {
  const { t } = useTranslation();
  const steps = (['check', 'wait', 'talk'] as const).map((step) => t(`guest.link.steps.${step}`));
  return (
    <section className="mt-10">
      <h2 className="text-center text-sm text-ink-2">{t('guest.link.steps.label')}</h2>
      <ol className="mt-3 grid grid-cols-3">
        {steps.map((step, index) => (
          <li key={step} className="relative flex flex-col items-center gap-2 px-1 text-center text-sm">
            {index > 0 && (
              <span
                aria-hidden
                className="absolute end-1/2 top-3.5 me-5 h-px w-[calc(100%-2.5rem)] bg-line"
              />
            )}
            <span
              aria-hidden
              className="flex size-7 items-center justify-center rounded-full border border-line bg-raised tabular-nums"
            >
              {index + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The invitation is on its way. */
export function LinkOpening() {
  const { t } = useTranslation();
  return (
    <Page title={t('guest.link.title')}>
      <h1 className="sr-only">{t('guest.link.title')}</h1>
      <p role="status" className="text-ink-2">
        {t('guest.link.opening')}
      </p>
      <Skeleton className="mt-3 h-8 w-4/5" />
      <Card className="mt-6 flex flex-col gap-6 p-5">
        {[1, 2, 3, 4].map((line) => (
          <Skeleton key={line} className="h-5 w-3/5" />
        ))}
      </Card>
      <Skeleton className="mt-6 h-13 w-full" />
    </Page>
  );
}
