import type { ParticipantId, RoomId, SideId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plain } from '../../../i18n/direction.ts';
import type { SessionActions } from '../../../session/model.ts';
import type { MoveQuestion, NewCaucus } from '../../../session/room-actions.ts';
import { MissingInterpreter } from './MissingInterpreter.tsx';
import { placedIn, privateTalk, teamOf } from './model.ts';
import { useBoardNames } from './names.ts';
import { SideGuard } from './SideGuard.tsx';
import { type Attempt, guarded, letting } from './side-guard.ts';
import { titleFor } from './titles.ts';

/** Moving people, always by way of the guards. Each resolves with whether it was done. */
export interface Conduct {
  readonly move: (people: readonly ParticipantId[], to: RoomId) => Promise<boolean>;
  readonly enter: (room: RoomId) => Promise<boolean>;
  readonly open: (caucus: NewCaucus) => Promise<boolean>;
  /** A caucus of these people and me, called after them, without a limit. */
  readonly talkTo: (people: readonly ParticipantId[]) => Promise<boolean>;
  /** The whole side and me: in a caucus of its own, which is made unless there is one. */
  readonly talkToSide: (side: SideId) => Promise<boolean>;
  /** What a caucus of these people would be called. */
  readonly titleFor: (people: ReadonlySet<ParticipantId>) => string;
  /** Out of the lobby. */
  readonly admit: (people: readonly ParticipantId[]) => Promise<boolean>;
  /** Everyone into the joint session after so many seconds. */
  readonly gather: (seconds: number) => Promise<boolean>;
  /** The guard's question, while there is one. */
  readonly guard: ReactNode;
}

interface Question {
  readonly about: MoveQuestion;
  /** Those it is about come to where others are together already. */
  readonly joining: boolean;
  readonly answer: (yes: boolean) => void;
}

export function useConduct(view: SessionView, { rooms }: Pick<SessionActions, 'rooms'>): Conduct {
  const { t } = useTranslation();
  const names = useBoardNames(view);
  const [question, setQuestion] = useState<Question | null>(null);
  const me = view.me.participant.id;
  const ask =
    (joining: boolean) =>
    (about: MoveQuestion): Promise<boolean> =>
      new Promise((resolve) => {
        setQuestion({
          about,
          joining,
          answer: (yes) => {
            setQuestion(null);
            resolve(yes);
          },
        });
      });
  const run = (attempt: Attempt): Promise<boolean> => guarded(attempt, ask(true));

  const open = (caucus: NewCaucus): Promise<boolean> =>
    run((confirmed) => rooms.openCaucus(caucus, confirmed));
  const move = (people: readonly ParticipantId[], to: RoomId): Promise<boolean> =>
    run((confirmed) => rooms.move(people, to, confirmed));
  const proposed = (people: ReadonlySet<ParticipantId>): string =>
    titleFor(
      placedIn(view).filter(({ participant }) => people.has(participant.id)),
      view,
      {
        side: (side) => plain(t('board.titleOfSide', { side: names.side(side) })),
        people: (all) => all.join(t('common.separator')),
      },
    );
  const talkTo = (people: readonly ParticipantId[]): Promise<boolean> => {
    const participants = [...new Set([me, ...people])];
    return open({ title: proposed(new Set(participants)), participants, minutes: null });
  };
  return {
    move,
    open,
    talkTo,
    enter: (room) => move([me], room),
    titleFor: proposed,
    talkToSide: async (side) => {
      const talk = privateTalk(view, side);
      switch (talk.kind) {
        case 'nobody':
        case 'under-way':
          return false;
        case 'enter':
          return move([me], talk.room);
        case 'open':
          return talkTo(teamOf(view, side).map(({ participant }) => participant.id));
      }
    },
    admit: (people) => run(letting((some, confirmed) => rooms.admit(some, confirmed), people)),
    gather: (seconds) => guarded((confirmed) => rooms.gather(seconds, confirmed), ask(false)),
    guard: question !== null && <Guard view={view} question={question} />,
  };
}

function Guard({ view, question: { about, joining, answer } }: { view: SessionView; question: Question }) {
  switch (about.kind) {
    case 'mixes':
      return <SideGuard view={view} people={about.people} answer={answer} />;
    case 'unserved':
      return <MissingInterpreter view={view} people={about.people} joining={joining} answer={answer} />;
  }
}
