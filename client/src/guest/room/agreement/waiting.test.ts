import type { CommentView } from '@parley/shared/agreement';
import { ClauseId, CommentId, ParticipantId } from '@parley/shared/ids';
import { expect, test } from 'vitest';
import { mentionsOfMe } from './waiting.ts';

const me = ParticipantId.parse('person-me');
const other = ParticipantId.parse('person-other');
const remark = (author: ParticipantId | null, ...mentions: ParticipantId[]) => ({
  id: CommentId.parse('remark-1'),
  author,
  side: null,
  text: '',
  mentions,
  at: 1,
});
const comment = (first: ReturnType<typeof remark>, over: Partial<CommentView> = {}): CommentView => ({
  ...first,
  clause: ClauseId.parse('clause-1'),
  language: 'zh',
  anchor: { from: 'AQID', to: 'AQID' },
  quote: '',
  scope: 'everyone',
  answers: [],
  resolved: false,
  mayAnswer: true,
  mayResolve: false,
  ...over,
});
const waiting = (...comments: CommentView[]): number => mentionsOfMe({ comments }, me);

test('[COM-2] a comment waits for whom it mentions, until they have answered or it is dealt with', () => {
  const asked = comment(remark(other, me));
  expect(waiting(asked)).toBe(1);
  expect(waiting({ ...asked, answers: [remark(other)] })).toBe(1);
  expect(waiting({ ...asked, answers: [remark(me)] })).toBe(0);
  expect(waiting({ ...asked, answers: [remark(me), remark(null, me)] })).toBe(1);
  expect(waiting({ ...asked, resolved: true })).toBe(0);
  expect(waiting(comment(remark(me)), comment(remark(other, other)))).toBe(0);
  expect(mentionsOfMe(null, me)).toBe(0);
});
