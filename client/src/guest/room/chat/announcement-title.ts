import type { AuthoredMessage } from '@parley/shared/protocol';
import type { Side } from '@parley/shared/session';
import { useTranslation } from 'react-i18next';
import { useRoleName } from '../../../ui/person.ts';

/** «陈静（调解员）告诉所有房间». */
export function useAnnouncementTitle(): (message: AuthoredMessage, sides: readonly Side[]) => string {
  const { t } = useTranslation();
  const roleName = useRoleName();
  return ({ from, kind }, sides) =>
    t(kind === 'announced' ? 'caucus.announcement.announced' : 'caucus.announcement.sent', {
      name: from.name,
      role: roleName(from, sides),
    });
}
