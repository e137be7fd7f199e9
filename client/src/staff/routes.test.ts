import { CaseId, OwnTemplateId } from '@parley/shared/ids';
import { expect, it } from 'vitest';
import { paths, staffRoute } from './routes.ts';

const id = CaseId.parse('case-0001');
const template = OwnTemplateId.parse('template-0001');

it('finds every page of the console by the address it is linked under', () => {
  expect(staffRoute(paths.home)).toEqual({ kind: 'home' });
  expect(staffRoute(paths.newCase)).toEqual({ kind: 'new-case' });
  expect(staffRoute(paths.accounts)).toEqual({ kind: 'accounts' });
  expect(staffRoute(paths.me)).toEqual({ kind: 'me' });
  expect(staffRoute(paths.case(id))).toEqual({ kind: 'case', id });
  expect(staffRoute(paths.templates)).toEqual({ kind: 'templates' });
  expect(staffRoute(paths.newTemplate('heads-of-terms'))).toEqual({
    kind: 'new-template',
    from: 'heads-of-terms',
  });
  expect(staffRoute(paths.template(template))).toEqual({ kind: 'template', id: template, copy: false });
  expect(staffRoute(paths.copyOf(template))).toEqual({ kind: 'template', id: template, copy: true });
});

it.each([
  '/staff/nowhere',
  '/staff/cases',
  '/staff/cases/x',
  '/staff/cases/case-0001/more',
  '/staff/cases/a%2Fb%2Fc%2Fd',
  '/staff/templates/new/nothing',
  '/staff/templates/x',
  '/staff/templates/template-0001/more',
])('knows no page at %s', (path) => {
  expect(staffRoute(path)).toEqual({ kind: 'unknown' });
});
