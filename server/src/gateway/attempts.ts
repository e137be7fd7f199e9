import { createHash } from 'node:crypto';
import type { DocumentRef } from '@parley/shared/agreement';
import { type AttemptId, ClauseId, OwnTemplateId, ProposalId, VersionId } from '@parley/shared/ids';
import type { SessionHost } from '../session/host.ts';
import type { Asker } from './asker.ts';

/**
 * The ids of what one attempt of one person makes, the same each time that it comes: an answer may be lost on its way,
 * and is asked for again. What has such an id is theirs, and is made already. In another document it is another: none is
 * refused for what stands in a draft that its asker may not know of.
 */
export function idsOf(
  { host, participant }: Asker,
  attempt: AttemptId,
  document: DocumentRef = { kind: 'agreement' },
) {
  const place = document.kind === 'draft' ? [document.room] : [];
  const id = (what: string, of: string): string =>
    createHash('sha256')
      .update(JSON.stringify([host.actor.id, participant, attempt, what, of, ...place]))
      .digest('base64url')
      .slice(0, 22);
  return {
    clause: (of = ''): ClauseId => ClauseId.parse(id('clause', of)),
    proposal: (of = ''): ProposalId => ProposalId.parse(id('proposal', of)),
    version: (): VersionId => VersionId.parse(id('version', '')),
    template: (): OwnTemplateId => OwnTemplateId.parse(id('template', '')),
  };
}

/** What is being done just now, by person and attempt. */
const running = new WeakMap<SessionHost, Map<string, Promise<void>>>();

/** Does it unless it is done. One that comes again while it is being done ends as the first. */
export function once(
  { host, participant }: Asker,
  attempt: AttemptId,
  isDone: () => boolean | Promise<boolean>,
  act: () => Promise<void>,
): Promise<void> {
  const all = running.get(host) ?? new Map<string, Promise<void>>();
  running.set(host, all);
  const key = `${participant} ${attempt}`;
  const work =
    all.get(key) ??
    (async () => {
      if (!(await isDone())) await act();
    })().finally(() => all.delete(key));
  all.set(key, work);
  return work;
}
