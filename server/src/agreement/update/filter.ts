import { type ErrorCode, Refusal } from '@parley/shared/errors';
import { isShowable } from '@parley/shared/session';
import * as Y from 'yjs';
import { type Deletion, effective } from './deletes.ts';
import { leavesPlace, type NewStruct, type Shadow, Structs } from './structs.ts';
import { isTidying } from './tidying.ts';
import { type Block, readUpdate, type Update } from './wire.ts';
import { addPiece, type Change, emptied, type Piece, pieceOf, writeUpdate, type Written } from './write.ts';

/** How much an update puts into one root. */
export interface Added {
  readonly characters: number;
  /** Elements, runs of text, and changes of marks. */
  readonly nodes: number;
}

/** Why what is done in a root may not be done; null: it may. */
export type Verdict = (root: string, added: Added) => ErrorCode | null;

export interface Filtered {
  /** What goes into the document; null when that is nothing. */
  readonly written: Written | null;
  /** The same in parts that are quickly applied, in their order. */
  readonly parts: readonly Uint8Array[];
  /** By root, what was taken. */
  readonly taken: ReadonlyMap<string, Added>;
  readonly refused: ReadonlyMap<string, ErrorCode>;
  /** Something was left out because nothing is left of what it hung on. */
  readonly homeless: boolean;
}

/**
 * Structs that are applied in one go, and what they may have to step over of the document; each may have to step over
 * all that came with it as well.
 */
const PART = { structs: 25, steps: 20_000 } as const;

/** What an update does in one root. */
interface Effect {
  characters: number;
  nodes: number;
  /** Whether it brings structs. */
  brings: boolean;
  /** With characters that no screen shows. */
  unshowable: boolean;
  deletions: Deletion[];
}

/**
 * Takes out of an update what may not be done. A struct that is refused becomes one of the same length and in the same
 * place in which nothing is, so that its client's clock goes on without a gap and what comes after it or beside it does
 * not suffer; deletions that are refused, or nothing new, are left out. Changes nothing.
 *
 * Null when it goes on from what its client has yet to send. Throws `document.foreign-client`, `document.bad-edit`
 * or `request.too-large` for what no client of ours would send.
 */
export function filterUpdate(
  bytes: Uint8Array,
  {
    shadow,
    client,
    verdict,
  }: { readonly shadow: Shadow; readonly client: number; readonly verdict: Verdict },
): Filtered | null {
  const update = readUpdate(bytes);
  const block = blockOf(update, shadow.doc, client);
  const [first] = block?.structs ?? [];
  if (first !== undefined && first.clock > Y.getState(shadow.doc.store, client)) return null;
  const structs = new Structs(shadow, client);
  for (const struct of block?.structs ?? []) structs.add(struct);
  const deletions = effective(update.deletes, shadow, structs, client);
  if (deletions === null) return null;
  const effects = effectsOf(structs.located, deletions);
  const refused = judge(effects, verdict);
  return {
    ...write({ bytes, update, client, shadow, structs: structs.located, deletions, refused }),
    ...sum(effects, refused),
  };
}

/** The structs of the client itself. Of others there may be only what the document has. */
function blockOf({ blocks }: Update, doc: Y.Doc, client: number): Block | null {
  let own: Block | null = null;
  for (const block of blocks) {
    const last = block.structs.at(-1);
    const end = last === undefined ? 0 : last.clock + last.length;
    if (block.client === client) own = block;
    else if (end > Y.getState(doc.store, block.client)) throw new Refusal('document.foreign-client');
  }
  return own;
}

function effectsOf(
  structs: readonly NewStruct[],
  deletions: readonly Deletion[],
): ReadonlyMap<string, Effect> {
  const effects = new Map<string, Effect>();
  const of = (root: string): Effect => {
    const known = effects.get(root);
    if (known !== undefined) return known;
    const effect = { characters: 0, nodes: 0, brings: false, unshowable: false, deletions: [] };
    effects.set(root, effect);
    return effect;
  };
  for (const { spot, struct, makes } of structs) {
    if (spot === null) continue;
    const effect = of(spot.place.root);
    effect.brings = true;
    const content = struct.item?.content;
    if (makes !== null || content?.kind === 'format') effect.nodes += 1;
    if (content?.kind !== 'string') continue;
    effect.characters += content.text.length;
    effect.unshowable ||= !isShowable(content.text);
  }
  for (const deletion of deletions) of(deletion.place.root).deletions.push(deletion);
  return effects;
}

function judge(effects: ReadonlyMap<string, Effect>, verdict: Verdict): ReadonlyMap<string, ErrorCode> {
  const refused = new Map<string, ErrorCode>();
  for (const [root, effect] of effects) {
    const code = verdict(root, effect) ?? (effect.unshowable ? 'document.bad-edit' : null);
    if (code === null || (!effect.brings && isTidying(effect.deletions))) continue;
    refused.set(root, code);
  }
  return refused;
}

function sum(
  effects: ReadonlyMap<string, Effect>,
  refused: ReadonlyMap<string, ErrorCode>,
): Pick<Filtered, 'taken' | 'refused'> {
  if (refused.size === 0) return { taken: effects, refused };
  return { taken: new Map([...effects].filter(([root]) => !refused.has(root))), refused };
}

function write({
  bytes,
  update: came,
  client,
  shadow,
  structs,
  deletions,
  refused,
}: {
  readonly bytes: Uint8Array;
  readonly update: Update;
  readonly client: number;
  readonly shadow: Shadow;
  readonly structs: readonly NewStruct[];
  readonly deletions: readonly Deletion[];
  readonly refused: ReadonlyMap<string, ErrorCode>;
}): Pick<Filtered, 'written' | 'parts' | 'homeless'> {
  const pieces: Piece[] = [];
  const parts = new Parts();
  let homeless = false;
  let whole = bringsOnly(came, structs);
  for (const each of structs) {
    const { spot, struct } = each;
    const stays = spot !== null && !refused.has(spot.place.root);
    whole &&= stays && each.clock === struct.clock;
    if (stays) addPiece(pieces, pieceOf(bytes, client, each));
    else if (leavesPlace(shadow, each)) addPiece(pieces, emptied(bytes, client, each));
    else
      addPiece(pieces, { clock: each.clock, length: struct.clock + struct.length - each.clock, bytes: null });
    parts.reach(pieces.length, each.steps);
    homeless ||= spot === null && struct.item !== null && struct.item.content.kind !== 'deleted';
  }
  const deletes = deletions.filter(({ place }) => !refused.has(place.root));
  if (pieces.length === 0 && deletes.length === 0) return { written: null, parts: [], homeless };
  const change = { client, pieces, deletes };
  // A key that was pressed goes on as it came.
  const update = whole ? bytes : writeUpdate(change);
  return {
    written: { change, update },
    parts: parts.isOne ? [update] : inParts(change, parts.starts),
    homeless,
  };
}

/** Whether an update is these structs and nothing else. */
function bringsOnly({ blocks: [block, another], deletes }: Update, structs: readonly NewStruct[]): boolean {
  return another === undefined && deletes.length === 0 && block?.structs.length === structs.length;
}

/** Where the pieces are to be parted. */
class Parts {
  readonly starts: number[] = [0];
  #steps = 0;

  /** There are so many pieces now; the last of them takes so many steps. */
  reach(count: number, steps: number): void {
    const start = this.starts.at(-1) ?? 0;
    this.#steps += steps;
    if (count - start <= PART.structs && this.#steps <= PART.steps) return;
    if (count - start > 1) this.starts.push(count - 1);
    this.#steps = steps;
  }

  get isOne(): boolean {
    return this.starts.length === 1;
  }
}

function inParts({ client, pieces, deletes }: Change, starts: readonly number[]): readonly Uint8Array[] {
  return starts.map((from, index) => {
    const part = pieces.slice(from, starts[index + 1]);
    const isLast = index === starts.length - 1;
    return writeUpdate({ client, pieces: part, deletes: isLast ? deletes : [] });
  });
}
