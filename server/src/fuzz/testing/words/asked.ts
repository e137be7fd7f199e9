import type { Guest } from '../guest.ts';
import { roomRefusal } from '../oracle/requests.ts';
import { type Refused, roomOf } from '../oracle/conditions.ts';
import type { Soul, World } from '../oracle/world.ts';
import type { Random } from '../random.ts';
import type { Reply } from '../reply.ts';
import type { Stage } from '../stage.ts';

/** How words are asked about, and what is foreseen of the answer. */

export type Doc = 'agreement' | 'draft';

export const inside = ({ where }: Soul): boolean => where.at === 'in';

export const NO_HASH = '0'.repeat(64);

/** Mostly a document that is there. */
export function docOf({ world }: Stage, random: Random, me: Soul): Doc {
  const hasDraft = world.drafts.has(roomOf(me) ?? '');
  if (random.chance(0.04)) return hasDraft ? 'agreement' : 'draft';
  return hasDraft && random.chance(0.7) ? 'draft' : 'agreement';
}

export const draftOf = (me: Soul, doc: Doc): string | null => (doc === 'draft' ? roomOf(me) : null);

export const hasPaper = (world: World, soul: Soul): boolean =>
  inside(soul) && (world.agreement !== null || world.drafts.has(roomOf(soul) ?? ''));

export const hasAgreement = (world: World, soul: Soul): boolean => inside(soul) && world.agreement !== null;

/** The line they ask on, and, of a draft, the place they say they are in. */
export function placeRefusal(me: Soul, { line }: Guest, doc: Doc, epoch: number): Refused {
  const lineOnly = me.line === 'online' && me.connection === line ? null : 'connection.superseded';
  return doc === 'draft' ? roomRefusal(me, line, epoch) : lineOnly;
}

export const online = (me: Soul, { line }: Guest): Refused =>
  me.line === 'online' && me.connection === line ? null : 'connection.superseded';

export const seen = (hash: string): Refused => (hash === NO_HASH ? 'clause.changed' : null);

interface Question {
  readonly guest: Guest;
  readonly name: string;
  readonly input: object;
  /** The draft that it is about when it reaches the server; null is the agreement. */
  readonly draft: () => string | null;
  /** Why it has to be refused, when nothing is under way. */
  readonly refused: () => Refused;
  readonly granted?: (reply: Extract<Reply, { ok: true }>) => void;
}

/** Asks, and foresees the answer unless something is under way, or the words are others by then than they were. */
export function ask(stage: Stage, { guest, name, input, draft, refused, granted }: Question): void {
  const { world, library } = stage;
  const me = world.soul(guest.participant);
  const before = { draft: draft(), seq: world.seq, rows: library.rows(draft()) };
  stage.ask(guest, name, input, () => {
    const expected = stage.isSteady('append', 'kept', 'read') ? refused() : undefined;
    const isSame = draft() === before.draft && world.seq === before.seq;
    return (reply) => {
      const isOther = !isSame || library.rows(before.draft) !== before.rows;
      const isOvertaken = !reply.ok && reply.error.code === 'clause.changed' && isOther;
      if (!isOvertaken) stage.refusedAs(reply, expected, `${me.id}'s ${name} ${JSON.stringify(input)}`);
      if (reply.ok) granted?.(reply);
    };
  });
}

export const ofAgreement = (): null => null;

/** A clause of the agreement in one of these states, mostly. */
export function clauseAt({ world }: Stage, random: Random, ...states: readonly string[]): string {
  const all = world.agreement?.clauses ?? [];
  const fits = random.chance(0.85) ? all.filter(({ state }) => states.includes(state)) : all;
  return random.maybe(fits)?.id ?? random.maybe(all)?.id ?? 'no-such-clause';
}

export function hashOf({ world, library }: Stage, random: Random, clause: string): string {
  const languages = world.agreement?.languages ?? [];
  return random.chance(0.04) ? NO_HASH : library.hash(null, clause, languages);
}
