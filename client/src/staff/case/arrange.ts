import type { SideId } from '@parley/shared/ids';
import type { LinkView, Staff } from '@parley/shared/protocol';
import type { Role, Side } from '@parley/shared/session';

const DAY = 86_400_000;

interface Meeting {
  readonly startsAt: number;
  readonly phase: 'scheduled' | 'open' | 'adjourned';
}

/** What goes on or comes, the nearest first, and what is over, the latest first. */
export function arrangeSessions<S extends Meeting>(
  sessions: readonly S[],
  now: number,
): { readonly current: S[]; readonly past: S[] } {
  const isPast = ({ startsAt, phase }: S): boolean => phase !== 'open' && startsAt < now - DAY;
  return {
    current: sessions.filter((each) => !isPast(each)).sort((a, b) => a.startsAt - b.startsAt),
    past: sessions.filter(isPast).sort((a, b) => b.startsAt - a.startsAt),
  };
}

interface Somebody {
  readonly role: Role;
  readonly side: SideId | null;
}

const rank: { readonly [R in Role]: number } = {
  mediator: 0,
  'co-mediator': 0,
  party: 1,
  counsel: 1,
  interpreter: 2,
  recorder: 3,
  observer: 4,
};

/** The mediators, then side by side the parties and their counsel, then everyone else; otherwise as they came. */
export function inOrder<P extends Somebody>(people: readonly P[], sides: readonly Side[]): P[] {
  const sideAt = ({ side }: P): number => sides.findIndex(({ id }) => id === side);
  const counsel = ({ role }: P): number => (role === 'counsel' ? 1 : 0);
  return [...people].sort(
    (a, b) => rank[a.role] - rank[b.role] || sideAt(a) - sideAt(b) || counsel(a) - counsel(b),
  );
}

/** When most of the links that still work end; said once for all of them. Null when none works. */
export function commonEnd(links: readonly LinkView[]): number | null {
  const counts = new Map<number, number>();
  for (const { url, expiresAt } of links)
    if (url !== null) counts.set(expiresAt, (counts.get(expiresAt) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}

const plainName = (name: string): string => name.normalize('NFKC').replaceAll(/\s+/gu, '').toLowerCase();

/** The mediator's link of whoever is signed in, told by the name; null for everyone who is not that mediator. */
export function myLink(
  links: readonly LinkView[],
  me: Pick<Staff, 'name'>,
): { readonly name: string; readonly url: string } | null {
  const mine = links.flatMap(({ role, name, url }) =>
    role === 'mediator' && url !== null && plainName(name) === plainName(me.name) ? { name, url } : [],
  );
  return mine.length === 1 ? (mine[0] ?? null) : null;
}
