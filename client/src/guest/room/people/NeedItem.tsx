import type { PersonView } from '@parley/shared/policy';
import { sideOf } from '@parley/shared/session';
import {
  type LucideIcon,
  BookA,
  Clock,
  DoorOpen,
  Footprints,
  Hand,
  LogIn,
  MessageCircle,
  Scale,
  UserPlus,
  VolumeX,
  WifiOff,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { signalOf } from '../../../session/signal.ts';
import { Button } from '../../../ui/Button.tsx';
import { useRoleName } from '../../../ui/person.ts';
import { SideMark } from '../../../ui/SideMark.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { teamOf } from '../board/model.ts';
import { useBoardNames } from '../board/names.ts';
import { extensions } from '../board/RoomClock.tsx';
import { extended } from '../board/time.ts';
import { useLetIn } from '../use-let-in.ts';
import type { NeedsListProps } from './NeedsList.tsx';
import type { Need } from './needs.ts';

type Of<K extends Need['kind']> = Extract<Need, { readonly kind: K }>;
type Around = Omit<NeedsListProps, 'needs'>;

const MINUTE_MS = 60_000;

/** One thing that waits, and what can be done about it. */
export function NeedItem({ need, ...around }: { need: Need } & Around) {
  switch (need.kind) {
    case 'lead':
      return <LeadItem {...around} />;
    case 'wish':
      return <WishItem need={need} {...around} />;
    case 'waiting':
      return <WaitingItem need={need} {...around} />;
    case 'missed':
      return <MissedItem need={need} {...around} />;
    case 'hand':
      return <HandItem need={need} {...around} />;
    case 'entry':
      return <EntryItem need={need} {...around} />;
    case 'silent':
      return <SilentItem need={need} {...around} />;
    case 'timer':
      return <TimerItem need={need} {...around} />;
    case 'lost':
      return <LostItem need={need} {...around} />;
    case 'terms':
      return <TermsItem need={need} {...around} />;
  }
}

interface LineProps {
  Icon: LucideIcon;
  who: ReactNode;
  what: ReactNode;
  children?: ReactNode;
}

/** Who and what beside each other, what to do at the end where there is room, else below. */
const Line = ({ Icon, who, what, children }: LineProps) => (
  <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
    <Icon size={20} aria-hidden className="mt-0.5 shrink-0 self-start @md:self-center" />
    <div className="min-w-40 flex-1 @md:flex @md:flex-wrap @md:items-center @md:gap-x-3">
      {who}
      <div className="text-sm text-ink-2 tabular-nums">{what}</div>
    </div>
    {children !== undefined && (
      <div className="flex flex-wrap gap-2 @max-md:has-[>:nth-child(2)]:w-full @max-md:*:flex-auto">
        {children}
      </div>
    )}
  </div>
);

function Who({
  person: { participant },
  view,
}: {
  person: Pick<PersonView, 'participant'>;
  view: Around['view'];
}) {
  const roleName = useRoleName();
  const side = sideOf(participant);
  return (
    <p className="flex flex-wrap items-center gap-x-2 leading-snug">
      {side !== null && <SideMark side={side} sides={view.sides} />}
      <bdi className="font-medium">{participant.name}</bdi>
      <span className="text-sm text-ink-2">{roleName(participant, view.sides)}</span>
    </p>
  );
}

function WaitingItem({
  need: { person, since },
  view,
  now,
  conduct,
  onDialog,
}: { need: Of<'waiting' | 'missed' | 'hand' | 'lost'> } & Around) {
  const { t } = useTranslation();
  const format = useFormat();
  const minutes = since === null ? null : format.minutes(now - since);
  const [admit, admitting] = useBusy(() => conduct.admit([person.participant.id]));
  const signal = signalOf(person);
  return (
    <Line
      Icon={UserPlus}
      who={<Who person={person} view={view} />}
      what={
        <>
          {minutes === null ? t('room.needs.waiting') : t('room.needs.waitingFor', { minutes })}
          {signal !== null && (
            <span className="block font-medium text-ink">{t(`room.needs.signal.${signal.kind}`)}</span>
          )}
        </>
      }
    >
      <Button size="dense" onClick={() => onDialog({ kind: 'refuse', person })}>
        {t('room.needs.refuse')}
      </Button>
      <Button size="dense" variant="primary" busy={admitting} onClick={admit}>
        {t('room.needs.admit')}
      </Button>
    </Line>
  );
}

/** Never by itself: nobody is put into the joint session but by a mediator. */
function MissedItem({
  need: { person },
  view,
  conduct,
}: { need: Of<'waiting' | 'missed' | 'hand' | 'lost'> } & Around) {
  const { t } = useTranslation();
  const plenary = view.board?.rooms.find(({ kind }) => kind === 'plenary');
  const [bring, bringing] = useBusy(async () => {
    if (plenary !== undefined) await conduct.move([person.participant.id], plenary.id);
  });
  return (
    <Line Icon={LogIn} who={<Who person={person} view={view} />} what={t('board.needs.missed')}>
      <Button size="dense" variant="primary" busy={bringing} onClick={bring}>
        {t('board.needs.bringIn')}
      </Button>
    </Line>
  );
}

function HandItem({
  need: { person, since },
  view,
  now,
  actions,
}: { need: Of<'waiting' | 'missed' | 'hand' | 'lost'> } & Around) {
  const { t } = useTranslation();
  const format = useFormat();
  const minutes = since === null ? null : format.minutes(now - since);
  const [lower, lowering] = useBusy(() => actions.lowerHand(person.participant.id));
  return (
    <Line
      Icon={Hand}
      who={<Who person={person} view={view} />}
      what={minutes === null ? t('room.needs.hand') : t('room.needs.handFor', { minutes })}
    >
      <Button size="dense" busy={lowering} onClick={lower}>
        {t('room.needs.lowerHand')}
      </Button>
    </Line>
  );
}

function LostItem({ need: { person }, view }: { need: Of<'waiting' | 'missed' | 'hand' | 'lost'> } & Around) {
  const { t } = useTranslation();
  return <Line Icon={WifiOff} who={<Who person={person} view={view} />} what={t('room.needs.lost')} />;
}

/** Granted with one press: a caucus with the side or the person alone, or into the room they are in. */
function WishItem({
  need: { person, wish, since },
  view,
  now,
  conduct,
  onDialog,
}: { need: Of<'wish'> } & Around) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useBoardNames(view);
  const { id } = person.participant;
  const minutes = format.minutes(now - since);
  const team = view.sides.flatMap((side) =>
    side.id === sideOf(person.participant)
      ? [{ side, people: teamOf(view, side.id).map(({ participant }) => participant.id) }]
      : [],
  )[0];
  const [talk, talking] = useBusy(async () => {
    await conduct.talkTo(team?.people ?? [id]);
  });
  const [talkAlone, talkingAlone] = useBusy(async () => {
    await conduct.talkTo([id]);
  });
  const [come, coming] = useBusy(async () => {
    if (person.room !== null) await conduct.enter(person.room);
  });
  const alone = team === undefined || team.people.length < 2;
  return (
    <Line
      Icon={wish.kind === 'caucus' ? MessageCircle : DoorOpen}
      who={<Who person={person} view={view} />}
      what={
        <>
          {wish.kind === 'caucus'
            ? minutes === null
              ? t('board.needs.wishCaucus')
              : t('board.needs.wishCaucusFor', { minutes })
            : minutes === null
              ? t('board.needs.wishMediator')
              : t('board.needs.wishMediatorFor', { minutes })}
          {wish.note !== '' && (
            <span className="block text-ink">{t('board.needs.note', { note: wish.note })}</span>
          )}
        </>
      }
    >
      <Button size="dense" onClick={() => onDialog({ kind: 'decline', person })}>
        {t('board.needs.decline')}
      </Button>
      {wish.kind === 'caucus' && !alone && (
        <Button size="dense" busy={talkingAlone} onClick={talkAlone}>
          {t('board.needs.talkOne')}
        </Button>
      )}
      {wish.kind === 'caucus' ? (
        <Button size="dense" variant="primary" busy={talking} onClick={talk}>
          {t('board.needs.talkSide', {
            side: team === undefined ? person.participant.name : names.side(team.side),
          })}
        </Button>
      ) : (
        <Button size="dense" variant="primary" busy={coming} onClick={come}>
          {t('board.needs.come')}
        </Button>
      )}
    </Line>
  );
}

function EntryItem({ need: { entry, mine }, view, actions }: { need: Of<'entry'> } & Around) {
  const { t } = useTranslation();
  const names = useBoardNames(view);
  const { participant, room } = entry;
  const card = view.board?.rooms.find(({ id }) => id === room);
  const [letIn, lettingIn] = useLetIn(participant.id, view, actions);
  const [keepOut, keepingOut] = useBusy(() => actions.rooms.keepOut(participant.id));
  return (
    <Line
      Icon={Footprints}
      who={<Who person={entry} view={view} />}
      what={t('board.needs.entry', { room: card === undefined ? '' : names.room(card) })}
    >
      <Button size="dense" busy={keepingOut} onClick={keepOut}>
        {t('board.needs.keepOut')}
      </Button>
      {mine && (
        <Button size="dense" variant="primary" busy={lettingIn} onClick={letIn}>
          {t('board.coming.letIn')}
        </Button>
      )}
    </Line>
  );
}

/** The interpreters have known for a while; somebody has to stop the speaker, or see what is wrong. */
function SilentItem({
  need: { room, language, since },
  view,
  now,
  conduct,
}: { need: Of<'silent'> } & Around) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useBoardNames(view);
  const minutes = format.minutes(now - since);
  const where = names.room(room);
  const [enter, entering] = useBusy(async () => {
    await conduct.enter(room.id);
  });
  return (
    <Line
      Icon={VolumeX}
      who={
        <p className="font-medium">{t('board.needs.silent', { language: format.languageName(language) })}</p>
      }
      what={
        minutes === null
          ? t('board.needs.silentIn', { room: where })
          : t('board.needs.silentFor', { room: where, minutes })
      }
    >
      {view.me.room !== room.id && (
        <Button size="dense" busy={entering} onClick={enter}>
          {t('board.enter')}
        </Button>
      )}
    </Line>
  );
}

function TimerItem({ need: { room, since }, view, now, actions, conduct }: { need: Of<'timer'> } & Around) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useBoardNames(view);
  const minutes = format.minutes(now - since);
  const left = since > now ? format.minutes(Math.ceil((since - now) / MINUTE_MS) * MINUTE_MS) : null;
  const [enter, entering] = useBusy(async () => {
    await conduct.enter(room.id);
  });
  return (
    <Line
      Icon={Clock}
      who={<p className="font-medium">{names.room(room)}</p>}
      what={
        left !== null
          ? t('board.clock.left', { minutes: left })
          : minutes === null
            ? t('board.needs.timer')
            : t('board.needs.timerFor', { minutes })
      }
    >
      {extensions.map((each) => (
        <Button
          key={each}
          size="dense"
          onClick={() => void actions.rooms.timeCaucus(room.id, extended(room, each, now))}
        >
          {t('board.needs.more', { minutes: format.minutes(each * MINUTE_MS) ?? '' })}
        </Button>
      ))}
      {view.me.room !== room.id && (
        <Button size="dense" busy={entering} onClick={enter}>
          {t('board.enter')}
        </Button>
      )}
    </Line>
  );
}

function TermsItem({ need: { count }, onPanel }: { need: Of<'terms'> } & Around) {
  const { t } = useTranslation();
  return (
    <Line
      Icon={BookA}
      who={<p className="font-medium">{t('board.needs.terms', { count })}</p>}
      what={t('board.needs.termsText')}
    >
      <Button size="dense" onClick={() => onPanel('terms')}>
        {t('board.needs.openTerms')}
      </Button>
    </Line>
  );
}

function LeadItem({ actions }: Around) {
  const { t } = useTranslation();
  const [take, taking] = useBusy(async () => {
    await actions.rooms.takeLead();
  });
  return (
    <Line
      Icon={Scale}
      who={<p className="font-medium">{t('board.needs.lead')}</p>}
      what={t('board.needs.leadText')}
    >
      <Button size="dense" variant="primary" busy={taking} onClick={take}>
        {t('board.lead.take')}
      </Button>
    </Line>
  );
}
