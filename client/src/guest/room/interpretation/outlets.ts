import type { ParticipantId } from '@parley/shared/ids';
import type { InterpretationView, PersonView, SessionView } from '@parley/shared/policy';
import { isSameOutlet, type Language, type Outlet } from '@parley/shared/session';

/** A language an interpreter may send their voice into. */
export interface Into {
  readonly language: Language;
  readonly listening: number;
  /** Somebody else on the line does already. */
  readonly takenBy: string | null;
}

/** Into which languages I may interpret here; none while I work elsewhere, or where people speak in turn. */
export function languagesOf({ interpretation, me, people }: SessionView): readonly Into[] {
  if (interpretation === null || interpretation.mine === null || interpretation.turns !== null) return [];
  const { interpreters, channels, listeners, mine } = interpretation;
  if (isElsewhere(mine)) return [];
  const { id } = me.participant;
  const own = interpreters.find(({ participant }) => participant === id)?.languages ?? [];
  return own.map((language) => {
    const channel = channels.find((each) => each.language === language && each.interpreter !== id);
    const other = people.find(({ participant }) => participant.id === channel?.interpreter);
    return {
      language,
      listening: listeners?.find((each) => each.language === language)?.count ?? 0,
      takenBy: other?.line === 'online' ? other.participant.name : null,
    };
  });
}

type Mine = NonNullable<InterpretationView['mine']>;

export const isElsewhere = ({ bound }: Mine): boolean => bound.to === 'room' && !bound.here;

/** Who hears me in the booth: who would, or, once I speak there, who does by the server's own list. */
export function inBooth({ interpretation, people, hearers }: SessionView): readonly string[] {
  const mine = interpretation?.mine ?? null;
  return namesOf(people, mine?.outlet.to === 'booth' ? hearers : (mine?.partners ?? []));
}

/** Who reads what I write in the booth. */
export const partnersOf = ({ interpretation, people }: SessionView): readonly string[] =>
  namesOf(people, interpretation?.mine?.partners ?? []);

const namesOf = (people: readonly PersonView[], ids: readonly ParticipantId[]): readonly string[] =>
  ids.flatMap((id) => people.flatMap(({ participant }) => (participant.id === id ? [participant.name] : [])));

/** The one switch: on to the next language that is free, from wherever my voice goes now. */
export function nextOutlet(languages: readonly Into[], { outlet }: Mine): Outlet | null {
  const at = languages.findIndex(({ language }) => isSameOutlet(outlet, { to: 'channel', language }));
  const around = [...languages.slice(at + 1), ...languages.slice(0, Math.max(at, 0))];
  const next = around.find(({ takenBy }) => takenBy === null);
  return next === undefined ? null : { to: 'channel', language: next.language };
}

/** What a partner hands over to me. */
export interface Offer {
  readonly from: ParticipantId;
  readonly name: string;
  readonly language: Language;
}

export interface Handovers {
  readonly offers: readonly Offer[];
  /** Whom I have offered it to. */
  readonly asked: PersonView | null;
  /** Whom I could offer it to now. */
  readonly able: readonly PersonView[];
}

export function handoversOf({ interpretation, me, people }: SessionView): Handovers {
  const mine = interpretation?.mine ?? null;
  if (interpretation === null || mine === null) return { offers: [], asked: null, able: [] };
  const { id } = me.participant;
  const who = (participant: ParticipantId): PersonView | null =>
    people.find((person) => person.participant.id === participant) ?? null;
  const offers = mine.handovers.flatMap(({ from, to }): Offer[] => {
    const channel = interpretation.channels.find(({ interpreter }) => interpreter === from);
    const name = who(from)?.participant.name;
    return to !== id || channel === undefined || name === undefined
      ? []
      : [{ from, name, language: channel.language }];
  });
  const asked = mine.handovers.find(({ from }) => from === id);
  const partners = mine.outlet.to === 'channel' ? mine.partners.flatMap((partner) => who(partner) ?? []) : [];
  return {
    offers,
    asked: asked === undefined ? null : who(asked.to),
    able: partners.filter(({ line }) => line === 'online'),
  };
}
