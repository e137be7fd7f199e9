import type { CaseDetail, LinkView, SessionSummary } from '@parley/shared/protocol';
import { formatFor } from '../../i18n/format.ts';
import { i18n } from '../../i18n/index.ts';
import { bestLanguage } from '../../i18n/languages.ts';
import { roleName } from '../../ui/person.ts';

/** The message that goes with a link: in its holder's language, with the zone the time is meant in. */
export function invitationTo(link: LinkView, session: SessionSummary, detail: CaseDetail): string {
  const { name, role, side, url } = link;
  const holder = detail.people.find((each) => each.name === name && each.role === role && each.side === side);
  const language = bestLanguage(holder?.languages ?? []);
  const t = i18n.getFixedT(language);
  const format = formatFor(language);
  const { startsAt } = session;
  return [
    t('staff.link.invitation.greeting', { name }),
    t('staff.link.invitation.text', {
      organisation: detail.organisation,
      role: roleName(t, link, detail.sides),
      title: detail.title,
      session: session.title,
    }),
    t('staff.link.invitation.when', { time: format.dateTime(startsAt), zone: format.zone(startsAt) }),
    t('staff.link.invitation.how'),
    url ?? '',
  ].join('\n');
}
