import { TemplateId } from '@parley/shared/agreement';
import { CaseId, OwnTemplateId } from '@parley/shared/ids';

/** What a path of the staff console shows. */
export type StaffRoute =
  | { readonly kind: 'home' }
  | { readonly kind: 'new-case' }
  | { readonly kind: 'case'; readonly id: CaseId }
  | { readonly kind: 'templates' }
  | { readonly kind: 'new-template'; readonly from: TemplateId }
  | { readonly kind: 'template'; readonly id: OwnTemplateId; readonly copy: boolean }
  | { readonly kind: 'accounts' }
  | { readonly kind: 'me' }
  | { readonly kind: 'unknown' };

export const paths = {
  home: '/staff',
  newCase: '/staff/new',
  case: (id: CaseId): string => `/staff/cases/${id}`,
  templates: '/staff/templates',
  newTemplate: (from: TemplateId): string => `/staff/templates/new/${from}`,
  template: (id: OwnTemplateId): string => `/staff/templates/${id}`,
  copyOf: (id: OwnTemplateId): string => `/staff/templates/${id}/copy`,
  accounts: '/staff/accounts',
  me: '/staff/me',
} as const;

/** `path` without a slash at its end. */
export function staffRoute(path: string): StaffRoute {
  if (path === paths.home) return { kind: 'home' };
  if (path === paths.newCase) return { kind: 'new-case' };
  if (path === paths.accounts) return { kind: 'accounts' };
  if (path === paths.me) return { kind: 'me' };
  if (path === paths.templates) return { kind: 'templates' };
  const id = CaseId.safeParse(/^\/staff\/cases\/([^/]+)$/.exec(path)?.[1]);
  if (id.success) return { kind: 'case', id: id.data };
  return templateRoute(path) ?? { kind: 'unknown' };
}

function templateRoute(path: string): StaffRoute | null {
  const from = TemplateId.safeParse(/^\/staff\/templates\/new\/([^/]+)$/.exec(path)?.[1]);
  if (from.success) return { kind: 'new-template', from: from.data };
  const [, name, copy] = /^\/staff\/templates\/([^/]+)(\/copy)?$/.exec(path) ?? [];
  const id = OwnTemplateId.safeParse(name);
  return id.success ? { kind: 'template', id: id.data, copy: copy !== undefined } : null;
}
