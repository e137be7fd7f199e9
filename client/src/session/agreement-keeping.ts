import type { OwnClause, TextHash } from '@parley/shared/agreement';
import type { ErrorReply } from '@parley/shared/errors';
import type { ClauseId } from '@parley/shared/ids';
import type { Result } from '@parley/shared/lib';
import type { Answered } from './ask.ts';
import type { Once } from './once.ts';

/** Clauses of the agreement for the organisation's templates. */
export interface KeepingActions {
  /** Their words as a template would have them. */
  preview(clauses: readonly ClauseId[]): Promise<Result<readonly OwnClause[], ErrorReply>>;
  /** Exactly the words of this hash; resolves to what stood in the way. */
  keep(title: string, clauses: readonly ClauseId[], hash: TextHash): Promise<ErrorReply | null>;
}

export const keepingActions = (answered: Answered, once: Once): KeepingActions => ({
  preview: async (clauses) => {
    const answer = await answered('template.preview', { clauses: [...clauses] });
    return answer.ok ? { ok: true, value: answer.value.clauses } : answer;
  },
  keep: async (title, clauses, hash) => {
    const wish = { title, clauses: [...clauses], hash };
    const answer = await once.answered(['template', wish], (ask, attempt) =>
      ask('template.keep', { ...wish, attempt }),
    );
    return answer.ok ? null : answer.error;
  },
});
