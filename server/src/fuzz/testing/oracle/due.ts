import { isAgreementCommand } from '@parley/shared/agreement';
import type { Command } from '@parley/shared/session';
import type { Guest } from '../guest.ts';
import { must } from '../violation.ts';
import { isAround } from './conditions.ts';
import { difference } from './difference.ts';
import type { Remark } from './paper.ts';
import {
  type BarePapers,
  barePapersOf,
  letsOut,
  papersOf,
  type PapersView,
  remarkOf,
  type RemarkView,
} from './papers-view.ts';
import { sees } from './sight.ts';
import { viewOf } from './view.ts';
import type { Soul, World } from './world.ts';

/** By none of these anything else comes to stand in a document, or does no more; what is remarked is followed by itself. */
const NOT_OF_PAPERS: ReadonlySet<string> = new Set<Command['type']>([
  'comment.make',
  'comment.answer',
  'comment.resolve',
  'line.connected',
  'line.lost',
  'session.enter',
  'lobby.admit',
  'people.move',
  'placement.settle',
  'placement.cut',
  'hearing.cut',
  'media.join',
  'media.publish',
  'media.unpublish',
  'microphone.set',
  'channel.listen',
  'interpreter.direct',
  'captions.choose',
  'caption.say',
  'chat.say',
  'booth.say',
  'file.share',
]);

/** By none of these, nor by what is done with documents, what is shown beside the documents is another for anybody. */
const NOT_OF_ROOMS: ReadonlySet<string> = new Set<Command['type']>([
  'version.keep',
  'caption.say',
  'caption.hear',
  'chat.say',
  'booth.say',
  'file.share',
  'room.tell',
]);

/** What was done may have changed what is shown, unless it is known that it has not. */
export function followShown(world: World, command: Command): void {
  if (!NOT_OF_PAPERS.has(command.type)) world.papersAsOf += 1;
  if (!NOT_OF_ROOMS.has(command.type) && !isAgreementCommand(command)) world.roomsAsOf += 1;
}

interface Made {
  /** How somebody stands to what others remark. */
  readonly eyes: readonly unknown[];
  readonly remarks: WeakMap<Remark, RemarkView>;
  readonly rest: readonly unknown[];
  readonly bare: BarePapers;
  readonly remarked: readonly Remark[];
  readonly papers: PapersView;
}

/**
 * What everyone is to be shown, held against what they are. That is done again only when something it rests on may be
 * another; what that is, is tried whenever everything is at rest.
 */
export class Due {
  readonly #world: World;
  readonly #made = new Map<string, Made>();

  constructor(world: World) {
    this.#world = world;
  }

  /** In the view that somebody has. */
  wrongIn(guest: Guest, me: Soul): string | null {
    const world = this.#world;
    if (guest.rightAsOf === world.roomsAsOf) return null;
    const wrong = guest.view === null ? 'nothing' : difference(guest.view, viewOf(world, me));
    if (wrong === null) guest.rightAsOf = world.roomsAsOf;
    return wrong;
  }

  /** In what they were last told of the agreement. */
  amissIn({ agreement }: Guest, me: Soul): string | null {
    const due = this.#papers(me);
    if (agreement.found === due) return null;
    const amiss = difference(agreement.view, due);
    if (amiss === null) agreement.found = due;
    return amiss;
  }

  #papers(me: Soul): PapersView {
    const world = this.#world;
    const before = this.#made.get(me.id);
    const all = world.all();
    const eyes = [me, me.where, me.person, all, ...all.map((soul) => sees(world, me, soul))];
    const rest = [world.papersAsOf, world.lead, letsOut(world, me), ...all.map(isAround)];
    const hasSameEyes = before !== undefined && isSameList(before.eyes, eyes);
    const isBare = hasSameEyes && isSameList(before.rest, rest);
    const bare = isBare ? before.bare : barePapersOf(world, me);
    const remarked = world.remarks.all;
    if (isBare && before.remarked === remarked) return before.papers;
    const remarks = hasSameEyes ? before.remarks : new WeakMap<Remark, RemarkView>();
    const papers = papersOf(world, me, bare, (remark) => {
      const view = remarks.get(remark) ?? remarkOf(world, me, remark);
      remarks.set(remark, view);
      return view;
    });
    this.#made.set(me.id, { eyes, remarks, rest, bare, remarked, papers });
    return papers;
  }

  /** What was not looked at, for nothing it rests on was another, is as it was. */
  lookAgain(guest: Guest, me: Soul): void {
    guest.rightAsOf = null;
    const wrong = this.wrongIn(guest, me);
    must(wrong === null, () => `${me.id} has had for some time a view in which ${wrong}`);
    const world = this.#world;
    const anew = papersOf(world, me, barePapersOf(world, me), (remark) => remarkOf(world, me, remark));
    const amiss = difference(this.#papers(me), anew);
    must(amiss === null, () => `${me.id} counts as due an agreement in which ${amiss}`);
  }
}

const isSameList = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  before.length === after.length && before.every((each, at) => each === after[at]);
