import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { agreement as words } from '../src/i18n/en/agreement.ts';
import { comments } from '../src/i18n/en/comments.ts';
import { en } from '../src/i18n/en.ts';
import { cast } from './support/office.ts';
import { bringTogether } from './support/people.ts';
import { filled } from './support/words.ts';
import type { Writer } from './support/writer.ts';
import { talkApart, writingTable } from './support/writing-table.ts';

/** What people remark on the agreement, in the order of a session: each step stands on the one before. */
let chen: Writer;
let li: Writer;
let zhou: Writer;

const everyone = (): Writer[] => [chen, li, zhou];
/** Everything that ever reached the respondent over any socket, as text. */
const received: string[] = [];

writingTable({
  seated: (writers) => {
    ({ chen, li, zhou } = writers);
    zhou.page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => received.push(payload.toString('utf8'))),
    );
  },
  together: async () => {
    await chen.open();
    await chen.begin();
    await chen.act(1, words.pen.everyone);
    await chen.page.keyboard.press('Escape');
    await chen.goTo(1);
    await chen.type('The respondent pays in two parts.');
    for (const writer of [li, zhou]) {
      await writer.open();
      await writer.reads(1, 'in two parts');
      await writer.field(1).waitFor();
    }
  },
});

const press = (where: Locator, name: string): Promise<void> =>
  where.getByRole('button', { name, exact: true }).click();
/** Where the comments stand: beside the text, or over it on a phone. */
const side = ({ page }: Writer): Locator =>
  page
    .getByRole('complementary', { name: comments.title, exact: true })
    .or(page.getByRole('dialog', { name: comments.title, exact: true }));
const form = (writer: Writer): Locator =>
  side(writer).getByRole('region', { name: filled(comments.new.about, { number: 1 }), exact: true });
const thread = (writer: Writer, text: string): Locator =>
  side(writer).getByRole('article').filter({ hasText: text });
/** Shows them, unless they are shown already. */
async function open({ panel }: Writer): Promise<void> {
  const button = panel.getByRole('button', { name: new RegExp(`^${comments.title}`) });
  if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
}

/** The words that are marked in the text, and may be drawn anew just now. */
const marked = ({ page }: Writer): Promise<string[]> =>
  page.evaluate(() =>
    [...(CSS.highlights.get('comments') ?? []), ...(CSS.highlights.get('comment-chosen') ?? [])].map(
      (range) => (range instanceof Range ? range.toString() : ''),
    ),
  );
const marks = (writer: Writer, text: string, name = 'comments'): Promise<unknown> =>
  writer.page.waitForFunction(
    ([wanted, by]) =>
      [...(CSS.highlights.get(by) ?? [])].some(
        (range) => range instanceof Range && range.toString() === wanted,
      ),
    [text, name] as const,
  );

/** Selects so many signs at the end of the clause, as one does with the keyboard. */
async function select(writer: Writer, signs: number): Promise<void> {
  await writer.goTo(1);
  for (let each = 0; each < signs; each += 1) await writer.page.keyboard.press('Shift+ArrowLeft');
}

describe('a comment', () => {
  test('[COM-11] is for the room it is written in unless its writer says otherwise, and mentions people by @', async () => {
    await select(li, 'two parts.'.length);
    await press(li.panel, comments.onWords);
    await form(li).getByRole('blockquote').getByText('two parts.').waitFor();
    const room = form(li).getByRole('radio', { name: comments.new.room, exact: true });
    expect(await room.isChecked()).toBe(true);
    await form(li).getByRole('radio', { name: comments.new.everyone, exact: true }).check();
    const field = form(li).getByRole('textbox', { name: comments.new.field, exact: true });
    await field.click();
    await li.type('@zh');
    await form(li).getByRole('option', { name: cast.respondent.name, exact: true }).waitFor();
    await li.page.keyboard.press('Enter');
    await li.type('why two?');
    expect(await field.inputValue()).toBe(`@${cast.respondent.name} why two?`);
    await press(form(li), comments.new.send);
    await thread(li, 'why two?').waitFor();
    await form(li).waitFor({ state: 'detached' });
  });

  test('[COM-2] is found and answered by whom it mentions, who is told that it waits', async () => {
    await zhou.panel
      .getByRole('button', { name: new RegExp(filled(comments.mentioned, { count: 1 })) })
      .click();
    const asked = thread(zhou, 'why two?');
    await asked.getByText(cast.applicant.name, { exact: true }).waitFor();
    await press(asked, comments.answer.button);
    await asked.getByRole('textbox', { name: comments.answer.field }).fill('Because money is short.');
    await press(asked, comments.answer.send);
    await thread(li, 'why two?').getByText('Because money is short.').waitFor();
    await zhou.panel
      .getByRole('button', { name: `${comments.title} ${filled(comments.count, { count: 1 })}`, exact: true })
      .waitFor();
    expect(await asked.getByText(comments.scope.everyone, { exact: true }).count()).toBe(1);
  });

  test('[COM-12] marks its words wherever they come to stand, for readers and writers, and says when they are gone', async () => {
    await open(chen);
    for (const writer of everyone()) await marks(writer, 'two parts.');
    await zhou.goToStart(1);
    await zhou.type('Within a year: ');
    for (const writer of everyone()) {
      await writer.reads(1, 'Within a year:');
      await marks(writer, 'two parts.');
      expect(await writer.said(1)).toMatch(/^Within a year: The respondent/);
    }
    await chen.press(1, words.act.propose);
    await zhou.field(1).waitFor({ state: 'detached' });
    await marks(zhou, 'two parts.');
    await thread(zhou, 'why two?')
      .getByRole('button', { name: new RegExp(`^${filled(comments.go, { number: 1 })}`) })
      .click();
    await marks(zhou, 'two parts.', 'comment-chosen');
    await chen.press(1, words.act.reopen);
    await zhou.field(1).waitFor();
    await select(zhou, 'two parts.'.length);
    await zhou.page.keyboard.press('Backspace');
    for (const writer of everyone()) await thread(writer, 'why two?').getByText(comments.goneWords).waitFor();
    expect(await marked(li)).toEqual([]);
  });

  test('[COM-4] is folded away once it is dealt with', async () => {
    await press(thread(chen, 'why two?'), comments.resolve);
    for (const writer of everyone()) {
      await side(writer)
        .getByText(filled(comments.resolved, { count: 1 }))
        .waitFor();
      expect(await thread(writer, 'why two?').isVisible()).toBe(false);
    }
    await side(li)
      .getByText(filled(comments.resolved, { count: 1 }))
      .click();
    await press(thread(li, 'why two?'), comments.again);
    await thread(zhou, 'why two?').waitFor();
  });

  test('[COM-13] that is being written is there again after its clause has moved and the comments were closed', async () => {
    const answering = thread(li, 'why two?').getByRole('textbox', { name: comments.answer.field });
    await press(thread(li, 'why two?'), comments.answer.button);
    await answering.fill('Half an answer');
    await press(li.card(1), comments.on);
    await form(li).getByRole('textbox', { name: comments.new.field }).fill('Half a thought');
    await chen.panel.getByRole('button', { name: words.clause.add, exact: true }).click();
    await chen.act(1, words.clause.down);
    await li.card(2).getByText('Within a year:').waitFor();
    expect(await answering.inputValue()).toBe('Half an answer');
    await press(side(li), en.common.close);
    await open(li);
    await chen.act(2, words.clause.up);
    await form(li).waitFor();
    expect(await answering.inputValue()).toBe('Half an answer');
    await press(thread(li, 'why two?'), comments.new.cancel);
    await answering.waitFor({ state: 'detached' });
  });

  test('[COM-8] [COM-3] [COM-13] of a private room is read there alone, and nobody outside is named in it', async () => {
    const secret = 'our bottom line is twenty';
    await talkApart(chen, li);
    await li.open();
    await press(li.card(1), comments.on);
    await form(li).getByText(comments.whole).waitFor();
    await press(form(li), comments.mention.button);
    await form(li).getByRole('option').first().waitFor();
    expect(await form(li).getByRole('option').allInnerTexts()).toEqual([cast.mediator.name]);
    await li.page.keyboard.press('Escape');
    await form(li).getByRole('textbox', { name: comments.new.field }).fill(secret);
    await press(form(li), comments.new.send);
    await thread(li, secret).getByText(comments.scope.room).waitFor();
    await press(thread(li, secret), comments.answer.button);
    await thread(li, secret).getByRole('textbox', { name: comments.answer.field }).fill('not below that');
    await chen.open();
    await open(chen);
    await thread(chen, secret).waitFor();
    await bringTogether(chen.person, [li.person]);
    await li.open();
    await open(li);
    await thread(li, 'why two?').waitFor();
    expect(await thread(li, secret).count()).toBe(0);
    const half = form(li).getByRole('textbox', { name: comments.new.field });
    expect(await half.inputValue()).toBe('Half a thought');
    await press(form(li), comments.new.send);
    for (const writer of [chen, zhou]) await open(writer);
    for (const writer of everyone()) await thread(writer, 'Half a thought').waitFor();
    expect(await zhou.page.getByText(secret).count()).toBe(0);
    expect(received.filter((frame) => frame.includes('bottom line'))).toEqual([]);
  });

  test('is written and read on a phone over the text', async () => {
    const { page } = zhou;
    await page.setViewportSize({ width: 390, height: 844 });
    await press(side(zhou), en.common.close);
    await press(zhou.card(1), comments.on);
    await form(zhou).getByRole('textbox', { name: comments.new.field }).fill('From a phone.');
    await press(form(zhou), comments.new.send);
    await thread(zhou, 'From a phone.').waitFor();
    await thread(li, 'From a phone.').waitFor();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBe(0);
  });
});
