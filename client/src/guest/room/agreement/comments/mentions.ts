import type { PersonView, SessionView } from '@parley/shared/policy';
import type { ParticipantId } from '@parley/shared/ids';

export type Scope = 'room' | 'everyone';
export type Mentioned = Pick<PersonView['participant'], 'id' | 'name'>;

/** Whom a remark can mention: people whom its writer sees and who can read it. */
export const mentionable = ({ people, me }: SessionView, scope: Scope): readonly Mentioned[] =>
  people
    .filter(
      ({ participant, attendance, room }) =>
        participant.id !== me.participant.id &&
        (scope === 'everyone' || (attendance === 'here' && room !== null && room === me.room)),
    )
    .map(({ participant: { id, name } }) => ({ id, name }));

/** What is being looked for behind an @, up to the caret; null where there is none. */
export function soughtIn(
  text: string,
  caret: number,
): { readonly start: number; readonly name: string } | null {
  const found = /@([^\s@]{0,30})$/u.exec(text.slice(0, caret));
  return found === null ? null : { start: found.index, name: found[1] ?? '' };
}

export const matching = (people: readonly Mentioned[], sought: string): readonly Mentioned[] =>
  people.filter(({ name }) => name.toLocaleLowerCase().includes(sought.toLocaleLowerCase()));

const sign = (name: string): string => `@${name}`;

/** With the name in the place of what was looked for; the caret behind it. */
export function withName(
  text: string,
  { start, end, name }: { readonly start: number; readonly end: number; readonly name: string },
): { readonly text: string; readonly caret: number } {
  const before = `${text.slice(0, start)}${sign(name)} `;
  return { text: before + text.slice(end).trimStart(), caret: before.length };
}

/** Those of the chosen whose names still stand in the text. */
export const mentionsIn = (text: string, chosen: readonly Mentioned[]): ParticipantId[] => [
  ...new Set(chosen.filter(({ name }) => text.includes(sign(name))).map(({ id }) => id)),
];

/** A text in pieces: names that it mentions, and what stands between. */
export function piecesOf(
  text: string,
  names: readonly string[],
): readonly { readonly text: string; readonly mention: boolean }[] {
  // The longer first: one name may begin with another.
  const signs = names.map(sign).toSorted((one, other) => other.length - one.length);
  if (signs.length === 0) return [{ text, mention: false }];
  const escaped = signs.map((each) => each.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return text
    .split(new RegExp(`(${escaped.join('|')})`, 'u'))
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, mention: signs.includes(piece) }));
}
