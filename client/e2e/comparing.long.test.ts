import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { agreement as words } from '../src/i18n/en/agreement.ts';
import { filled } from './support/words.ts';
import type { Writer } from './support/writer.ts';
import { everyoneWrites, writingTable } from './support/writing-table.ts';

/** A clause in two languages, in the order of a session: each step stands on the one before. */
let chen: Writer;
let li: Writer;
let zhou: Writer;

const texts = { Chinese: '被申请人支付三万元。', English: 'The respondent pays thirty thousand.' };
const more = ' In June.';

writingTable({
  seated: (writers) => {
    ({ chen, li, zhou } = writers);
  },
  together: () => everyoneWrites({ chen, li, zhou }),
});

const dialogOf = ({ page }: Writer): Locator => page.getByRole('dialog');
const says = (writer: Writer, text: string): Promise<void> =>
  writer.card(1).getByText(text, { exact: true }).waitFor();

describe('the texts of a clause', () => {
  test('[CLA-27] are all before whoever signs for all that they agree, also where the screen shows one', async () => {
    for (const [language, text] of Object.entries(texts)) {
      await li.goTo(1, language);
      await li.type(text);
    }
    await li.saved();
    await chen.reads(1, texts.English);
    await says(chen, words.aligned.never);
    await chen.page.setViewportSize({ width: 390, height: 844 });
    await chen.text(1, 'Chinese').waitFor({ state: 'detached' });
    await chen.press(1, words.aligned.compare);
    for (const [language, text] of Object.entries(texts))
      await dialogOf(chen).getByRole('region', { name: language, exact: true }).getByText(text).waitFor();
    await dialogOf(chen).getByRole('button', { name: words.align.verb, exact: true }).click();
    await dialogOf(chen).waitFor({ state: 'detached' });
    await says(li, words.aligned.yes);
    expect(await li.card(1).getByRole('button', { name: words.aligned.compareAgain }).count()).toBe(0);
  });

  test('[CLA-27] that one changed afterwards is told to whoever agrees to the clause, and which one counts', async () => {
    await zhou.goTo(1);
    await zhou.type(more);
    await zhou.saved();
    await says(chen, filled(words.aligned.stale, { languages: 'English' }));
    await chen.press(1, words.act.propose);
    await li.press(1, words.act.agree);
    for (const text of [
      filled(words.agree.doubt.stale, { languages: 'English' }),
      filled(words.agree.prevails, { language: 'Chinese' }),
    ])
      await dialogOf(li).getByText(text, { exact: true }).waitFor();
    await dialogOf(li).getByRole('button', { name: words.agree.refrain, exact: true }).click();
    await chen.press(1, words.aligned.compareAgain);
    await dialogOf(chen).getByRole('button', { name: words.align.verb, exact: true }).click();
    await dialogOf(chen).waitFor({ state: 'detached' });
    await says(li, words.aligned.yes);
    await li.press(1, words.act.agree);
    await dialogOf(li).getByRole('button', { name: words.agree.verb, exact: true }).waitFor();
    expect(
      await dialogOf(li)
        .getByText(filled(words.agree.prevails, { language: 'Chinese' }))
        .count(),
    ).toBe(0);
  });
});
