import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { agreement as words } from '../src/i18n/en/agreement.ts';
import { cast } from './support/office.ts';
import { filled } from './support/words.ts';
import type { Writer } from './support/writer.ts';
import { everyoneWrites, writingTable } from './support/writing-table.ts';

/** The versions of an agreement, in the order of a session: each step stands on the one before. */
let chen: Writer;
let li: Writer;
let zhou: Writer;

const { versions } = words;
const everyone = (): Writer[] => [chen, li, zhou];
const first = 'The respondent pays thirty thousand.';
const later = ' In June.';
const costs = 'Each side bears its costs.';
const name = 'Amount settled';

writingTable({
  seated: (writers) => {
    ({ chen, li, zhou } = writers);
  },
  together: () => everyoneWrites({ chen, li, zhou }),
});

const dialogOf = ({ page }: Writer): Locator => page.getByRole('dialog');
const pressIn = (writer: Writer, label: string): Promise<void> =>
  dialogOf(writer).getByRole('button', { name: label, exact: true }).click();
const openVersions = (writer: Writer): Promise<void> =>
  writer.panel.getByRole('button', { name: versions.open, exact: true }).click();
const changesSince = (writer: Writer, version: string): Promise<void> =>
  dialogOf(writer).getByRole('listitem').filter({ hasText: version }).first().getByRole('button').click();
const clauseIn = (writer: Writer, number: number): Locator =>
  dialogOf(writer).getByRole('region', { name: filled(words.clause.name, { number }), exact: true });
const close = async (writer: Writer): Promise<void> => {
  await writer.page.keyboard.press('Escape');
  await dialogOf(writer).waitFor({ state: 'detached' });
};

describe('versions', () => {
  test('[VER-1] one is kept under a name, and found by everyone', async () => {
    await li.goTo(1);
    await li.type(first);
    await chen.reads(1, first);
    await li.saved();
    await openVersions(chen);
    await dialogOf(chen).getByLabel(versions.keep.label).fill(name);
    await pressIn(chen, versions.keep.verb);
    await dialogOf(chen).getByText(filled(versions.keep.said, { name })).waitFor();
    await close(chen);
    await openVersions(zhou);
    await dialogOf(zhou).getByText(name).waitFor();
    await dialogOf(zhou)
      .getByText(filled(versions.by, { name: cast.mediator.name }))
      .waitFor();
    expect(await dialogOf(zhou).getByLabel(versions.keep.label).count()).toBe(0);
    await close(zhou);
  });

  test('what changed since is shown word by word, clause by clause', async () => {
    await zhou.goTo(1);
    await zhou.type(later);
    await zhou.saved();
    await chen.panel.getByRole('button', { name: words.clause.add, exact: true }).click();
    await chen.act(2, words.pen.everyone);
    await chen.goTo(2);
    await chen.type(costs);
    await chen.saved();
    await openVersions(li);
    await changesSince(li, name);
    await clauseIn(li, 1).locator('ins').getByText(later.trim()).waitFor();
    expect(await clauseIn(li, 1).locator('del').count()).toBe(0);
    await clauseIn(li, 2).getByText(versions.compare.added, { exact: true }).waitFor();
    expect(await dialogOf(li).getByRole('button', { name: versions.restore.verb }).count()).toBe(0);
    await close(li);
  });

  test('[VER-7] who wrote what is told by name', async () => {
    await openVersions(zhou);
    await dialogOf(zhou).getByText(versions.writers, { exact: true }).click();
    const of = ({ name: who }: { name: string }): string => filled(versions.who.span, { name: who }).trim();
    await dialogOf(zhou).getByText(versions.who.text).waitFor();
    const said = await clauseIn(zhou, 1).evaluate((element) => element.textContent);
    expect(said).toMatch(new RegExp(`${of(cast.applicant)}.*${first}.*${of(cast.respondent)}.*In June\\.`));
    expect(await clauseIn(zhou, 2).evaluate((element) => element.textContent)).toContain(of(cast.mediator));
    await close(zhou);
  });

  test('[VER-8] [VER-9] putting one back says what it voids, and is over the words that were seen', async () => {
    await chen.press(1, words.act.propose);
    for (const writer of [li, zhou]) {
      await writer.press(1, words.act.agree);
      await pressIn(writer, words.agree.verb);
      await dialogOf(writer).waitFor({ state: 'detached' });
    }
    await chen.card(1).getByText(words.state.agreed, { exact: true }).waitFor();
    await openVersions(chen);
    await dialogOf(chen).getByText(versions.why.proposed).waitFor();
    await changesSince(chen, name);
    await pressIn(chen, versions.restore.verb);
    const clause = (number: number): string => filled(versions.restore.clause, { number });
    const dialog = dialogOf(chen);
    await dialog.getByText(filled(versions.restore.consents, { clauses: clause(1) })).waitFor();
    await dialog.getByText(filled(versions.restore.out, { clauses: clause(2) })).waitFor();
    await zhou.goTo(2);
    await zhou.type(' Wait.');
    await dialog.getByText(versions.restore.changed).waitFor();
    await zhou.saved();
    expect(await dialog.getByRole('button', { name: versions.restore.confirm }).count()).toBe(0);
    await pressIn(chen, versions.restore.lookAgain);
    await pressIn(chen, versions.restore.confirm);
    await dialog.getByText(filled(versions.restore.said, { name })).waitFor();
    await close(chen);
    for (const writer of everyone()) {
      await writer.card(2).waitFor({ state: 'detached' });
      await writer.card(1).getByText(words.state.draft, { exact: true }).waitFor();
      await writer.text(1).getByText('In June').waitFor({ state: 'detached' });
      expect(await writer.said(1)).toBe(first);
    }
  });

  test('[VER-8] what there was before is a version too, and can be put back', async () => {
    await openVersions(chen);
    await changesSince(chen, versions.why.restored);
    await pressIn(chen, versions.restore.verb);
    await pressIn(chen, versions.restore.confirm);
    await dialogOf(chen)
      .getByText(filled(versions.restore.said, { name: versions.why.restored }))
      .waitFor();
    await close(chen);
    for (const writer of everyone()) {
      await writer.reads(1, first + later);
      await writer.reads(2, `${costs} Wait.`);
    }
    await chen.saved();
    expect(await chen.said(2)).toBe(`${costs} Wait.`);
  });

  test('[VER-20] a clause that is removed is kept first, and comes back from there', async () => {
    await chen.act(2, words.clause.remove);
    await dialogOf(chen).getByText(words.remove.text).waitFor();
    await pressIn(chen, words.remove.verb);
    for (const writer of everyone()) await writer.card(2).waitFor({ state: 'detached' });
    await openVersions(chen);
    await changesSince(chen, versions.why.removed);
    await pressIn(chen, versions.restore.verb);
    await pressIn(chen, versions.restore.confirm);
    const said = filled(versions.restore.said, { name: versions.why.removed });
    await dialogOf(chen).getByText(said).waitFor();
    await close(chen);
    for (const writer of everyone()) await writer.reads(2, `${costs} Wait.`);
    expect(await chen.said(2)).toBe(`${costs} Wait.`);
  });

  test('[DOC-20] [DOC-21] a wrong start is taken back, and what stood is read from then on', async () => {
    const anew = ({ panel }: Writer) => panel.getByRole('button', { name: words.anew.button, exact: true });
    expect(await anew(li).count()).toBe(0);
    await anew(chen).click();
    await dialogOf(chen)
      .getByText(filled(words.anew.text, { count: 2 }))
      .waitFor();
    await dialogOf(chen).getByRole('radio', { name: words.start.templates['heads-of-terms'].name }).check();
    await pressIn(chen, words.anew.verb);
    await dialogOf(chen).waitFor({ state: 'detached' });
    for (const writer of everyone()) {
      await writer.reads(1, 'Heads of Terms');
      expect(await writer.panel.getByRole('article').getByText(costs).count()).toBe(0);
    }
    await openVersions(zhou);
    await changesSince(zhou, versions.why.anew);
    await dialogOf(zhou).locator('del').getByText(costs).waitFor();
    await close(zhou);
  });
});
