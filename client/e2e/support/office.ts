import {
  type CaseDetail,
  csrfHeader,
  type NewPerson,
  type RouteInput,
  type RouteName,
  type RouteOutput,
  routes,
} from '@parley/shared/protocol';
import { mint } from '../../src/session/mint.ts';
import type { Server } from './server.ts';

/** The mediation centre's staff, working through the same API as their screens. */
export interface Office {
  /** Draws up a case with these people and a session of it; each person's link by name. */
  invite(people: readonly NewPerson[], sides?: readonly NewSide[]): Promise<ReadonlyMap<string, string>>;
  readonly lastCase: () => CaseDetail;
  call<N extends RouteName>(
    name: N,
    body: RouteInput<N>,
    params?: Readonly<Record<string, string>>,
  ): Promise<RouteOutput<N>>;
}

type NewSide = RouteInput<'cases.create'>['wish']['sides'][number];
const twoSides: readonly NewSide[] = [
  { kind: 'applicant', name: 'Li' },
  { kind: 'respondent', name: 'Haitian Trading' },
];
/** One more, which has a name and no role of its own. */
export const third: NewSide = { kind: 'other', name: 'Ping An Insurance' };
export const threeSides: readonly NewSide[] = [...twoSides, third];

/** Calls a server's routes as its pages do, with a cookie of its own. */
export function callerOf(url: string): Office['call'] {
  let cookie = '';
  return async <N extends RouteName>(
    name: N,
    body: RouteInput<N>,
    params: Readonly<Record<string, string>> = {},
  ): Promise<RouteOutput<N>> => {
    const route = routes[name];
    const path = route.path.replace(/:(\w+)/g, (_whole, key: string) => params[key] ?? '');
    const response = await fetch(url + path, {
      method: route.method,
      headers: {
        'content-type': 'application/json',
        origin: url,
        [csrfHeader]: '1',
        ...(cookie === '' ? {} : { cookie }),
      },
      ...(route.method === 'POST' ? { body: JSON.stringify(body) } : {}),
    });
    const set = response.headers.getSetCookie()[0];
    if (set !== undefined) cookie = set.split(';')[0] ?? '';
    if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
    return route.output.parse(await response.json()) as RouteOutput<N>;
  };
}

export async function openOffice(server: Server): Promise<Office> {
  const call = callerOf(server.url);
  let last: CaseDetail | null = null;

  await call('staff.sign-in', server.administrator);
  return {
    call,
    lastCase: () => {
      if (last === null) throw new Error('no case yet');
      return last;
    },
    invite: async (people, sides = twoSides) => {
      const made = await call('cases.create', {
        attempt: mint.attempt(),
        wish: {
          title: 'Li v. Haitian Trading',
          kind: 'commercial',
          organisation: 'Pudong Mediation Centre',
          sides: [...sides],
          people: [...people],
        },
      });
      last = await call(
        'sessions.create',
        {
          attempt: mint.attempt(),
          wish: { title: 'First session', startsAt: Date.now(), linkHours: 24 },
        },
        { caseId: made.id },
      );
      const links = last.sessions[0]?.links ?? [];
      return new Map(links.map(({ name, url }) => [name, url ?? '']));
    },
  };
}

export const cast = {
  mediator: { role: 'mediator', name: 'Chen', languages: ['zh', 'en'] },
  applicant: { role: 'party', side: 0, name: 'Li', languages: ['zh'] },
  respondent: { role: 'party', side: 1, name: 'Zhou', languages: ['en'] },
  interpreter: { role: 'interpreter', side: null, name: 'Xu', languages: ['zh', 'en'] },
} as const satisfies Record<string, NewPerson>;

/** Of the third side. */
export const insurer = {
  role: 'party',
  side: 2,
  name: 'Qian',
  languages: ['en', 'zh'],
} as const satisfies NewPerson;
