import { CaseId } from '@parley/shared/ids';

/** What a path of the staff console shows. */
export type StaffRoute =
  | { readonly kind: 'home' }
  | { readonly kind: 'new-case' }
  | { readonly kind: 'case'; readonly id: CaseId }
  | { readonly kind: 'accounts' }
  | { readonly kind: 'me' }
  | { readonly kind: 'unknown' };

export const paths = {
  home: '/staff',
  newCase: '/staff/new',
  case: (id: CaseId): string => `/staff/cases/${id}`,
  accounts: '/staff/accounts',
  me: '/staff/me',
} as const;

/** `path` without a slash at its end. */
export function staffRoute(path: string): StaffRoute {
  if (path === paths.home) return { kind: 'home' };
  if (path === paths.newCase) return { kind: 'new-case' };
  if (path === paths.accounts) return { kind: 'accounts' };
  if (path === paths.me) return { kind: 'me' };
  const id = CaseId.safeParse(/^\/staff\/cases\/([^/]+)$/.exec(path)?.[1]);
  return id.success ? { kind: 'case', id: id.data } : { kind: 'unknown' };
}
