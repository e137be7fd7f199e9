import { publishedText, withoutNames } from '@parley/shared/agreement';
import { canonicalTexts, sha256 } from '../../../agreement/text-hash.ts';
import { difference } from '../oracle/difference.ts';
import { documentRefusal, mayRestart } from '../oracle/documents.ts';
import { firstOf, leadsTalks, type Refused, roomOf } from '../oracle/conditions.ts';
import type { Soul, World } from '../oracle/world.ts';
import { someone, unheard } from '../picks.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { must } from '../violation.ts';
import {
  ask,
  clauseAt,
  type Doc,
  draftOf,
  hasAgreement,
  inside,
  NO_HASH,
  ofAgreement,
  online,
  placeRefusal,
  seen,
} from './asked.ts';

/** Words leave the session for the organisation's templates, and come from them. */

/** Looks at what the organisation's own would be to begin with. */
export function askTemplates(stage: Stage, random: Random): void {
  const { world } = stage;
  const doc = random.chance(0.5) ? 'agreement' : 'draft';
  const mayBegin = (soul: Soul): boolean => beginning(world, soul, doc) === null;
  const guest = someone(stage, random, (soul) => inside(soul) && (mayBegin(soul) || random.chance(0.02)));
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const epoch = stage.epochFor(me, random);
  ask(stage, {
    guest,
    name: 'agreement.templates',
    input: { doc, epoch },
    draft: () => draftOf(me, doc),
    refused: () => placeRefusal(me, guest, doc, epoch) ?? beginning(world, me, doc),
  });
}

/** Why somebody may not begin this document, nor, where it is there, begin it anew. */
function beginning(world: World, me: Soul, doc: Doc): Refused {
  const refused = first(world, me, doc);
  return refused === 'document.exists' ? firstOf(...mayRestart(world, me, draftOf(me, doc))) : refused;
}

const first = (world: World, me: Soul, doc: Doc): Refused =>
  documentRefusal(
    world,
    {
      type: 'agreement.start',
      document: doc === 'draft' ? { kind: doc, room: roomOf(me) ?? '' } : { kind: doc },
      template: 'blank',
      languages: [],
      prevailing: '',
      ids: [],
    },
    me,
  );

/** Looks at a clause as other cases would have it, and keeps it for them. */
export function keepForOthers(stage: Stage, random: Random): void {
  const { world, library } = stage;
  const isAgreed = world.agreement?.clauses.some(({ state }) => state === 'agreed' || state === 'locked');
  if (isAgreed !== true && random.chance(0.9)) return;
  const guest = someone(
    stage,
    random,
    (soul) => hasAgreement(world, soul) && (leadsTalks(soul) || random.chance(0.1)),
  );
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const hidden = random.maybe([...world.drafts.values()].flatMap(({ clauses }) => clauses))?.id;
  const agreed = clauseAt(stage, random, 'agreed', 'locked');
  const clause = random.chance(0.1) ? (hidden ?? agreed) : agreed;
  const languages = world.agreement?.languages ?? [];
  const forOthers = (): Record<string, ReturnType<typeof withoutNames>> =>
    Object.fromEntries(
      Object.entries(library.texts(null, clause, languages)).map(([language, text]) => [
        language,
        withoutNames(text, language, namesOf(stage)),
      ]),
    );
  const refused = (): Refused =>
    online(me, guest) ??
    documentRefusal(world, { type: 'template.keep', template: '', clauses: [clause], hash: '' }, me);
  ask(stage, {
    guest,
    name: 'template.preview',
    input: { clauses: [clause] },
    draft: ofAgreement,
    refused,
    granted: ({ value }) => {
      const wrong = difference(value, { clauses: [forOthers()] });
      must(wrong === null, () => `${me.id} is shown ${clause} for others, in which${wrong}`);
    },
  });
  const hash = random.chance(0.04) ? NO_HASH : sha256(publishedText([canonicalTexts(forOthers())]));
  ask(stage, {
    guest,
    name: 'template.keep',
    input: { attempt: unheard('attempt'), title: 'kept', clauses: [clause], hash },
    draft: ofAgreement,
    refused: () => refused() ?? seen(hash),
  });
}

function namesOf({ world }: Stage): Parameters<typeof withoutNames>[2] {
  const { title, sides } = world.called;
  const { organisation } = world.created;
  const people = world.all();
  const conducts = people.filter(({ role }) => role === 'mediator' || role === 'co-mediator');
  return {
    title,
    organisation,
    mediators: conducts.map(({ name }) => name),
    parties: sides,
    others: [...people.filter((each) => !conducts.includes(each)).map(({ name }) => name), ...world.formerly],
  };
}
