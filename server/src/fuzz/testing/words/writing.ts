import { rootOf } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import { writeRefusal } from '../oracle/documents.ts';
import { opens, paperOf } from '../oracle/papers.ts';
import { sees } from '../oracle/sight.ts';
import { firstOf } from '../oracle/conditions.ts';
import { someone, unheard } from '../picks.ts';
import type { Random } from '../random.ts';
import { type DocumentTicket, Sheet } from '../sheet.ts';
import type { Stage } from '../stage.ts';
import { must } from '../violation.ts';
import { ask, docOf, draftOf, hasPaper, placeRefusal } from './asked.ts';

/** People open documents and write in them. */

const MOST_SHEETS = 6;
/** So long a ticket is good. */
const TICKET_MS = 60_000;

/** Opens a document as a browser does: with a ticket, and a connection of its own. */
export function openPaper(stage: Stage, random: Random): void {
  const guest = someone(stage, random, (soul) => hasPaper(stage.world, soul));
  if (guest === undefined) return;
  const { world } = stage;
  const me = world.soul(guest.participant);
  const doc = docOf(stage, random, me);
  const epoch = stage.epochFor(me, random);
  ask(stage, {
    guest,
    name: 'document.open',
    input: { doc, epoch, client: null },
    draft: () => draftOf(me, doc),
    refused: () => placeRefusal(me, guest, doc, epoch) ?? firstOf(...opens(world, me, draftOf(me, doc))),
    granted: ({ value }) => {
      const { ticket, client } = value as { ticket: string; client: number };
      const got = {
        guest,
        draft: draftOf(me, doc),
        epoch: me.epoch,
        client,
        ticket,
        until: stage.clock.now() + TICKET_MS,
      };
      if (random.chance(0.15)) stage.sheets.tickets.push(got);
      else come(stage, got);
    },
  });
}

/** A browser comes with its ticket, by when its reader may be elsewhere; nobody comes with it a second time, or too late. */
function come(stage: Stage, got: DocumentTicket): void {
  const connect = redeemed(stage, got.ticket);
  const isOver = stage.clock.now() >= got.until;
  stage.judge(() =>
    must((connect === null) === isOver, () => `a ticket is ${isOver ? 'good too long' : 'no good'}`),
  );
  if (connect === null) return;
  const sheet = new Sheet(got.guest, got, (bytes) => stage.judge(() => stage.ears.bytes(sheet, bytes)));
  sheet.open(connect);
  stage.judge(() => {
    const { connected } = sheet;
    must(
      !connected || stage.sheets.mayRead(sheet),
      () => `${got.guest.participant} comes with an old ticket`,
    );
    must(redeemed(stage, got.ticket) === null, () => 'a ticket for a document is good twice');
  });
  if (!sheet.connected) {
    sheet.end();
    return stage.counters.add('old tickets for documents');
  }
  stage.sheets.open.push(sheet);
  sheet.flush();
  if (stage.sheets.open.length > MOST_SHEETS) stage.sheets.open.shift()?.end();
  stage.counters.add('documents opened');
}

function redeemed({ life }: Stage, ticket: string): ReturnType<Stage['life']['gate']['redeem']> | null {
  try {
    return life.gate.redeem(ticket);
  } catch {
    return null;
  }
}

/** Comes much later with a ticket that was put by. */
export function comeLate(stage: Stage): void {
  const got = stage.sheets.tickets.shift();
  if (got !== undefined && stage.isSteady()) come(stage, got);
}

/** Somebody types a word into a clause, and it is taken exactly when they may write there. */
export async function type(stage: Stage, random: Random): Promise<void> {
  const { world } = stage;
  const sheet = random.maybe(stage.sheets.open.filter((each) => each.connected && each.synced));
  for (const each of stage.sheets.open) if (each.connected && !each.synced) pump(each);
  if (sheet === undefined) return openPaper(stage, random);
  pump(sheet);
  // What was refused while something was under way: its copy has what nobody else has, and the page begins anew.
  if (sheet.refused.length > 0) return stage.sheets.close(sheet);
  const me = world.soul(sheet.guest.participant);
  const paper = paperOf(world, sheet.draft);
  const language = random.maybe(paper?.languages ?? []);
  const fits = paper?.clauses.filter(({ id }) => writeRefusal(world, sheet.draft, id, me) === null) ?? [];
  const clause = random.maybe(random.chance(0.9) && fits.length > 0 ? fits : (paper?.clauses ?? []));
  if (clause === undefined || language === undefined || !sheet.connected) return;
  const word = unheard('typed');
  stage.oracle.secrets.set(word, { of: 'typed', word, room: sheet.draft });
  const expected = writeRefusal(world, sheet.draft, clause.id, me);
  const steady = stage.isSteady('append', 'kept') && stage.sheets.mayRead(sheet);
  sheet.write(rootOf({ clause: clause.id as ClauseId, language }), word);
  sheet.flush();
  await stage.settle();
  sheet.read();
  const refused = sheet.refused.at(-1)?.code ?? null;
  if (steady && sheet.connected) {
    stage.judge(() => {
      must(
        refused === expected,
        () => `${me.id}'s word ${word} is answered ${refused} instead of ${expected}`,
      );
      must(
        refused !== null || sheet.stored === sheet.sent,
        () => `${me.id}'s word ${word} is neither kept nor refused`,
      );
      const kept = JSON.stringify(stage.library.texts(sheet.draft, clause.id, [language])).includes(word);
      must(kept === (refused === null), () => `${me.id}'s word ${word} is ${kept ? '' : 'not '}on disk`);
    });
    stage.counters.add(refused === null ? 'words typed' : 'words not taken');
  }
  if (refused !== null) stage.sheets.close(sheet);
}

function pump(sheet: Sheet): void {
  sheet.read();
  sheet.flush();
}

/** Everything that was told to pages is read. */
export function readPages(stage: Stage): void {
  for (const sheet of stage.sheets.open) if (sheet.connected) pump(sheet);
}

export function askWriters(stage: Stage, random: Random): void {
  const guest = someone(stage, random, (soul) => hasPaper(stage.world, soul));
  if (guest === undefined) return;
  const { world } = stage;
  const me = world.soul(guest.participant);
  const doc = docOf(stage, random, me);
  const epoch = stage.epochFor(me, random);
  const clients = [...new Set(stage.sheets.open.map(({ client }) => client))];
  const who = new Map(stage.sheets.open.map((sheet) => [sheet.client, sheet]));
  ask(stage, {
    guest,
    name: 'document.writers',
    input: { doc, epoch, clients },
    draft: () => draftOf(me, doc),
    refused: () => placeRefusal(me, guest, doc, epoch) ?? firstOf(...opens(world, me, draftOf(me, doc))),
    granted: ({ value }) => {
      const { writers } = value as { writers: { client: number; participant: string }[] };
      for (const { client, participant } of writers) {
        const sheet = who.get(client);
        must(sheet?.guest.participant === participant, () => `${me.id} is told that ${participant} writes`);
        must(
          sees(world, me, world.soul(participant)),
          () => `${me.id} is told of ${participant}, who writes`,
        );
      }
    },
  });
}
