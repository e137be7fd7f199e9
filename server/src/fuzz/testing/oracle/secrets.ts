import type { Source } from '@parley/shared/session';
import { must } from '../violation.ts';
import { hears, knowsOfKnock, sees } from './sight.ts';
import { knowsTerm } from './terms.ts';
import { TYPED } from './proposals.ts';
import { boundFor, leadsTalks, placed, readsRemark, roomOf } from './conditions.ts';
import type { Soul, World } from './world.ts';

/** What a string may be that nobody else may read; found in any text that is sent. */
export type Secret =
  | { readonly of: 'person'; readonly id: string }
  | { readonly of: 'room'; readonly id: string }
  | { readonly of: 'title'; readonly room: string }
  | { readonly of: 'wish'; readonly id: string }
  | { readonly of: 'track'; readonly owner: string; readonly source: Source }
  | { readonly of: 'word'; readonly id: string }
  /** A clause of a room's draft, and what was remarked. */
  | { readonly of: 'draft'; readonly room: string }
  /** What somebody typed: in the agreement, or, with a room, in its draft. */
  | { readonly of: 'typed'; readonly word: string; readonly room: string | null }
  | { readonly of: 'remark'; readonly id: string }
  /** A line of captions; told where it is judged by itself. */
  | { readonly of: 'caption'; readonly id: string }
  /** What something is called, as somebody wrote it down. */
  | { readonly of: 'term'; readonly id: string }
  /** Of a participant's own device, or of their own notes: nobody else is told of it. */
  | { readonly of: 'own'; readonly id: string };

/** Reads every string of what is sent and asks of each that is a secret whether its reader may know it now. */
export function judgeStrings(
  secrets: ReadonlyMap<string, Secret>,
  value: unknown,
  may: (secret: Secret) => boolean,
  reader: string,
): void {
  if (typeof value === 'string') {
    const secret = secrets.get(value);
    must(
      secret === undefined || may(secret),
      () => `${reader} is sent a ${secret?.of} they may not know: ${value}`,
    );
    if (secret === undefined && value.includes('typed-')) judgeTyped(secrets, value, may, reader);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) judgeStrings(secrets, each, may, reader);
  } else {
    for (const key in value) judgeStrings(secrets, value[key as keyof typeof value], may, reader);
  }
}

/** The same of every typed word that is somewhere in a longer text, or in bytes read as one. */
export function judgeTyped(
  secrets: ReadonlyMap<string, Secret>,
  text: string,
  may: (secret: Secret) => boolean,
  reader: string,
): void {
  for (const word of text.match(TYPED) ?? []) {
    const secret = secrets.get(word);
    must(
      secret !== undefined && may(secret),
      () => `${reader} is sent a ${secret?.of ?? 'word that nobody typed'} they may not know: ${word}`,
    );
  }
}

export function mayKnow(world: World, me: Soul, secret: Secret): boolean {
  const leads = leadsTalks(me);
  switch (secret.of) {
    case 'person': {
      const soul = world.souls.get(secret.id);
      return soul !== undefined && (sees(world, me, soul) || knowsOfKnock(world, me, secret.id));
    }
    case 'room':
      return leads || roomOf(me) === secret.id || boundFor(me) === secret.id;
    case 'title':
      return leads || roomOf(me) === secret.room;
    case 'wish':
      return leads || me.id === secret.id;
    case 'track': {
      const owner = world.soul(secret.owner);
      return owner === me || hears(world, me, owner, secret.source);
    }
    case 'draft':
      return roomOf(me) === secret.room;
    case 'typed': {
      const isOut = secret.room === null || world.letOut.has(secret.word);
      return isOut ? placed(me) : roomOf(me) === secret.room;
    }
    case 'remark': {
      const found = world.remarks.named(secret.id);
      return found !== undefined && readsRemark(world, me, found);
    }
    case 'term': {
      const term = world.terms.get(secret.id);
      return term !== undefined && knowsTerm(world, me, term);
    }
    case 'word':
    case 'caption':
      return false;
    case 'own':
      return me.id === secret.id;
  }
}
