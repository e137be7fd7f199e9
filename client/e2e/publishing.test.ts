import type { Locator } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { agreement as words } from '../src/i18n/en/agreement.ts';
import { en } from '../src/i18n/en.ts';
import { Frames } from './support/frames.ts';
import { cast } from './support/office.ts';
import type { Writer } from './support/writer.ts';
import { talkApart, writingTable } from './support/writing-table.ts';

/** A private draft, and how words leave it: each step stands on the one before. */
let chen: Writer;
let li: Writer;
let zhou: Writer;
const received = new Map<Writer, Frames>();

const { publishing } = words;
const side = en.common.side.applicant;
/** What is typed and deleted, what stays in the draft, and what leaves it. */
const deleted = 'twenty thousand at the very least';
const kept = 'our own limit is four-seven-one-one';
const leaving = 'The respondent repairs the kitchen.';
const added = ' By the end of May.';

writingTable({
  seated: (writers) => {
    ({ chen, li, zhou } = writers);
    for (const writer of [chen, li, zhou]) received.set(writer, new Frames(writer.page));
  },
  together: async () => {
    await chen.open();
    await chen.begin();
    await zhou.open();
    await zhou.card(1).waitFor();
    await talkApart(chen, li);
  },
});

function framesOf(writer: Writer): Frames {
  const frames = received.get(writer);
  if (frames === undefined) throw new Error('nobody listened');
  return frames;
}
function roomOf(writer: Writer): string {
  const place = framesOf(writer).view?.place;
  return place?.kind === 'room' ? place.room : '';
}
const dialogOf = ({ page }: Writer): Locator => page.getByRole('dialog');
const pressIn = (writer: Writer, name: string): Promise<void> =>
  dialogOf(writer).getByRole('button', { name, exact: true }).click();
const chosen = (writer: Writer, number: number): Locator =>
  dialogOf(writer).getByRole('checkbox', {
    name: new RegExp(`^${words.clause.name.replace('{{number}}', String(number))}`),
  });

let since = 0;

/** What a page shows and what it was told are two things. */
afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const [{ person }, frames] of received)
    process.stderr.write(`${person.part} was told last: ${JSON.stringify(frames.view)}\n`);
});

describe('a private draft', () => {
  test('[AGR-6] [EDIT-7] is written without a byte of it, or because of it, reaching anyone outside', async () => {
    since = framesOf(zhou).all.length;
    await li.open();
    await li.panel.getByText(words.draftTab).click();
    await li.begin();
    await li.goTo(1);
    await li.type(deleted);
    await li.page.keyboard.press('ControlOrMeta+A');
    await li.page.keyboard.press('Delete');
    await li.type(leaving);
    await li.panel.getByRole('button', { name: words.clause.add, exact: true }).click();
    await li.goTo(2);
    await li.type(kept);
    await li.saved();
    await chen.open();
    await chen.panel.getByText(words.draftTab).click();
    await chen.reads(2, kept);
    expect(framesOf(zhou).ofDocuments(since)).toEqual([]);
    expect(framesOf(zhou).toldOfAgreement(since)).toEqual([]);
  });

  test('[PAGE-12] nothing is chosen at first, and an empty clause cannot be', async () => {
    await li.panel.getByRole('button', { name: words.clause.add, exact: true }).click();
    await li.card(3).waitFor();
    await li.panel.getByRole('button', { name: publishing.open, exact: true }).click();
    await dialogOf(li).getByText(publishing.choose.nothing).waitFor();
    const next = dialogOf(li).getByRole('button', { name: publishing.choose.next, exact: true });
    expect(await next.isDisabled()).toBe(true);
    expect(await chosen(li, 3).isDisabled()).toBe(true);
    await chosen(li, 1).check();
    await next.click();
  });

  test('[PAGE-12] shows exactly what leaves it; when that changes meanwhile, it is looked at again first', async () => {
    const preview = dialogOf(li).getByRole('region', { name: publishing.preview.label });
    await preview.getByText(leaving).waitFor();
    expect(await preview.innerText()).not.toContain(kept);
    await chen.goTo(1);
    await chen.type(added);
    await dialogOf(li).getByText(publishing.preview.changed).waitFor();
    const publish = dialogOf(li).getByRole('button', { name: publishing.preview.verb, exact: true });
    expect(await publish.count()).toBe(0);
    expect(await preview.innerText()).not.toContain(added.trim());
    await chen.saved();
    await pressIn(li, publishing.preview.lookAgain);
    await preview.getByText(leaving + added).waitFor();
    expect(framesOf(zhou).toldOfAgreement(since)).toEqual([]);
    await publish.click();
    await dialogOf(li).waitFor({ state: 'detached' });
    await li.panel.getByText(publishing.said).waitFor();
  });

  test('[PUB-2] [PUB-6] what a party published is a proposal of its side, with nothing of the draft about it', async () => {
    await expect.poll(() => framesOf(zhou).toldOfAgreement(since)).toHaveLength(1);
    const proposals = framesOf(zhou).agreement.agreement?.proposals ?? [];
    expect(proposals.map(({ change }) => change.kind)).toEqual(['new']);
    expect(framesOf(zhou).toldOfAgreement(since).at(0)).toContain(leaving + added);
    expectNothingOfTheDraft();
    await li
      .card(1)
      .getByText(new RegExp(`^${publishing.letOutAs.split('{{time}}')[0]}.*${side}$`))
      .waitFor();
  });

  test('[PUB-1] [PUB-6] what a mediator published is a new clause, in front of everyone', async () => {
    await chen.panel.getByRole('button', { name: publishing.open, exact: true }).click();
    await chosen(chen, 1).check();
    await pressIn(chen, publishing.choose.next);
    await dialogOf(chen).getByText(publishing.preview.mediatorHead).waitFor();
    await pressIn(chen, publishing.preview.verb);
    await zhou.reads(2, leaving + added);
    expect(framesOf(zhou).agreement.agreement?.clauses).toHaveLength(2);
    expectNothingOfTheDraft();
  });

  test('[PAGE-13] whoever closes the caucus is told what of its draft nobody outside has', async () => {
    await chen.person.openPanel(en.board.bar);
    const room = en.board.titleOfSide.replace('{{side}}', side);
    await chen.person.choose(en.board.roomMenu.replace('{{room}}', room), en.board.close.item);
    const dialog = dialogOf(chen);
    const clause = publishing.closing.clause.replace('{{number}}', '2');
    await dialog.getByText(publishing.closing.some.replace('{{clauses}}', clause)).waitFor();
    // From outside nobody is told whether there is a draft.
    await pressIn(chen, en.common.cancel);
    const { plenary } = en.room.kind;
    await chen.person.button(en.board.enterRoom.replace('{{room}}', plenary)).click();
    await chen.person.isIn(plenary);
    await chen.person.choose(en.board.roomMenu.replace('{{room}}', room), en.board.close.item);
    await dialog.getByText(en.board.close.draft).waitFor();
    expect(await dialog.innerText()).not.toContain(clause);
    expect(await dialog.getByText(en.board.close.drafted).count()).toBe(0);
    await pressIn(chen, en.board.close.verb);
    await dialog.waitFor({ state: 'detached' });
    await li.panel.getByText(words.draftTab).waitFor({ state: 'detached' });
    expect(await li.page.getByText(kept).count()).toBe(0);
    expectNothingOfTheDraft();
  });
});

/** Of the draft nothing but what was let out has reached the other side: no word, no author, no room, no id. */
function expectNothingOfTheDraft(): void {
  const frames = framesOf(zhou);
  const secrets = [
    'twenty thousand',
    'four-seven',
    ...(drafted ??= (framesOf(li).agreement.draft?.clauses ?? []).map(({ id }) => id)),
    (caucus ??= roomOf(li)),
    'letOut":{',
  ];
  expect(secrets.length).toBeGreaterThan(5);
  expect(secrets.every((secret) => secret.length > 5)).toBe(true);
  expect(secrets.filter((secret) => frames.having(secret).length > 0)).toEqual([]);
  const about = frames.toldOfAgreement(since).join('\n');
  for (const who of ['applicant', 'mediator'] as const) expect(about).not.toContain(`"${cast[who].name}"`);
  // The measure would have noticed: those inside were sent all of it.
  expect(framesOf(li).having('letOut":{')).not.toEqual([]);
  expect(framesOf(chen).having('four-seven')).not.toEqual([]);
}
let drafted: readonly string[] | undefined;
let caucus: string | undefined;
