import type { AgreementCommand } from '@parley/shared/agreement';
import { opens, isThere, paperOf, roomOfDraft, standing } from './papers.ts';
import type { Effects } from './places.ts';
import type { Plain } from './plain.ts';
import { sees } from './sight.ts';
import {
  type Denials,
  firstOf,
  leadsTalks,
  placed,
  readsRemark,
  type Refused,
  roomOf,
} from './conditions.ts';
import type { Remark } from './paper.ts';
import type { Soul, World } from './world.ts';

/** What is remarked on a clause, for a room or for everyone. */

type CommentCommand = Extract<AgreementCommand, { type: `comment.${string}` }>;

/** As the rules bound what is remarked for one room or for everyone, what of it is set aside, and answers. */
const MOST_REMARKS = 100;
const MOST_ANSWERS = 50;

const isSentAgain = (world: World, draft: string | null, id: string): boolean =>
  paperOf(world, draft)?.remarked.has(id) === true;

/** Made once, by whoever used the id first, while there are not too many of those that they read. */
const fits = (
  world: World,
  me: Soul,
  { draft, id, isFull }: { readonly draft: string | null; readonly id: string; readonly isFull: boolean },
): Denials => {
  const again = isSentAgain(world, draft, id);
  const isTheirs = paperOf(world, draft)?.remarked.get(id) === me.id;
  return [
    [!again || isTheirs, 'request.malformed'],
    [again || !isFull, 'comment.too-many'],
  ];
};

const isSeen = (world: World, me: Soul, id: string): boolean => {
  const other = world.souls.get(id);
  return other !== undefined && sees(world, me, other);
};

const voiced = (me: Soul): Denials[number] => [me.role !== 'observer', 'role.not-allowed'];

const knowsRemark = (world: World, me: Soul, draft: string | null, remark: Remark | undefined): Denials => [
  [placed(me), 'room.not-in'],
  ...(draft === null ? [] : standing(me)),
  [(draft === null || roomOf(me) === draft) && paperOf(world, draft) !== null, 'document.unknown'],
  [remark !== undefined && readsRemark(world, me, remark), 'comment.unknown'],
  ...standing(me),
  voiced(me),
];

/** May set it aside, or take it up again. */
export const mayResolve = (
  world: World,
  me: Soul,
  draft: string | null,
  remark: Remark | undefined,
): Denials => {
  const own = remark?.author === me.id || (me.side !== null && remark?.side === me.side);
  return [
    ...knowsRemark(world, me, draft, remark),
    [draft !== null || own || leadsTalks(me), 'comment.not-yours'],
  ];
};

const remarkIn = (world: World, draft: string | null, id: string): Remark | undefined =>
  world.remarks.all.find((remark) => remark.id === id && remark.of === draft);

/** Why somebody may not do this now, by the words of the rules; null when they may. */
export function remarkRefusal(world: World, command: Plain<CommentCommand>, me: Soul): Refused {
  // Whoever cannot be seen is nobody.
  const isMentioned = (people: readonly string[]): Denials[number] => [
    people.every((id) => isSeen(world, me, id)),
    'participant.unknown',
  ];

  switch (command.type) {
    case 'comment.make': {
      const draft = roomOfDraft(command.document);
      const room = draft ?? command.room;
      const open = world.remarks.all.filter(
        (other) =>
          other.of === draft && other.room === room && !other.resolved && readsRemark(world, me, other),
      );
      return firstOf(
        ...opens(world, me, draft),
        voiced(me),
        [room === null || roomOf(me) === room, 'room.not-in'],
        isThere(world, draft, command.clause),
        isMentioned(command.mentions),
        ...fits(world, me, { draft, id: command.id, isFull: open.length >= MOST_REMARKS }),
      );
    }
    case 'comment.answer': {
      const draft = roomOfDraft(command.document);
      const remark = remarkIn(world, draft, command.comment);
      const answers = remark?.answers.filter((other) => readsRemark(world, me, other)) ?? [];
      return firstOf(
        ...knowsRemark(world, me, draft, remark),
        [remark?.resolved === false, 'comment.resolved'],
        isMentioned(command.mentions),
        ...fits(world, me, { draft, id: command.id, isFull: answers.length >= MOST_ANSWERS }),
      );
    }
    case 'comment.resolve': {
      const draft = roomOfDraft(command.document);
      return firstOf(...mayResolve(world, me, draft, remarkIn(world, draft, command.comment)));
    }
  }
}

const insideOf = (world: World, room: string | null): ReadonlySet<string> =>
  new Set(
    world
      .all()
      .filter((soul) => room !== null && roomOf(soul) === room)
      .map(({ id }) => id),
  );

/** What follows from it, once it is stored. */
export function remarkEffects(world: World, command: CommentCommand, me: Soul, at: number): Effects {
  switch (command.type) {
    case 'comment.make': {
      const of = roomOfDraft(command.document);
      const { id, clause, text, language, anchor, quote, mentions } = command;
      const room = of ?? command.room;
      if (isSentAgain(world, of, id)) return [];
      return [
        () => {
          paperOf(world, of)?.remarked.set(id, me.id);
          const witnesses = insideOf(world, room);
          const { id: author, side } = me;
          const said = { id, clause, text, language, anchor, quote, mentions, at, author, side };
          world.remarks.add({ ...said, of, room, witnesses, answers: [], resolved: false });
        },
      ];
    }
    case 'comment.answer': {
      const { id, text, mentions } = command;
      const draft = roomOfDraft(command.document);
      if (isSentAgain(world, draft, id)) return [];
      return [
        () => {
          paperOf(world, draft)?.remarked.set(id, me.id);
          const remark = world.remarks.all.find((each) => each.id === command.comment);
          if (remark === undefined) return;
          const { of, room, answers } = remark;
          const said = { id, text, mentions, at, author: me.id, side: me.side };
          const answer = { ...said, of, room, witnesses: insideOf(world, room) };
          world.remarks.put(remark, { answers: [...answers, answer] });
        },
      ];
    }
    case 'comment.resolve': {
      const remark = world.remarks.all.find(({ id }) => id === command.comment);
      if (remark === undefined || remark.resolved === command.resolved) return [];
      return [
        () => {
          world.remarks.put(remark, { resolved: command.resolved });
          const { of, room } = remark;
          const aside = world.remarks.all.filter(
            (each) => each.of === of && each.room === room && each.resolved,
          );
          const forgotten = aside.slice(0, -MOST_REMARKS);
          world.remarks.keep((each) => !forgotten.includes(each));
        },
      ];
    }
  }
}
