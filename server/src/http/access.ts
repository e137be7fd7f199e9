import type { RouteName } from '@parley/shared/protocol';

/** Who may call a route: anyone, someone signed in as staff, or an administrator among them. */
export type Access = 'anyone' | 'staff' | 'administrator';

/** A route that is not listed does not compile. */
export const access = {
  'join.look': 'anyone',
  'staff.sign-in': 'anyone',
  'staff.sign-out': 'staff',
  'staff.me': 'staff',
  'staff.password': 'staff',
  'accounts.list': 'administrator',
  'accounts.create': 'administrator',
  'accounts.password': 'administrator',
  'accounts.disable': 'administrator',
  'cases.list': 'staff',
  'cases.create': 'staff',
  'cases.read': 'staff',
  'cases.change': 'staff',
  'people.add': 'staff',
  'people.change': 'staff',
  'people.dismiss': 'staff',
  'sessions.create': 'staff',
  'sessions.change': 'staff',
  'sessions.invite': 'staff',
  'templates.list': 'staff',
  'templates.create': 'staff',
  'templates.read': 'staff',
  'templates.save': 'staff',
  'templates.offer': 'staff',
  'glossary.of-case': 'staff',
  'glossary.add': 'staff',
  'glossary.change': 'staff',
  'glossary.put': 'staff',
  'links.revoke': 'staff',
  'links.reissue': 'staff',
} as const satisfies Record<RouteName, Access>;

export type AccessOf<N extends RouteName> = (typeof access)[N];
