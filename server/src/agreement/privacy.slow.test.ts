import { publishedText, rootOf } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { filesFolder } from '../files/testing.ts';
import { freshDatabase } from '../store/testing.ts';
import { ServerChild } from './testing/kill/server-child.ts';
import { Survivor, valueOf } from './testing/kill/survivor.ts';
import { wiretap } from './testing/wiretap.ts';
import { readText } from './text/read.ts';
import { canonicalTexts, sha256 } from './text-hash.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const [TYPED_AND_DELETED, NEVER_PUBLISHED, PUBLISHED] = [
  'BOTTOMLINE380000',
  'FALLBACKCLAUSE',
  'PAYSFORTYTHOUSAND',
];
const TITLE = 'BETWEENOURSELVES';

/** Between the other side and the server stands one who keeps every byte; the whole server runs, over its database. */
test('[EDIT-7] a draft is published: of what was typed and deleted in it, or left in it, no byte reaches the other side', async () => {
  const store = await freshDatabase();
  ends.push(() => store.close());
  const { connection } = store;
  const server = await ServerChild.start(connection, filesFolder());
  ends.push(() => server.kill());
  const { url, links } = server.started;
  const tokenOf = (name: string): string => links.find((link) => link.name.includes(name))?.token ?? '';
  const tap = await wiretap(url);
  ends.push(() => tap.close());

  const mediator = new Survivor('陈静');
  const party = new Survivor('王磊');
  const respondent = new Survivor('Emma', tap.url);
  ends.push(() => [mediator, party, respondent].forEach((each) => each.leave()));
  const arrive = (who: Survivor): Promise<number> => who.arrive({ url, token: tokenOf(who.name) });
  const waiting = async ({ name }: Survivor) => {
    const { view } = await mediator.guest.until('view', (notice) =>
      notice.view.people.some(
        ({ attendance, participant }) => attendance === 'waiting' && participant.name.includes(name),
      ),
    );
    const found = view.people.find(({ participant }) => participant.name.includes(name));
    if (found === undefined) throw new Error('nobody of that name');
    return found.participant.id;
  };
  const epoch = await arrive(mediator);
  const beginning = { template: 'blank' as const, languages: ['zh', 'en'], prevailing: 'zh' };
  valueOf(await mediator.guest.ask('agreement.start', { doc: 'agreement', epoch, ...beginning }));
  const admit = async (who: Survivor) => {
    const arrival = arrive(who);
    const participant = await waiting(who);
    valueOf(await mediator.guest.ask('lobby.admit', { participants: [participant] }));
    return { participant, epoch: await arrival };
  };
  const { participant } = await admit(party);
  await respondent.open(url, (await admit(respondent)).epoch);

  // The caucus, and what is said in its draft.
  const made = await mediator.guest.ask('caucus.open', {
    title: TITLE,
    minutes: null,
    participants: [participant],
  });
  const { room } = valueOf(made);
  const { view: there } = await party.guest.until(
    'view',
    ({ view }) => view.place.kind === 'room' && view.place.room === room,
  );
  const at = there.place.kind === 'room' ? there.place.epoch : 0;
  valueOf(await party.guest.ask('agreement.start', { doc: 'draft', epoch: at, ...beginning }));
  const more = { doc: 'draft', epoch: at, after: null, pen: { kind: 'everyone' } } as const;
  const add = async (attempt: string) => valueOf(await party.guest.ask('clause.add', { ...more, attempt }));
  const { clause: kept } = await add('attempt-1');
  const { clause: left } = await add('attempt-2');
  await party.open(url, at, 'draft');
  const inWords = (clause: ClauseId): Y.XmlFragment =>
    party.doc.getXmlFragment(rootOf({ clause, language: 'zh' }));
  const stored = async (change: () => void): Promise<void> => {
    const told = new Promise<void>((resolve) => (party.onStored = resolve));
    party.doc.transact(change);
    await told;
  };
  const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText()];
  paragraph.insert(0, [text]);
  await stored(() => inWords(kept).insert(0, [paragraph]));
  await stored(() => text.insert(0, `${PUBLISHED}${TYPED_AND_DELETED}`));
  await stored(() => text.delete(PUBLISHED.length, TYPED_AND_DELETED.length));
  const [another, words] = [new Y.XmlElement('paragraph'), new Y.XmlText(NEVER_PUBLISHED)];
  another.insert(0, [words]);
  await stored(() => inWords(left).insert(0, [another]));

  // One clause leaves it, and the other side takes it.
  const texts = Object.fromEntries(
    ['zh', 'en'].map((language) => {
      const read = readText(party.doc.getXmlFragment(rootOf({ clause: kept, language })));
      if (read === null) throw new Error('it cannot be read');
      return [language, read];
    }),
  );
  const hash = sha256(publishedText([canonicalTexts(texts)]));
  const publishing = { attempt: 'attempt-3', epoch: at, clauses: [kept], after: null, hash };
  valueOf(await party.guest.ask('draft.publish', publishing));
  const { view } = await respondent.guest.until(
    'agreement',
    (notice) => notice.view.agreement?.proposals.length === 1,
  );
  const [proposal] = view.agreement?.proposals ?? [];
  if (proposal === undefined) throw new Error('nothing was proposed');
  valueOf(await respondent.guest.ask('proposal.accept', { proposal: proposal.id, hash: null }));
  await vi.waitFor(() =>
    expect(
      [...respondent.doc.share.keys()].map((root) => respondent.doc.getXmlFragment(root).toJSON()).join(),
    ).toContain(PUBLISHED),
  );

  const heard = tap.heard();
  // As what is proposed, and as words of the document.
  expect(heard.toString('latin1').split(PUBLISHED).length).toBeGreaterThan(2);
  for (const secret of [TYPED_AND_DELETED, NEVER_PUBLISHED, TITLE, room, kept, left]) {
    expect([secret, heard.includes(secret)]).toEqual([secret, false]);
  }
});
