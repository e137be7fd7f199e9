import { publishedText, rootOf, versionText } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import { canonicalTexts, sha256 } from '../../agreement/text-hash.ts';
import { difference } from './oracle/difference.ts';
import { documentRefusal, writeRefusal } from './oracle/documents.ts';
import { arranges, clauseIn, isThere, opens, paperOf, sideOfWord } from './oracle/papers.ts';
import { isOpen, mayCounter, mayPropose, mayPublish, shared } from './oracle/proposals.ts';
import { roomRefusal } from './oracle/requests.ts';
import { sees } from './oracle/sight.ts';
import { versionIn } from './oracle/versions.ts';
import { firstOf, leadsTalks, placed, type Refused, roomOf, type Soul, type World } from './oracle/world.ts';
import { someone, unheard } from './picks.ts';
import type { Guest } from './guest.ts';
import type { Random } from './random.ts';
import type { Reply, Stage } from './stage.ts';
import { type DocumentTicket, Sheet } from './sheet.ts';
import { must } from './violation.ts';

/** What people do with the words of documents: write them, agree to them, propose others, and let them out of a draft. */

type Doc = 'agreement' | 'draft';
const inside = ({ where }: Soul): boolean => where.at === 'in';
const NO_HASH = '0'.repeat(64);
const MOST_SHEETS = 6;

/** Mostly a document that is there. */
function docOf({ world }: Stage, random: Random, me: Soul): Doc {
  const hasDraft = world.drafts.has(roomOf(me) ?? '');
  if (random.chance(0.04)) return hasDraft ? 'agreement' : 'draft';
  return hasDraft && random.chance(0.7) ? 'draft' : 'agreement';
}
const draftOf = (me: Soul, doc: Doc): string | null => (doc === 'draft' ? roomOf(me) : null);
const hasPaper = (world: World, soul: Soul): boolean =>
  inside(soul) && (world.agreement !== null || world.drafts.has(roomOf(soul) ?? ''));
const hasAgreement = (world: World, soul: Soul): boolean => inside(soul) && world.agreement !== null;

/** The line they ask on, and, of a draft, the place they say they are in. */
function placeRefusal(me: Soul, { line }: Guest, doc: Doc, epoch: number): Refused {
  const lineOnly = me.line === 'online' && me.connection === line ? null : 'connection.superseded';
  return doc === 'draft' ? roomRefusal(me, line, epoch) : lineOnly;
}

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
function ask(stage: Stage, { guest, name, input, draft, refused, granted }: Question): void {
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

const ofAgreement = (): null => null;

// Writing

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
      const got = { guest, draft: draftOf(me, doc), epoch: me.epoch, client, ticket };
      if (random.chance(0.15)) stage.tickets.push(got);
      else come(stage, got);
    },
  });
}

/** A browser comes with its ticket, by when its reader may be elsewhere; nobody comes with it a second time. */
function come(stage: Stage, got: DocumentTicket): void {
  const { gate } = stage.life;
  const sheet = new Sheet(got.guest, got, (bytes) => stage.judge(() => stage.ears.bytes(sheet, bytes)));
  sheet.open(gate.redeem(got.ticket));
  stage.judge(() =>
    must(!sheet.connected || stage.sees(sheet), () => `${got.guest.participant} comes with an old ticket`),
  );
  stage.judge(() => must(!isRedeemed(gate, got.ticket), () => 'a ticket for a document is good twice'));
  if (!sheet.connected) {
    sheet.end();
    return stage.counters.add('old tickets for documents');
  }
  stage.sheets.push(sheet);
  sheet.flush();
  if (stage.sheets.length > MOST_SHEETS) stage.sheets.shift()?.end();
  stage.counters.add('documents opened');
}

function isRedeemed(gate: Stage['life']['gate'], ticket: string): boolean {
  try {
    gate.redeem(ticket);
    return true;
  } catch {
    return false;
  }
}

/** Comes much later with a ticket that was put by. */
export function comeLate(stage: Stage): void {
  const got = stage.tickets.shift();
  if (got !== undefined && stage.isSteady()) come(stage, got);
}

/** Somebody types a word into a clause, and it is taken exactly when they may write there. */
export async function type(stage: Stage, random: Random): Promise<void> {
  const { world } = stage;
  const sheet = random.maybe(stage.sheets.filter((each) => each.connected && each.synced));
  for (const each of stage.sheets) if (each.connected && !each.synced) pump(each);
  if (sheet === undefined) return openPaper(stage, random);
  pump(sheet);
  // What was refused while something was under way: its copy has what nobody else has, and the page begins anew.
  if (sheet.refused.length > 0) return stage.close(sheet);
  const me = world.soul(sheet.guest.participant);
  const paper = paperOf(world, sheet.draft);
  const language = random.maybe(paper?.languages ?? []);
  const fits = paper?.clauses.filter(({ id }) => writeRefusal(world, sheet.draft, id, me) === null) ?? [];
  const clause = random.maybe(random.chance(0.9) && fits.length > 0 ? fits : (paper?.clauses ?? []));
  if (clause === undefined || language === undefined || !sheet.connected) return;
  const word = unheard('typed');
  stage.oracle.secrets.set(word, { of: 'typed', word, room: sheet.draft });
  const expected = writeRefusal(world, sheet.draft, clause.id, me);
  const steady = stage.isSteady('append', 'kept') && stage.sees(sheet);
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
  if (refused !== null) stage.close(sheet);
}

function pump(sheet: Sheet): void {
  sheet.read();
  sheet.flush();
}

/** Everything that was told to pages is read. */
export function readPages(stage: Stage): void {
  for (const sheet of stage.sheets) if (sheet.connected) pump(sheet);
}

export function askWriters(stage: Stage, random: Random): void {
  const guest = someone(stage, random, (soul) => hasPaper(stage.world, soul));
  if (guest === undefined) return;
  const { world } = stage;
  const me = world.soul(guest.participant);
  const doc = docOf(stage, random, me);
  const epoch = stage.epochFor(me, random);
  const clients = [...new Set(stage.sheets.map(({ client }) => client))];
  const who = new Map(stage.sheets.map((sheet) => [sheet.client, sheet]));
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

// Deciding about words

/** A clause of the agreement in one of these states, mostly. */
function clauseAt({ world }: Stage, random: Random, ...states: readonly string[]): string {
  const all = world.agreement?.clauses ?? [];
  const fits = random.chance(0.85) ? all.filter(({ state }) => states.includes(state)) : all;
  return random.maybe(fits)?.id ?? random.maybe(all)?.id ?? 'no-such-clause';
}
function hashOf({ world, library }: Stage, random: Random, clause: string): string {
  const languages = world.agreement?.languages ?? [];
  return random.chance(0.04) ? NO_HASH : library.hash(null, clause, languages);
}

const seen = (hash: string): Refused => (hash === NO_HASH ? 'clause.changed' : null);
const online = (me: Soul, { line }: Guest): Refused =>
  me.line === 'online' && me.connection === line ? null : 'connection.superseded';

/** Agrees to the words of a clause, says that its texts agree, or locks it. */
export function settleWords(stage: Stage, random: Random): void {
  const { world } = stage;
  const isAt = (state: string): boolean =>
    world.agreement?.clauses.some((each) => each.state === state) === true;
  const usual = isAt('agreed') ? 'clause.lock' : isAt('proposed') ? 'clause.agree' : 'clause.align';
  const name = random.one([usual, usual, 'clause.agree', 'clause.align']);
  const clause = clauseAt(stage, random, name === 'clause.lock' ? 'agreed' : 'proposed');
  const guest = someone(stage, random, (soul) => {
    if (!hasAgreement(world, soul)) return false;
    if (name === 'clause.lock') return leadsTalks(soul);
    if (name === 'clause.align') return soul.role === 'interpreter';
    const side = sideOfWord(soul);
    return side !== null && (random.chance(0.1) || !clauseIn(world, null, clause)?.agreedBy.includes(side));
  });
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  if (name === 'clause.lock') {
    const command = { type: 'clause.lock', clause } as const;
    const refused = (): Refused => online(me, guest) ?? documentRefusal(world, command, me);
    return ask(stage, { guest, name, input: { clause }, draft: ofAgreement, refused });
  }
  const hash = hashOf(stage, random, clause);
  // Whether somebody may say it at all comes before whether they saw the words.
  const said = (of: string): Refused =>
    documentRefusal(
      world,
      name === 'clause.agree'
        ? { type: name, clause, hash: of }
        : { type: 'clause.align', clause, texts: {} },
      me,
    );
  ask(stage, {
    guest,
    name,
    input: { clause, hash },
    draft: ofAgreement,
    refused: () =>
      online(me, guest) ??
      said(clauseIn(world, null, clause)?.agreedHash ?? hash) ??
      seen(hash) ??
      said(hash),
  });
}

/** Words that are said in a proposal for the first time: everyone's who may know of the agreement. */
function newTexts(stage: Stage, random: Random): object {
  const { agreement } = stage.world;
  const languages = random.chance(0.03) ? ['en', 'zh'] : random.some(agreement?.languages ?? [], 0.7);
  const all = languages.length > 0 ? languages : (agreement?.languages.slice(0, 1) ?? ['zh']);
  return Object.fromEntries(
    all.map((language) => {
      const word = unheard('typed');
      stage.oracle.secrets.set(word, { of: 'typed', word, room: null });
      const content = [{ type: 'paragraph', attrs: {}, content: [{ type: 'text', text: word, marks: [] }] }];
      return [language, { type: 'doc', attrs: {}, content }];
    }),
  );
}

type Wish = { kind: 'change' | 'new' | 'remove'; clause?: string; after?: string | null; texts?: object };

function anyWish(stage: Stage, random: Random): Wish {
  const kind = random.one(['change', 'change', 'new', 'remove'] as const);
  const clause = clauseAt(stage, random, 'draft', 'proposed', 'agreed');
  if (kind === 'remove') return { kind, clause };
  if (kind === 'change') return { kind, clause, texts: newTexts(stage, random) };
  const after = random.chance(0.5) ? null : clause;
  return { kind, after, texts: newTexts(stage, random) };
}

export function suggest(stage: Stage, random: Random): void {
  const { world } = stage;
  const isAsked = (soul: Soul): boolean =>
    hasAgreement(world, soul) && (leadsTalks(soul) || sideOfWord(soul) !== null);
  const guest = someone(stage, random, isAsked);
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const open = world.agreement?.proposals.filter(isOpen) ?? [];
  const first = random.chance(0.35) ? random.maybe(open) : undefined;
  const wish = anyWish(stage, random);
  if (first !== undefined && random.chance(0.85)) {
    const { change } = first;
    if (change.kind === 'new')
      Object.assign(wish, { kind: 'new', after: change.after, texts: newTexts(stage, random) });
    else Object.assign(wish, { kind: 'change', clause: change.clause, texts: newTexts(stage, random) });
    if (change.kind === 'new') delete wish.clause;
  }
  const { clause = '' } = wish;
  const hash = wish.kind === 'new' ? null : hashOf(stage, random, clause);
  const change = hash === null ? wish : { ...wish, hash };
  const counter = first === undefined ? {} : { proposal: first.id };
  const asked = (): object => ({ ...wish, clause: wish.clause ?? 'a-new-clause' });
  ask(stage, {
    guest,
    name: first === undefined ? 'proposal.make' : 'proposal.counter',
    input: { change, note: '', ...counter },
    draft: ofAgreement,
    refused: () => {
      const languages = hash === null ? [] : (world.agreement?.languages ?? []);
      const base = Object.fromEntries(languages.map((each) => [each, '']));
      const command = { id: 'a-new-proposal', change: asked() as never, base, note: '' };
      const may =
        first === undefined ? mayPropose(world, me, asked() as never) : mayCounter(world, me, first.id);
      const there = hash === null ? [] : [isThere(world, null, clause)];
      return (
        online(me, guest) ??
        firstOf(...may, ...there) ??
        (hash === null ? null : seen(hash)) ??
        documentRefusal(
          world,
          first === undefined
            ? { type: 'proposal.make', ...command }
            : { type: 'proposal.counter', proposal: first.id, ...command },
          me,
        )
      );
    },
  });
}

export function answerProposal(stage: Stage, random: Random): void {
  const { world } = stage;
  const name = random.one([
    'proposal.accept',
    'proposal.accept',
    'proposal.refuse',
    'proposal.withdraw',
  ] as const);
  const all = world.agreement?.proposals ?? [];
  const proposal = random.maybe(random.chance(0.9) ? all.filter(isOpen) : all);
  if (proposal === undefined && random.chance(0.9)) return;
  const guest = someone(stage, random, (soul) => {
    if (!hasAgreement(world, soul)) return false;
    const side = sideOfWord(soul);
    if (name === 'proposal.withdraw') return leadsTalks(soul) || side === proposal?.side;
    return (
      side !== null &&
      (random.chance(0.1) || (side !== proposal?.side && !proposal?.acceptedBy.includes(side)))
    );
  });
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const id = proposal?.id ?? 'no-such-proposal';
  const isAccept = name === 'proposal.accept';
  const clause = proposal === undefined || proposal.change.kind === 'new' ? null : proposal.change.clause;
  const hash = clause === null ? null : hashOf(stage, random, clause);
  const reason = name === 'proposal.refuse' ? { reason: unheard('refused') } : {};
  const command = { type: name, proposal: id, ...reason } as Parameters<typeof documentRefusal>[1];
  ask(stage, {
    guest,
    name,
    input: { proposal: id, ...reason, ...(isAccept ? { hash } : {}) },
    draft: ofAgreement,
    refused: () =>
      online(me, guest) ??
      documentRefusal(world, command, me) ??
      (isAccept && hash !== null ? seen(hash) : null),
  });
}

/** What became of a clause: the same for everyone who may know of the agreement. */
export function askPast(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, (soul) => world.agreement !== null && placed(soul));
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const hidden = random.maybe([...world.drafts.values()].flatMap(({ clauses }) => clauses))?.id;
  const proposed = random.maybe(world.agreement?.proposals ?? [])?.change.clause;
  const any = clauseAt(stage, random, 'draft', 'proposed', 'agreed', 'locked');
  const clause = random.one([
    any,
    proposed ?? any,
    proposed ?? any,
    random.chance(0.2) ? (hidden ?? any) : any,
  ]);
  const past = () => ({
    deeds: clauseIn(world, null, clause)?.deeds ?? [],
    proposals: (world.agreement?.proposals ?? []).filter(({ change }) => change.clause === clause),
  });
  ask(stage, {
    guest,
    name: 'clause.history',
    input: { clause },
    draft: ofAgreement,
    refused: () =>
      online(me, guest) ??
      firstOf(
        [placed(me), 'room.not-in'],
        [world.agreement !== null, 'document.unknown'],
        [clauseIn(world, null, clause) !== undefined || past().proposals.length > 0, 'clause.unknown'],
      ),
    granted: ({ value }) => {
      const wrong = difference(value, past());
      must(wrong === null, () => `${me.id} reads a past of ${clause} in which${wrong}`);
    },
  });
}

// Letting words out

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
    input: { epoch, clauses, after, hash },
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

// Versions

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
  const mayArrange = (): Refused => place() ?? firstOf(...arranges(world, me, draftOf(me, doc)));
  if (name === 'version.make') {
    const input = { doc, epoch, name: unheard('kept') };
    return ask(stage, { guest, name, input, draft: () => draftOf(me, doc), refused: mayArrange });
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
    refused: () => mayArrange() ?? known() ?? seen(hash),
  });
}
