import type { SessionModel } from '../session/model.ts';
import type { Notice } from '../session/notice.ts';
import { isPast } from '../session/past.ts';

const AT_MOST = 3;

/** The newest notices that are still to be shown. What is said twice is shown once, as of the last time. */
export function freshNotices(
  { notices, view }: Pick<SessionModel, 'notices' | 'view'>,
  seen: ReadonlySet<number>,
): readonly Notice[] {
  const shown = notices.filter(
    ({ id, content }) => !seen.has(id) && !hasBanner(content) && !isPast(content, view),
  );
  const last = new Map(shown.map(({ id, content }) => [JSON.stringify(content), id]));
  return shown.filter(({ id, content }) => last.get(JSON.stringify(content)) === id).slice(-AT_MOST);
}

/** Shown where whoever speaks sees it. */
const hasBanner = ({ kind }: Notice['content']): boolean =>
  kind === 'speak-slower' || kind === 'gathering-stopped';
