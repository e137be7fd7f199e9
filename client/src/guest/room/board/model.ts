import type { ParticipantId, RoomId, SideId } from '@parley/shared/ids';
import { type Board, conducts, type EntryView, type PersonView, type RoomCard } from '@parley/shared/policy';
import type { SessionView } from '@parley/shared/policy';
import { sideOf } from '@parley/shared/session';

/** A room as the board shows it: who is in it or on the way there, and who stands before its door. */
export interface RoomOnBoard {
  readonly card: RoomCard;
  readonly people: readonly PersonView[];
  readonly entries: readonly EntryView[];
  /** I am in it, or on the way. */
  readonly mine: boolean;
}

/** Everything the board shows. Each room keeps its place whoever moves. */
export interface BoardModel {
  readonly board: Board;
  readonly plenary: RoomOnBoard | null;
  /** One for each side, in the order of the sides. */
  readonly arrivals: readonly RoomOnBoard[];
  /** The oldest first. */
  readonly caucuses: readonly RoomOnBoard[];
}

/** In a room of the session, or on the way to one. */
const isPlaced = ({ attendance }: PersonView): boolean => attendance === 'here' || attendance === 'entering';

/** Everyone in a room of the session, me included: who conducts, then side by side, then who stands with nobody. */
export function placedIn(view: SessionView): readonly PersonView[] {
  const order = (person: PersonView): number => {
    if (conducts(person.participant.role)) return -1;
    const side = view.sides.findIndex(({ id }) => id === sideOf(person.participant));
    return side === -1 ? view.sides.length : side;
  };
  return [view.me, ...view.people].filter(isPlaced).toSorted((a, b) => order(a) - order(b));
}

/** Null for whoever does not conduct. */
export function boardIn(view: SessionView): BoardModel | null {
  const { board } = view;
  if (board === null) return null;
  const everyone = placedIn(view);
  const rooms = board.rooms.map((card): RoomOnBoard => {
    const people = everyone.filter(({ room }) => room === card.id);
    const entries = view.entries.filter(({ room }) => room === card.id);
    return { card, people, entries, mine: people.includes(view.me) };
  });
  const sideAt = ({ card }: RoomOnBoard): number => view.sides.findIndex(({ id }) => id === card.side);
  return {
    board,
    plenary: rooms.find(({ card }) => card.kind === 'plenary') ?? null,
    arrivals: rooms.filter(({ card }) => card.kind === 'arrival').toSorted((a, b) => sideAt(a) - sideAt(b)),
    caucuses: rooms
      .filter(({ card }) => card.kind === 'caucus')
      .toSorted((a, b) => (a.card.openedAt ?? 0) - (b.card.openedAt ?? 0)),
  };
}

/** Everyone in the order in which the board shows them. */
export function onBoard(view: SessionView): readonly PersonView[] {
  const rooms = boardIn(view);
  if (rooms === null) return [];
  const { plenary, arrivals, caucuses } = rooms;
  return [...(plenary === null ? [] : [plenary]), ...arrivals, ...caucuses].flatMap(({ people }) => people);
}

/** Whether I may move them at all: an equal is moved only by whoever presides. */
export const mayMove = (view: SessionView, person: PersonView): boolean =>
  isPlaced(person) && (person === view.me || view.powers.preside || !conducts(person.participant.role));

/** Whether I may close it: whoever is in it, or on the way there, is moved by that. */
export const mayClose = (view: SessionView, card: RoomCard): boolean =>
  card.kind === 'caucus' &&
  placedIn(view).every((person) => person.room !== card.id || mayMove(view, person));

/** Rooms these people can go to together; opposing sides are asked about later, by the server. */
export function destinationsFor(
  view: SessionView,
  ids: ReadonlySet<ParticipantId>,
): ReadonlySet<RoomCard['id']> {
  const people = placedIn(view).filter(({ participant }) => ids.has(participant.id));
  const { board } = view;
  if (board === null || people.length === 0 || !people.every((each) => mayMove(view, each))) return new Set();
  const sides = new Set(people.flatMap(({ participant }) => sideOf(participant) ?? []));
  const fits = (card: RoomCard): boolean => {
    if (people.every(({ room }) => room === card.id)) return false;
    switch (card.kind) {
      case 'plenary':
        return sides.size === 0 || board.jointSince !== null;
      case 'arrival':
        return [...sides].every((side) => side === card.side);
      case 'caucus':
        return true;
    }
  };
  return new Set(board.rooms.filter(fits).map(({ id }) => id));
}

/** What «private talk with this side» comes to. */
export type PrivateTalk =
  /** Nobody of the side is in the session. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'under-way' }
  /** They are in a caucus of their own already. */
  | { readonly kind: 'enter'; readonly room: RoomId }
  | { readonly kind: 'open'; readonly participants: readonly ParticipantId[] };

export const teamOf = (view: SessionView, side: SideId): readonly PersonView[] =>
  placedIn(view).filter(({ participant }) => sideOf(participant) === side);

export function privateTalk(view: SessionView, side: SideId): PrivateTalk {
  const team = teamOf(view, side);
  if (team.length === 0) return { kind: 'nobody' };
  const own = (boardIn(view)?.caucuses ?? []).find(({ people }) => {
    const sided = people.filter(({ participant }) => sideOf(participant) !== null);
    return sided.length === team.length && team.every((person) => sided.includes(person));
  });
  if (own !== undefined) return own.mine ? { kind: 'under-way' } : { kind: 'enter', room: own.card.id };
  const ids = [view.me, ...team].map(({ participant }) => participant.id);
  return { kind: 'open', participants: ids };
}

/** Somebody of a side is in the joint session: the sides can be sent apart. */
export const areTogether = (view: SessionView): boolean =>
  boardIn(view)?.plenary?.people.some(({ participant }) => sideOf(participant) !== null) === true;

/** Somebody is in another room than the joint session: everyone can be brought together. */
export const areApart = (view: SessionView): boolean => {
  const plenary = boardIn(view)?.plenary?.card.id;
  return placedIn(view).some(({ room }) => room !== plenary);
};
