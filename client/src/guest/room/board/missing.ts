import type { ParticipantId } from '@parley/shared/ids';
import type { PersonView, SessionView } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';

/** Why an interpreter serves nobody in the joint session, or `here`. */
export type Whereabouts = 'here' | 'apart' | 'expected' | 'waiting' | 'lost' | 'elsewhere' | 'out';

export interface InterpreterAt {
  readonly person: PersonView;
  readonly languages: readonly Language[];
  readonly where: Whereabouts;
}

/**
 * The interpreters of the session, as whoever conducts knows of them. While people come `joining` the others in the joint
 * session, who stands in another room is not here; before it begins everyone is brought there.
 */
export const interpretersOf = (view: SessionView, joining: boolean): readonly InterpreterAt[] =>
  view.people.flatMap((person) => {
    const assignment = view.board?.interpreters.find(
      ({ participant }) => participant === person.participant.id,
    );
    if (assignment === undefined) return [];
    const plenary = view.board?.rooms.find(({ kind }) => kind === 'plenary')?.id;
    const { bound, languages } = assignment;
    const isElsewhere = bound.to === 'room' && bound.room !== plenary;
    const at = whereabouts(person, isElsewhere);
    return [{ person, languages, where: at === 'here' && joining && person.room !== plenary ? 'apart' : at }];
  });

function whereabouts({ attendance, line }: PersonView, isElsewhere: boolean): Whereabouts {
  switch (attendance) {
    case 'here':
    case 'entering':
      if (line !== 'online') return 'lost';
      return isElsewhere ? 'elsewhere' : 'here';
    case 'expected':
    case 'waiting':
      return attendance;
    case 'leaving':
    case 'refused':
    case 'left':
    case 'removed':
      return 'out';
  }
}

/** Who interprets for this party alone and is not here. */
export function ownInterpreter(view: SessionView, party: ParticipantId, joining: boolean): PersonView | null {
  const assigned = (view.board?.interpreters ?? []).filter(
    ({ bound }) => bound.to === 'party' && bound.participant === party,
  );
  const away = interpretersOf(view, joining).find(
    ({ person, where }) =>
      where !== 'here' && assigned.some(({ participant }) => participant === person.participant.id),
  );
  return away?.person ?? null;
}
