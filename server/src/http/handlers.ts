import { Refusal } from '@parley/shared/errors';
import type { Handlers } from './mount.ts';
import type { Services } from './services.ts';

/** What each route does. A route of the protocol without a handler does not compile. */
export function handlersOf(services: Services): Handlers {
  const { staff, accounts, cases, changes, people, templates, glossary, links, look } = services;
  return {
    'join.look': ({ body }) => look(body.token),
    'staff.sign-in': async ({ body, address, cookie }) => {
      const { staff: me, token } = await staff.signIn(body, address);
      cookie.set(token);
      return me;
    },
    'staff.sign-out': async ({ asker, cookie }) => {
      await staff.signOut(asker);
      cookie.clear();
      return {};
    },
    'staff.me': ({ asker }) => Promise.resolve(asker.staff),
    'staff.password': async ({ asker, body, address }) => {
      await staff.changePassword(asker, body, address);
      return {};
    },
    'accounts.list': async () => ({ accounts: await accounts.list() }),
    'accounts.create': ({ body }) => accounts.create(body),
    'accounts.password': async ({ params, body, asker }) => {
      if (params.staffId === asker.staff.id) throw new Refusal('account.self');
      await accounts.resetPassword(params.staffId, body.password);
      return {};
    },
    'accounts.disable': async ({ params, body }) => {
      await accounts.disable(params.staffId, body.disabled);
      return {};
    },
    'cases.list': () => cases.list(),
    'cases.create': ({ body, asker }) => cases.create(body, asker.staff.id),
    'cases.read': ({ params }) => cases.read(params.caseId),
    'cases.change': async ({ params: { caseId }, body }) => {
      await changes.ofCase(caseId, body);
      return cases.read(caseId);
    },
    'people.add': async ({ params: { caseId }, body, asker }) => {
      await people.add(caseId, body, asker.staff.id);
      return cases.read(caseId);
    },
    'people.change': async ({ params: { caseId, personId }, body }) => {
      await people.change(caseId, personId, body);
      return cases.read(caseId);
    },
    'people.dismiss': async ({ params: { caseId, personId } }) => {
      await people.dismiss(caseId, personId);
      return cases.read(caseId);
    },
    'sessions.change': async ({ params, body }) =>
      cases.read(await changes.ofSession(params.sessionId, body)),
    'sessions.invite': async ({ params, body }) => cases.read(await people.invite(params.sessionId, body)),
    'sessions.create': ({ params, body, asker }) => cases.schedule(params.caseId, body, asker.staff.id),
    'templates.list': () => templates.list(),
    'templates.create': ({ body, asker }) => templates.create(body, asker.staff.id),
    'templates.read': ({ params }) => templates.read(params.templateId),
    'templates.save': ({ params, body, asker }) =>
      templates.save(params.templateId, body.revision, body.words, asker.staff.id),
    'templates.offer': ({ params, body }) => templates.offer(params.templateId, body.offered),
    'glossary.of-case': async ({ params }) => ({ terms: await glossary.ofCase(params.caseId) }),
    'glossary.add': async ({ params: { caseId }, body, asker }) => {
      await glossary.add(caseId, body, asker.staff.id);
      return { terms: await glossary.ofCase(caseId) };
    },
    'glossary.change': async ({ params: { caseId, termId }, body }) => {
      await glossary.change(caseId, termId, body);
      return { terms: await glossary.ofCase(caseId) };
    },
    'glossary.put': async ({ params: { caseId, termId }, body }) => {
      await glossary.put(caseId, termId, body.to);
      return { terms: await glossary.ofCase(caseId) };
    },
    'links.revoke': async ({ params }) => cases.read(await links.revoke(params.linkId)),
    'links.reissue': async ({ params, body }) =>
      cases.read(await links.reissue(params.linkId, body.linkHours)),
  };
}
