import type { PersonView, SessionView } from '@parley/shared/policy';
import { conducts } from '@parley/shared/policy';
import { type Side, sideOf } from '@parley/shared/session';

/** The most a caucus's title may hold, in UTF-16 units, as in the protocol. */
export const LONGEST_TITLE = 60;

/** The words a title is made of, in the language of whoever makes the caucus. */
export interface TitleWords {
  readonly side: (side: Side) => string;
  readonly people: (names: readonly string[]) => string;
}

/**
 * What a caucus of these people is called unless one says otherwise: after the side they are all of, else after
 * themselves. Whoever conducts is not named: they are in every caucus of theirs.
 */
export function titleFor(
  people: readonly PersonView[],
  view: Pick<SessionView, 'sides' | 'board'>,
  words: TitleWords,
): string {
  const guests = people.filter(({ participant }) => !conducts(participant.role));
  const sides = new Set(guests.map(({ participant }) => sideOf(participant)));
  const [only] = sides.size === 1 ? [...sides] : [];
  const side = view.sides.find(({ id }) => id === only);
  const named = guests.length === 0 ? people : guests;
  const title =
    side === undefined ? words.people(named.map(({ participant }) => participant.name)) : words.side(side);
  return unlike(
    title,
    (view.board?.rooms ?? []).map((room) => room.title),
  );
}

/** Numbered where there is one of that name. */
function unlike(title: string, taken: readonly (string | null)[]): string {
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : ` ${number}`;
    const candidate = `${cut(title, LONGEST_TITLE - ending.length)}${ending}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

const graphemes = new Intl.Segmenter();

/** No longer than `most` UTF-16 units, and never in the middle of a character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let short = '';
  for (const { segment } of graphemes.segment(text)) {
    if (short.length + segment.length > most - 1) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}
