import { z } from 'zod';
import { sameJson } from '../lib/same-json.ts';
import { DocumentKind } from './document.ts';
import {
  type AgreementView,
  BookView,
  ClauseView,
  CommentView,
  ProposalView,
  VersionView,
} from './view-shape.ts';

/** Of a list: what is new or different in it, and, where that is another, the order of all. */
const listChange = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), order: z.array(z.string()).nullable() });
interface ListChange<T> {
  items: T[];
  order: string[] | null;
}
interface Named {
  readonly id: string;
}

/** A document has few things that are short, and lists of many that are long. */
const BookChange = z.object({
  rest: BookView.omit({ clauses: true, proposals: true, comments: true, versions: true }),
  clauses: listChange(ClauseView),
  proposals: listChange(ProposalView),
  comments: listChange(CommentView),
  versions: listChange(VersionView),
});
type BookChange = z.infer<typeof BookChange>;

const OneChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('same') }),
  z.object({ kind: z.literal('whole'), book: BookView.nullable() }),
  z.object({ kind: z.literal('part'), change: BookChange }),
]);
type OneChange = z.infer<typeof OneChange>;

/** From one view of the agreement to the next. */
export const AgreementChange = z.object({
  agreement: OneChange,
  draft: OneChange,
  mayStart: z.array(DocumentKind),
});
export type AgreementChange = z.infer<typeof AgreementChange>;

/** Null where they are the same. */
export function changeOfAgreement(before: AgreementView, after: AgreementView): AgreementChange | null {
  const { mayStart } = after;
  const [agreement, draft] = [
    changeOf(before.agreement, after.agreement),
    changeOf(before.draft, after.draft),
  ];
  const isSame = agreement.kind === 'same' && draft.kind === 'same' && sameJson(before.mayStart, mayStart);
  return isSame ? null : { agreement, draft, mayStart };
}

/** Null where the change is none of this view. */
export function changedAgreement(before: AgreementView, change: AgreementChange): AgreementView | null {
  const agreement = changed(before.agreement, change.agreement);
  const draft = changed(before.draft, change.draft);
  return agreement === undefined || draft === undefined
    ? null
    : { agreement, draft, mayStart: change.mayStart };
}

function changeOf(before: BookView | null, after: BookView | null): OneChange {
  if (before === null && after === null) return { kind: 'same' };
  if (before === null || after === null) return { kind: 'whole', book: after };
  const [{ rest: had }, { rest, clauses, proposals, comments, versions }] = [parted(before), parted(after)];
  const lists = {
    clauses: listOf(before.clauses, clauses),
    proposals: listOf(before.proposals, proposals),
    comments: listOf(before.comments, comments),
    versions: listOf(before.versions, versions),
  };
  const isSame =
    Object.values(lists).every(({ items, order }) => items.length === 0 && order === null) &&
    sameJson(had, rest);
  return isSame ? { kind: 'same' } : { kind: 'part', change: { rest, ...lists } };
}

function parted({ clauses, proposals, comments, versions, ...rest }: BookView) {
  return { clauses, proposals, comments, versions, rest };
}

function changed(before: BookView | null, change: OneChange): BookView | null | undefined {
  switch (change.kind) {
    case 'same':
      return before;
    case 'whole':
      return change.book;
    case 'part':
      return before === null ? undefined : (changedBook(before, change.change) ?? undefined);
  }
}

function changedBook(before: BookView, { rest, ...lists }: BookChange): BookView | null {
  const clauses = changedList(before.clauses, lists.clauses);
  const proposals = changedList(before.proposals, lists.proposals);
  const comments = changedList(before.comments, lists.comments);
  const versions = changedList(before.versions, lists.versions);
  if (clauses === null || proposals === null || comments === null || versions === null) return null;
  return { ...rest, clauses, proposals, comments, versions };
}

function listOf<T extends Named>(before: readonly T[], after: readonly T[]): ListChange<T> {
  if (before.length === after.length && after.every((item, at) => item === before[at]))
    return { items: [], order: null };
  const known = new Map(before.map((item) => [item.id, item]));
  const isSameOrder =
    before.length === after.length && after.every(({ id }, index) => before[index]?.id === id);
  return {
    items: after.filter((item) => !sameJson(known.get(item.id), item)),
    order: isSameOrder ? null : after.map(({ id }) => id),
  };
}

function changedList<T extends Named>(before: readonly T[], { items, order }: ListChange<T>): T[] | null {
  const known = new Map([...before, ...items].map((item) => [item.id, item]));
  const list = (order ?? before.map(({ id }) => id)).flatMap((id) => known.get(id) ?? []);
  const isWhole = order === null ? known.size === before.length : list.length === order.length;
  return isWhole ? list : null;
}
