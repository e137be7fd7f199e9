import type { Epoch, ParticipantId } from '@parley/shared/ids';
import type { PersonView, SessionView } from '@parley/shared/policy';
import { sideOf } from '@parley/shared/session';
import { ChevronUp, CircleStop, Mic, Settings2, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../../session/model.ts';
import { Name } from '../../../ui/Name.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Menu, MenuItem, MenuLine } from '../../../ui/Menu.tsx';
import { SideMark } from '../../../ui/SideMark.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import type { RoomDialog } from '../ui-state.ts';
import { PaceButton } from './PaceButton.tsx';
import { cardHere } from './manner.ts';
import { interprets, mayHaveTurn, type Standing } from './standing.ts';

interface TurnActionsProps {
  standing: Standing;
  view: SessionView;
  epoch: Epoch;
  actions: Pick<SessionActions, 'turns' | 'setMicrophone'>;
  onDialog: (dialog: RoomDialog) => void;
}

/** The one thing to press just now first; whoever conducts says who is next, which may be themselves. */
export function TurnActions(props: TurnActionsProps) {
  const { standing, view, epoch, actions } = props;
  const { stage, holder, mayTake, mayPass } = standing;
  const muted = view.me.microphone !== 'open';
  return (
    <div className="flex min-w-0 flex-wrap gap-2 max-sm:w-full max-sm:empty:hidden">
      {mayTake && !view.powers.conduct && <Take {...props} muted={muted} />}
      {(stage === 'mine' || stage === 'render') && muted && <Unmute actions={actions} epoch={epoch} />}
      {mayPass && <Done {...props} primary={!muted || stage === 'mineRendered'} />}
      {mayPass && !muted && !view.powers.conduct && <Next {...props} />}
      {stage === 'speaking' && interprets(view) && holder !== null && (
        <PaceButton
          key={holder.participant.id}
          participant={holder.participant.id}
          epoch={epoch}
          turns={actions.turns}
          className={wide}
        />
      )}
      {view.powers.conduct && <Give {...props} />}
    </div>
  );
}

const wide = 'min-h-11 max-sm:flex-1 sm:min-h-9 sm:whitespace-nowrap';

/** A closed microphone is opened by the same press: the words on the button say so. */
function Take({ epoch, actions, muted }: TurnActionsProps & { muted: boolean }) {
  const { t } = useTranslation();
  const [take, taking] = useBusy(async () => {
    if ((await actions.turns.take(epoch)) && muted) await actions.setMicrophone(true, epoch);
  });
  return (
    <Button
      size="sm"
      variant="primary"
      busy={taking}
      icon={<Mic size={18} aria-hidden className="shrink-0" />}
      onClick={take}
      className={wide}
    >
      {muted ? t('turns.takeMuted') : t('turns.take')}
    </Button>
  );
}

function Unmute({ actions, epoch }: Pick<TurnActionsProps, 'actions' | 'epoch'>) {
  const { t } = useTranslation();
  const [unmute, busy] = useBusy(() => actions.setMicrophone(true, epoch));
  return (
    <Button
      size="sm"
      variant="primary"
      busy={busy}
      icon={<Mic size={18} aria-hidden className="shrink-0" />}
      onClick={unmute}
      className={wide}
    >
      {t('turns.unmute')}
    </Button>
  );
}

function Done({ standing, epoch, actions, primary }: TurnActionsProps & { primary: boolean }) {
  const { t } = useTranslation();
  const [pass, passing] = useBusy(async () => {
    await actions.turns.pass(epoch, null);
  });
  const words = standing.stage !== 'mine' ? 'doneRendering' : standing.interpreted ? 'done' : 'doneAlone';
  return (
    <Button
      size="sm"
      variant={primary ? 'primary' : 'secondary'}
      busy={passing}
      onClick={pass}
      className={wide}
    >
      {t(`turns.${words}`)}
    </Button>
  );
}

/** Straight to somebody, in one press after the one that opens the list. */
function Next({ view, epoch, actions }: TurnActionsProps) {
  const { t } = useTranslation();
  const others = mayHaveTurn(view).filter((person) => person !== view.me);
  if (others.length === 0) return null;
  return (
    <Choose words={t('turns.next')}>
      <People people={others} view={view} onChoose={(to) => void actions.turns.pass(epoch, to)} />
    </Choose>
  );
}

function Give({ standing, view, epoch, actions, onDialog }: TurnActionsProps) {
  const { t } = useTranslation();
  const { holder, stage } = standing;
  const people = mayHaveTurn(view).filter((person) => stage !== 'speaking' || person !== holder);
  const card = cardHere(view);
  const give = (to: ParticipantId | null): void => void actions.turns.override(epoch, to);
  return (
    <Choose words={t('turns.give')} primary={stage === 'nobody'}>
      <People people={people} view={view} onChoose={give} />
      <MenuLine />
      {stage !== 'nobody' && (
        <MenuItem icon={<CircleStop size={20} aria-hidden />} onSelect={() => give(null)}>
          {t('turns.end')}
        </MenuItem>
      )}
      {card !== null && (
        <MenuItem
          icon={<Settings2 size={20} aria-hidden />}
          onSelect={() => onDialog({ kind: 'manner', card })}
        >
          {t('turns.manner.item')}
        </MenuItem>
      )}
    </Choose>
  );
}

interface ChooseProps {
  words: string;
  primary?: boolean;
  children: ReactNode;
}

const Choose = ({ words, primary = false, children }: ChooseProps) => (
  <Menu
    side="top"
    align="end"
    trigger={
      <Button
        size="sm"
        variant={primary ? 'primary' : 'secondary'}
        icon={<ChevronUp size={16} aria-hidden className="shrink-0" />}
        className={wide}
      >
        {words}
      </Button>
    }
  >
    {children}
  </Menu>
);

interface PeopleProps {
  people: readonly PersonView[];
  view: SessionView;
  onChoose: (person: ParticipantId) => void;
}

function People({ people, view, onChoose }: PeopleProps) {
  return people.map((person) => {
    const { id, name } = person.participant;
    const side = sideOf(person.participant);
    return (
      <MenuItem
        key={id}
        icon={
          <span className="flex w-7 justify-center">
            {side === null ? (
              <UserRound size={20} aria-hidden />
            ) : (
              <SideMark side={side} sides={view.sides} />
            )}
          </span>
        }
        onSelect={() => onChoose(id)}
      >
        <Name name={name} mine={person === view.me} />
      </MenuItem>
    );
  });
}
