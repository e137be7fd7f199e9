import { Refusal } from '@parley/shared/errors';
import * as Y from 'yjs';
import { mustFit } from './content.ts';
import { inside, type Place, type Places, rootPlace, type YType } from './places.ts';
import type { Content, Id, Struct } from './wire.ts';

/** A document as the server has it, with what is known of its places. */
export interface Shadow {
  readonly doc: Y.Doc;
  readonly places: Places;
}

/** A character, mark or element of an item of the document. */
interface Edge {
  readonly item: Y.Item;
  readonly clock: number;
}

/** Where something stands. */
interface Spot {
  readonly place: Place;
  /** The name of the attribute that it is a value of. */
  readonly sub: string | null;
  /** What is in the document already to its left and right; null at the ends of its list. */
  readonly left: Edge | null;
  readonly right: Edge | null;
}

/** A struct that is new to the document. */
export interface NewStruct {
  /** Where it begins: later than the struct that came, when part of that is known. */
  readonly clock: number;
  readonly struct: Struct;
  /** Null: it hangs on something of which nothing is left, or is nothing itself. */
  readonly spot: Spot | null;
  /** The element or run of text that it makes. */
  readonly makes: Place | null;
  /** Items of the document that Yjs may have to step over to find its place. */
  readonly steps: number;
}

/**
 * Items of the document that a struct, and all of an update together, may step over to find their places. Honest ones
 * step over what others wrote into the same gap meanwhile; a made-up one could step over a whole clause each time.
 */
const LONGEST_GAP = 20_000;
const MAX_STEPS = 400_000;
/** Clauses that an update may name of which the document has never heard. */
const MAX_STRANGE = 16;

/** Finds where the structs of an update belong, in the order in which they came. */
export class Structs {
  readonly located: NewStruct[] = [];
  readonly #shadow: Shadow;
  readonly #client: number;
  /** How far the document knows the client. */
  readonly #known: number;
  /** Places that the document does not have. */
  readonly #strange = new Map<string, Place>();
  /** How much stands in the gaps that are written into, by the first item in each. */
  readonly #gaps = new Map<Y.Item, { readonly end: Y.Item | null; readonly length: number }>();
  #steps = MAX_STEPS;

  constructor(shadow: Shadow, client: number) {
    this.#shadow = shadow;
    this.#client = client;
    this.#known = Y.getState(shadow.doc.store, client);
  }

  /** Throws `document.bad-edit` for what cannot be of an honest client, or hangs on what nobody has. */
  add(struct: Struct): void {
    if (struct.clock + struct.length <= this.#known) return;
    const clock = Math.max(struct.clock, this.#known);
    const spot = this.#spotOf(struct, clock);
    const { item } = struct;
    if (spot === null || item === null) {
      this.located.push({ clock, struct, spot: null, makes: null, steps: 0 });
      return;
    }
    mustFit(item.content, spot.place, spot.sub);
    const steps = this.#goesOn(struct, clock) ? 0 : this.#stepsTo(spot);
    this.located.push({ clock, struct, spot, makes: made(item.content, spot.place), steps });
  }

  /** The new struct that a clock is in. */
  at(clock: number): NewStruct | undefined {
    return this.located[this.indexAt(clock)];
  }

  /** Its place in `located`, or the place behind the last. */
  indexAt(clock: number): number {
    let from = 0;
    let to = this.located.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const { struct } = this.located[middle] ?? unreachable();
      if (struct.clock + struct.length <= clock) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #spotOf({ clock: came, item }: Struct, clock: number): Spot | null {
    if (item === null) return null;
    // Of what is partly known the document has the first part, whatever is said of where it stands.
    const origin = clock === came ? item.origin : { client: this.#client, clock: clock - 1 };
    if (origin === null && item.rightOrigin === null) return this.#spotIn(item.parent, item.parentSub, clock);
    const left = origin === null ? undefined : this.#find(origin, clock);
    const right = item.rightOrigin === null ? undefined : this.#find(item.rightOrigin, clock);
    if (left === null || right === null) return null;
    return between(left, right);
  }

  /** In the parent that it names. */
  #spotIn(parent: string | Id | null, sub: string | null, clock: number): Spot | null {
    if (parent === null) throw new Refusal('document.bad-edit');
    const place = typeof parent === 'string' ? this.#root(parent) : this.#parentAt(parent, clock);
    return place === null ? null : { place, sub, left: null, right: null };
  }

  #root(name: string): Place {
    const type = this.#shadow.doc.share.get(name);
    if (type !== undefined) return this.#shadow.places.of(type);
    const known = this.#strange.get(name);
    if (known !== undefined) return known;
    if (this.#strange.size === MAX_STRANGE) refuse();
    const place = rootPlace(name, null);
    this.#strange.set(name, place);
    return place;
  }

  #parentAt(id: Id, before: number): Place | null {
    const found = this.#lookUp(id, before);
    if (found instanceof Y.GC) return null;
    if (!(found instanceof Y.Item)) {
      if (found.spot === null || found.struct.item?.content.kind === 'deleted') return null;
      return found.makes ?? refuse();
    }
    const { content } = found;
    if (content instanceof Y.ContentDeleted) return null;
    return content instanceof Y.ContentType ? this.#shadow.places.of(content.type) : refuse();
  }

  #find(id: Id, before: number): Spot | null {
    const found = this.#lookUp(id, before);
    if (found instanceof Y.GC) return null;
    if (!(found instanceof Y.Item)) return found.spot;
    const place = this.#shadow.places.ofItem(found);
    const edge = { item: found, clock: id.clock };
    return { place, sub: found.parentSub, left: edge, right: edge };
  }

  /** Throws `document.bad-edit` for what is neither in the document nor earlier in the update. */
  #lookUp({ client, clock }: Id, before: number): Y.Item | Y.GC | NewStruct {
    if (client === this.#client && clock >= this.#known) {
      return (clock < before ? this.at(clock) : undefined) ?? refuse();
    }
    const structs = this.#shadow.doc.store.clients.get(client);
    const last = structs?.at(-1);
    if (structs === undefined || last === undefined || clock >= last.id.clock + last.length) return refuse();
    return structs[Y.findIndexSS(structs, clock)] ?? unreachable();
  }

  /**
   * Whether it stands behind something that is new itself. What the document has stands behind none of that, and so
   * Yjs goes no further than to the first of it: only where a run of new structs begins is there a way to go.
   */
  #goesOn({ clock: came, item }: Struct, clock: number): boolean {
    const origin = clock === came ? (item?.origin ?? null) : null;
    return origin !== null && origin.client === this.#client && origin.clock >= this.#known;
  }

  /** Counts what Yjs would step over to find the place; throws `document.bad-edit` when it is too much. */
  #stepsTo({ place, sub, left, right }: Spot): number {
    if (place.type === null) return 0;
    const inOne = left !== null && left.item === right?.item;
    if (inOne && left.clock < right.clock) return 0;
    const first = left === null ? firstOf(place.type, sub) : left.item.right;
    const steps = first === null ? 0 : this.#between(first, inOne ? null : (right?.item ?? null));
    this.#steps -= steps;
    if (this.#steps < 0) refuse();
    return steps;
  }

  #between(first: Y.Item, end: Y.Item | null): number {
    const known = this.#gaps.get(first);
    if (known !== undefined && known.end === end) return known.length;
    let length = 0;
    for (let item: Y.Item | null = first; item !== null && item !== end; item = item.right) {
      length += 1;
      if (length > LONGEST_GAP) refuse();
    }
    this.#gaps.set(first, { end, length });
    return length;
  }
}

/**
 * Whether a struct that is refused leaves its place behind. Not where that would change what is there: an attribute's
 * new value ends the one before it, and a place in the middle of a sign tears it apart.
 */
export function leavesPlace({ doc }: Shadow, { spot, struct: { item } }: NewStruct): boolean {
  if (spot === null || item === null || spot.sub !== null || spot.place.type === null) return false;
  return !tearsSign(doc, item.origin, 1) && !tearsSign(doc, item.rightOrigin, 0);
}

/** Whether a sign of two halves is what a place so many characters after this one is in the middle of. */
function tearsSign(doc: Y.Doc, id: Id | null, after: 0 | 1): boolean {
  if (id === null || id.clock >= Y.getState(doc.store, id.client)) return false;
  const item = Y.getItem(doc.store, Y.createID(id.client, id.clock));
  if (!(item.content instanceof Y.ContentString)) return false;
  const before = item.content.str.charCodeAt(id.clock - item.id.clock + after - 1);
  return before >= 0xd800 && before <= 0xdbff;
}

/** What stands between two neighbours, of which there is one at least: both in one list. */
function between(left: Spot | undefined, right: Spot | undefined): Spot {
  const known = left ?? right ?? unreachable();
  if (left !== undefined && right !== undefined && (left.place !== right.place || left.sub !== right.sub)) {
    refuse();
  }
  return {
    place: known.place,
    sub: known.sub,
    left: left?.left ?? null,
    right: right?.right ?? null,
  };
}

function made(content: Content, place: Place): Place | null {
  if (content.kind === 'element') return inside(place, content.name, null);
  return content.kind === 'text' ? inside(place, null, null) : null;
}

function firstOf(type: YType, sub: string | null): Y.Item | null {
  if (sub === null) return type._start;
  let first = type._map.get(sub) ?? null;
  while (first !== null && first.left !== null) first = first.left;
  return first;
}

function refuse(): never {
  throw new Refusal('document.bad-edit');
}

function unreachable(): never {
  throw new Error('a struct is not where it was found');
}
