import type { RequestInput } from '@parley/shared/protocol';
import type { Asked } from './ask.ts';

/**
 * What is remarked on the words of a document. Everything names the stay in a room that it was written in: what is meant
 * for one room is not said in the next, however quickly somebody was moved. Refusals of the server become notices.
 */
export interface CommentActions {
  make(comment: RequestInput<'comment.make'>): Promise<boolean>;
  answer(answer: RequestInput<'comment.answer'>): Promise<boolean>;
  /** Sets it aside, or takes it up again. */
  resolve(wish: RequestInput<'comment.resolve'>): Promise<boolean>;
}

export const commentActions = (asked: Asked): CommentActions => ({
  make: async (comment) => (await asked('comment.make', comment)) !== null,
  answer: async (answer) => (await asked('comment.answer', answer)) !== null,
  resolve: async (wish) => (await asked('comment.resolve', wish)) !== null,
});
