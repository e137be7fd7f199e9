import type { SessionView } from '@parley/shared/policy';
import { sideOf, type Petition } from '@parley/shared/session';
import { clsx } from 'clsx';
import type { SessionActions } from '../../../session/model.ts';
import { ArrivalCard } from './ArrivalCard.tsx';
import { Mediation } from './Mediation.tsx';
import { Timer } from './Timer.tsx';
import { Wishing } from './Wishing.tsx';

export interface RoomFootProps {
  view: SessionView;
  clockOffset: number;
  actions: Pick<SessionActions, 'rooms'>;
  onAsk: (kind: Petition) => void;
}

/** Between the stage and the bar: whether the mediator is with me, the time, and what I have asked for. */
export function RoomFoot(props: RoomFootProps) {
  const { view, clockOffset, actions, onAsk } = props;
  const { place, mediation, powers, me } = view;
  if (place.kind !== 'room') return null;
  if (place.roomKind === 'arrival' && sideOf(me.participant) !== null) return <ArrivalCard {...props} />;
  const told = powers.conduct ? null : mediation;
  const without = told !== null && told !== 'here';
  const wishing = powers.petition && (me.wish !== null || without);
  // In a caucus the line stands there from the beginning: what it says changes, its place does not.
  const empty = !without && !wishing && place.endsAt === null;
  if (empty && (powers.conduct || place.roomKind !== 'caucus')) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 rounded-md border border-room bg-room-soft px-3 py-2 text-sm leading-snug text-room-ink">
      {told !== null && <Mediation state={told} />}
      {place.endsAt !== null && (
        <span className={clsx('sm:order-last', told !== null && 'ms-auto')}>
          <Timer endsAt={place.endsAt} clockOffset={clockOffset} />
        </span>
      )}
      {wishing && (
        <div className="flex basis-full gap-2 sm:basis-auto">
          <Wishing {...{ view, clockOffset, actions, onAsk }} kinds={['mediator']} />
        </div>
      )}
    </div>
  );
}
