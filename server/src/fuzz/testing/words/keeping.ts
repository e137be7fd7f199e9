import { publishedText, versionText } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import { canonicalTexts, sha256 } from '../../../agreement/text-hash.ts';
import { difference } from '../oracle/difference.ts';
import { documentRefusal } from '../oracle/documents.ts';
import { isThere, paperOf, sideOfWord } from '../oracle/papers.ts';
import { mayPublish, shared } from '../oracle/proposals.ts';
import { roomRefusal } from '../oracle/requests.ts';
import { keeps, restores, versionIn } from '../oracle/versions.ts';
import { firstOf, leadsTalks, placed, type Refused, roomOf } from '../oracle/conditions.ts';
import type { Soul, World } from '../oracle/world.ts';
import { someone, unheard } from '../picks.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { must } from '../violation.ts';
import { ask, clauseAt, docOf, draftOf, hasPaper, inside, NO_HASH, placeRefusal, seen } from './asked.ts';

/** Words are let out of a draft, kept, and put back. */

/** Lets some of the draft out that they stand beside. */
export function letOut(stage: Stage, random: Random): void {
  const { world, library } = stage;
  const fits = (soul: Soul): boolean =>
    inside(soul) &&
    world.agreement !== null &&
    world.drafts.has(roomOf(soul) ?? '') &&
    (random.chance(0.05) || leadsTalks(soul) || sideOfWord(soul) !== null);
  const guest = someone(stage, random, fits);
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const epoch = stage.epochFor(me, random);
  const room = roomOf(me);
  const all = paperOf(world, room ?? '')?.clauses.map(({ id }) => id) ?? [];
  const some = random.some(all, 0.5);
  const chosen = some.length > 0 ? some : all.slice(0, 1);
  const clauses = chosen.length > 0 && random.chance(0.95) ? chosen : ['no-such-clause'];
  const after = random.chance(0.5) ? null : clauseAt(stage, random, 'draft');
  const wrong = random.chance(0.04);
  const languages = shared(world, room ?? '');
  const preview = publishedText(clauses.map((id) => canonicalTexts(library.texts(room, id, languages))));
  const hash = wrong ? NO_HASH : sha256(preview);
  ask(stage, {
    guest,
    name: 'draft.publish',
    input: { attempt: unheard('attempt'), epoch, clauses, after, hash },
    draft: () => roomOf(me),
    refused: () =>
      roomRefusal(me, guest.line, epoch) ??
      firstOf(
        ...mayPublish(world, me, roomOf(me) ?? ''),
        ...clauses.map((id) => isThere(world, roomOf(me), id)),
      ) ??
      seen(hash) ??
      documentRefusal(
        world,
        {
          type: 'draft.publish',
          room: roomOf(me) ?? '',
          after,
          hash,
          clauses: clauses.map((from) => ({ from, id: '', proposal: '', texts: {} })),
        },
        me,
      ),
    granted: () => stage.counters.add('words let out', clauses.length),
  });
}

const versionsOf = (world: World, draft: string | null): readonly { readonly id: string }[] =>
  paperOf(world, draft)?.versions ?? [];

/** Keeps a document as it is, reads one that was kept, or puts it back. */
export function keep(stage: Stage, random: Random): void {
  const { world, library } = stage;
  const name = random.one(['version.make', 'version.read', 'version.restore', 'version.restore'] as const);
  const writes = (soul: Soul): boolean =>
    hasPaper(world, soul) && (leadsTalks(soul) || world.rooms.get(roomOf(soul) ?? '')?.kind === 'caucus');
  const guest = someone(stage, random, name === 'version.read' ? (soul) => hasPaper(world, soul) : writes);
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const doc = docOf(stage, random, me);
  const draft = draftOf(me, doc);
  const epoch = stage.epochFor(me, random);
  const place = (): Refused => placeRefusal(me, guest, doc, epoch);
  const may = (rule: typeof keeps): Refused => place() ?? firstOf(...rule(world, me, draftOf(me, doc)));
  if (name === 'version.make') {
    const input = { attempt: unheard('attempt'), doc, epoch, name: unheard('kept') };
    return ask(stage, { guest, name, input, draft: () => draftOf(me, doc), refused: () => may(keeps) });
  }
  const foreign = random.maybe([...world.drafts.values()].flatMap(({ versions }) => versions))?.id;
  const own = random.maybe(versionsOf(world, draft))?.id;
  const version = (random.chance(0.1) ? foreign : own) ?? 'no-such-version';
  const known = (): Refused =>
    versionIn(world, draftOf(me, doc), version) === undefined ? 'version.unknown' : null;
  if (name === 'version.read') {
    return ask(stage, {
      guest,
      name,
      input: { doc, epoch, version },
      draft: () => draftOf(me, doc),
      refused: () =>
        place() ??
        (doc === 'draft' || placed(me) ? null : 'room.not-in') ??
        (paperOf(world, draftOf(me, doc)) === null ? 'document.unknown' : null) ??
        known(),
      granted: ({ value }) => {
        const wrong = difference(value, versionIn(world, draftOf(me, doc), version)?.content);
        must(wrong === null, () => `${me.id} reads ${version} in which${wrong}`);
      },
    });
  }
  const readable = (): Refused => {
    const [there, here] = [draftOf(me, doc), paperOf(world, draftOf(me, doc))?.languages ?? []];
    const then = versionIn(world, there, version)?.content.languages ?? [];
    return then.toSorted().join() === here.toSorted().join() ? null : 'version.other-languages';
  };
  const paper = paperOf(world, draft);
  const { languages = [], prevailing = '', clauses = [] } = paper ?? {};
  const texts = clauses.map(({ id }) => ({
    id: id as ClauseId,
    texts: canonicalTexts(library.texts(draft, id, languages)),
  }));
  const hash = random.chance(0.04)
    ? NO_HASH
    : sha256(versionText({ languages: [...languages], prevailing, clauses: texts }));
  ask(stage, {
    guest,
    name,
    input: { doc, epoch, version, hash },
    draft: () => draftOf(me, doc),
    refused: () => may(restores) ?? known() ?? readable() ?? seen(hash),
  });
}
