import type { DocumentKind, TextHash, VersionContent } from '@parley/shared/agreement';
import type { ErrorReply } from '@parley/shared/errors';
import type { Epoch, ParticipantId, VersionId } from '@parley/shared/ids';
import { ok, type Result } from '@parley/shared/lib';
import { MAX_WRITERS } from '@parley/shared/protocol';
import type { Answered } from './ask.ts';
import type { Once } from './once.ts';

/** The versions of a document, and who wrote in it. Each answers what stood in its way. */
export interface VersionActions {
  /** As it is, under a name. */
  keep(doc: DocumentKind, name: string): Promise<ErrorReply | null>;
  read(doc: DocumentKind, version: VersionId): Promise<Result<VersionContent, ErrorReply>>;
  /** Over the whole text of this hash. */
  restore(doc: DocumentKind, version: VersionId, hash: TextHash): Promise<ErrorReply | null>;
  /** Of those who wrote under these names the ones I see. */
  writers(
    doc: DocumentKind,
    clients: readonly number[],
  ): Promise<Result<ReadonlyMap<number, ParticipantId>, ErrorReply>>;
}

type Here = (doc: DocumentKind) => { readonly doc: DocumentKind; readonly epoch: Epoch };

const denied = (answer: Result<unknown, ErrorReply>): ErrorReply | null => (answer.ok ? null : answer.error);

export const versionActions = (answered: Answered, once: Once, here: Here): VersionActions => ({
  keep: async (doc, name) => {
    const wish = { ...here(doc), name };
    const asked = await once.answered(['version', wish], (ask, attempt) =>
      ask('version.make', { ...wish, attempt }),
    );
    return denied(asked);
  },
  read: (doc, version) => answered('version.read', { ...here(doc), version }),
  restore: async (doc, version, hash) =>
    denied(await answered('version.restore', { ...here(doc), version, hash })),
  writers: async (doc, clients) => {
    const known = new Map<number, ParticipantId>();
    for (let from = 0; from < clients.length; from += MAX_WRITERS) {
      const some = clients.slice(from, from + MAX_WRITERS);
      const answer = await answered('document.writers', { ...here(doc), clients: some });
      if (!answer.ok) return answer;
      for (const { client, participant } of answer.value.writers) known.set(client, participant);
    }
    return ok(known);
  },
});
