import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { agreement as words } from '../src/i18n/en/agreement.ts';
import { proposals } from '../src/i18n/en/proposals.ts';
import { filled } from './support/words.ts';
import type { Writer } from './support/writer.ts';
import { writingTable } from './support/writing-table.ts';

/** What the sides propose to each other, in the order of a session: each step stands on the one before. */
let chen: Writer;
let li: Writer;
let zhou: Writer;

const everyone = (): Writer[] => [chen, li, zhou];
const theClause = 'The respondent pays 30,000 in two parts.';

writingTable({
  seated: (writers) => {
    ({ chen, li, zhou } = writers);
  },
  together: async () => {
    await chen.open();
    await chen.begin();
    await chen.goTo(1);
    await chen.type(theClause);
    await chen.saved();
    for (const writer of [li, zhou]) {
      await writer.open();
      await writer.reads(1, theClause);
    }
  },
});

const respondent = 'Respondent';
const applicant = 'Applicant';

/** What is proposed under this heading. */
const proposed = ({ panel }: Writer, title: string, values: Record<string, string | number>): Locator =>
  panel.getByRole('region', { name: filled(title, values), exact: true });

/** What would go and what would come, as somebody hears it who does not see it. */
const marked = async (proposal: Locator): Promise<{ out: string[]; in: string[] }> => ({
  out: (await proposal.locator('del').allInnerTexts()).map(inOneLine),
  in: (await proposal.locator('ins').allInnerTexts()).map(inOneLine),
});
const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

const dialog = ({ page }: Writer): Locator => page.getByRole('dialog');
const press = (where: Locator, name: string): Promise<void> =>
  where.getByRole('button', { name, exact: true }).click();

/** The words to be proposed, in the dialog where they are written. */
const written = (writer: Writer): Locator =>
  dialog(writer).getByRole('textbox', { name: 'English', exact: true });

async function suggest(writer: Writer, number: number, item: string): Promise<void> {
  await press(writer.card(number), proposals.suggest.button);
  await writer.page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** Writes other words over those that are there. */
async function write(writer: Writer, text: string): Promise<void> {
  await written(writer).click();
  await writer.page.keyboard.press('ControlOrMeta+A');
  await writer.type(text);
}

async function accept(writer: Writer, proposal: Locator): Promise<void> {
  await press(proposal, proposals.act.accept);
  await press(dialog(writer), proposals.accept.verb);
  await dialog(writer).waitFor({ state: 'detached' });
}

describe('what a side proposes', () => {
  test('[PRO-1] reaches the others as the words that would go and those that would come', async () => {
    await suggest(zhou, 1, proposals.suggest.change);
    await write(zhou, 'The respondent pays 25,000 in three parts.');
    await dialog(zhou).getByLabel(proposals.suggest.note).fill('Money is short.');
    await press(dialog(zhou), proposals.suggest.verb);
    await dialog(zhou).waitFor({ state: 'detached' });
    const mine = proposed(zhou, proposals.title.change, { who: proposals.who.own, number: 1 });
    await mine.getByText(filled(proposals.waits.for, { sides: applicant })).waitFor();
    for (const writer of [li, chen]) {
      const theirs = proposed(writer, proposals.title.change, { who: respondent, number: 1 });
      await theirs.getByText('Money is short.').waitFor();
      expect(await marked(theirs)).toEqual({
        out: [`${words.aligned.out}30,000`, `${words.aligned.out}two`],
        in: [`${words.aligned.in}25,000`, `${words.aligned.in}three`],
      });
    }
    const asked = proposed(chen, proposals.title.change, { who: respondent, number: 1 });
    expect(await asked.getByRole('button', { name: proposals.act.accept }).count()).toBe(0);
  });

  test('[PRO-4] [PRO-10] is refused with a reason that its side reads where it stood', async () => {
    await li.person.button(proposals.waiting.go).click();
    const theirs = proposed(li, proposals.title.change, { who: respondent, number: 1 });
    expect(await theirs.evaluate((element) => element === document.activeElement)).toBe(true);
    await press(theirs, proposals.act.refuse);
    await li.person.confirm(proposals.refuse.verb, 'Not less than thirty thousand.');
    await theirs.waitFor({ state: 'detached' });
    await zhou.card(1).getByText('Not less than thirty thousand.').waitFor();
    expect(await zhou.said(1)).toBe(theClause);
  });

  test('[PRO-5] is countered with other words, which the first side reads against what is written', async () => {
    await suggest(zhou, 1, proposals.suggest.change);
    await write(zhou, 'The respondent pays 30,000 in three parts.');
    await press(dialog(zhou), proposals.suggest.verb);
    const theirs = proposed(li, proposals.title.change, { who: respondent, number: 1 });
    await press(theirs, proposals.act.counter);
    expect(await written(li).innerText()).toBe('The respondent pays 30,000 in three parts.');
    await write(li, 'The respondent pays 30,000 at once.');
    await press(dialog(li), proposals.suggest.verb);
    await dialog(li).waitFor({ state: 'detached' });
    const counter = proposed(zhou, proposals.title.change, { who: applicant, number: 1 });
    await counter.waitFor();
    expect(
      await zhou.panel
        .getByRole('region', { name: filled(proposals.title.change, { who: proposals.who.own, number: 1 }) })
        .count(),
    ).toBe(0);
    expect(await marked(counter)).toEqual({
      out: [`${words.aligned.out}in two parts`],
      in: [`${words.aligned.in}at once`],
    });
  });

  test('[PRO-3] is taken into the clause of everyone once it is accepted', async () => {
    const counter = proposed(zhou, proposals.title.change, { who: applicant, number: 1 });
    await press(counter, proposals.act.accept);
    await dialog(zhou).getByText('The respondent pays 30,000 at once.').waitFor();
    await press(dialog(zhou), proposals.accept.verb);
    for (const writer of everyone()) {
      await writer.reads(1, 'The respondent pays 30,000 at once.');
      expect(await writer.said(1)).toBe('The respondent pays 30,000 at once.');
    }
    await counter.waitFor({ state: 'detached' });
  });

  test('[PRO-11] nobody accepts over words that have changed meanwhile without having seen it', async () => {
    await suggest(li, 1, proposals.suggest.change);
    await write(li, 'The respondent pays 30,000 at once, in cash.');
    await press(dialog(li), proposals.suggest.verb);
    await dialog(li).waitFor({ state: 'detached' });
    const theirs = proposed(zhou, proposals.title.change, { who: applicant, number: 1 });
    await press(theirs, proposals.act.accept);
    await chen.goTo(1);
    await chen.type(' Costs are shared.');
    await dialog(zhou).getByText(proposals.accept.changed).waitFor();
    expect(await dialog(zhou).getByRole('button', { name: proposals.accept.verb, exact: true }).count()).toBe(
      0,
    );
    await press(dialog(zhou), proposals.accept.refrain);
    await theirs.getByText(proposals.moved).waitFor();
    await expect.poll(async () => (await marked(theirs)).out.join('')).toContain('Costs are shared');
    await press(
      proposed(li, proposals.title.change, { who: proposals.who.own, number: 1 }),
      proposals.act.withdraw,
    );
    await theirs.waitFor({ state: 'detached' });
  });

  test('[PRO-12] what is being written is there again after the dialog was closed', async () => {
    await suggest(zhou, 1, proposals.suggest.change);
    await write(zhou, 'Half a thought');
    await press(dialog(zhou), proposals.suggest.keep);
    await suggest(zhou, 1, proposals.suggest.change);
    expect(await written(zhou).innerText()).toBe('Half a thought');
    await press(dialog(zhou), proposals.suggest.discard);
    await dialog(zhou).waitFor({ state: 'detached' });
  });

  test('[PRO-3] a new clause comes into its place, and one that is to go goes', async () => {
    await suggest(li, 1, proposals.suggest.new);
    await write(li, 'Both sides keep this secret.');
    await press(dialog(li), proposals.suggest.verb);
    const another = proposed(zhou, proposals.title.new, { who: applicant, number: 1 });
    await another.getByText('Both sides keep this secret.').waitFor();
    await accept(zhou, another);
    for (const writer of everyone()) await writer.reads(2, 'Both sides keep this secret.');
    await suggest(zhou, 2, proposals.suggest.remove);
    await zhou.person.confirm(proposals.removing.verb, 'It goes without saying.');
    const less = proposed(li, proposals.title.remove, { who: respondent, number: 2 });
    await less.getByText('It goes without saying.').waitFor();
    await accept(li, less);
    for (const writer of everyone()) {
      await writer.card(2).waitFor({ state: 'detached' });
      expect(await writer.said(1)).toContain('Costs are shared.');
    }
  });

  test('[PRO-9] the history of the clause tells who proposed and answered what', async () => {
    await press(chen.card(1), proposals.history.button);
    const story = dialog(chen).getByRole('listitem');
    await story.first().waitFor();
    const told = await story.allInnerTexts();
    for (const line of [
      filled(proposals.history.made.change, { who: respondent }),
      'Not less than thirty thousand.',
      filled(proposals.history.ended.refused, { side: applicant }),
      proposals.counters,
      proposals.history.deed.changed,
      proposals.history.ended.withdrawn,
    ]) {
      expect(told.join('\n')).toContain(line);
    }
    expect(told.join('\n')).not.toMatch(/\bLi\b|\bZhou\b|\bChen\b/);
    await chen.page.keyboard.press('Escape');
  });

  test('all of it is done on a phone, where nothing runs out of the page', async () => {
    const { page } = li;
    await page.setViewportSize({ width: 390, height: 844 });
    await suggest(chen, 1, proposals.suggest.change);
    await write(chen, 'The respondent pays 28,000 at once. Costs are shared.');
    await press(dialog(chen), proposals.suggest.verb);
    const theirs = proposed(li, proposals.title.change, { who: proposals.who.mediator, number: 1 });
    await li.person.button(proposals.waiting.go).click();
    await accept(li, theirs);
    await theirs.getByText(proposals.waits.accepted).waitFor();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBe(0);
    await accept(zhou, proposed(zhou, proposals.title.change, { who: proposals.who.mediator, number: 1 }));
    for (const writer of everyone()) await writer.reads(1, 'The respondent pays 28,000 at once.');
  });
});
