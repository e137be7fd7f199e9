import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { agreement as words } from '../src/i18n/en/agreement.ts';
import { en } from '../src/i18n/en.ts';
import { insurer, third } from './support/office.ts';
import { admit } from './support/people.ts';
import { filled } from './support/words.ts';
import type { Writer } from './support/writer.ts';
import { writingTable } from './support/writing-table.ts';

/** An agreement between three sides of which one does not come, in the order of a session: each step stands on the one before. */
let chen: Writer;
let li: Writer;
let zhou: Writer;
let qian: Writer;

const everyone = (): Writer[] => [chen, li, zhou];
const texts = ['The respondent pays 30,000.', 'The insurer pays 5,000.'];
const reason = 'Invited twice, and no answer.';
const side = third.name;

writingTable({
  late: (writer) => {
    qian = writer;
  },
  seated: (writers) => {
    ({ chen, li, zhou } = writers);
  },
  together: async () => {
    await chen.open();
    await chen.begin();
    await chen.panel.getByRole('button', { name: words.clause.add, exact: true }).click();
    for (const [index, text] of texts.entries()) {
      await chen.goTo(index + 1);
      await chen.type(text);
      await chen.saved();
      await chen.press(index + 1, words.act.propose);
    }
    for (const writer of [li, zhou]) {
      await writer.open();
      for (const number of [1, 2]) await agree(writer, number);
    }
  },
});

async function agree(writer: Writer, number: number): Promise<void> {
  await writer.press(number, words.act.agree);
  const dialog = writer.page.getByRole('dialog');
  await dialog.getByText(texts[number - 1] ?? '').waitFor();
  await dialog.getByRole('button', { name: words.agree.verb, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

const stands = ({ panel }: Writer, text: string, values: Record<string, string>): Locator =>
  panel.getByText(filled(text, values), { exact: true });
const isIn = (writer: Writer, number: number, state: string): Promise<void> =>
  writer.card(number).getByText(state, { exact: true }).waitFor();

describe('a side that does not come', () => {
  test('[CLA-2] is waited for, and the mediator alone is told what can be done', async () => {
    await stands(chen, words.absent.missing, { side }).waitFor();
    for (const writer of everyone()) await isIn(writer, 1, words.state.proposed);
    const act = words.absent.act;
    for (const writer of [li, zhou])
      expect(await writer.panel.getByRole('button', { name: act }).count()).toBe(0);
  });

  test('[CLA-20] is gone on without once there is a reason, which everyone reads', async () => {
    await chen.panel.getByRole('button', { name: words.absent.act, exact: true }).click();
    const dialog = chen.page.getByRole('dialog');
    const verb = dialog.getByRole('button', { name: words.absent.verb, exact: true });
    expect(await verb.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill(reason);
    await verb.click();
    await dialog.waitFor({ state: 'detached' });
    for (const writer of everyone()) await stands(writer, words.absent.excused, { side, reason }).waitFor();
  });

  test('[CLA-21] does not hold up what the others have agreed to, which says whom it does not bind', async () => {
    for (const writer of everyone()) {
      for (const number of [1, 2]) {
        await isIn(writer, number, words.state.agreedByAsked);
        await isIn(writer, number, filled(words.state.without, { sides: side }));
      }
    }
    await chen.press(1, words.act.lock);
    for (const writer of everyone()) {
      await isIn(writer, 1, words.state.locked);
      await isIn(writer, 1, filled(words.state.without, { sides: side }));
      expect(await writer.panel.getByText(words.state.agreed, { exact: true }).count()).toBe(0);
    }
  });

  test('[CLA-22] comes after all, sees where it stands, and is asked about what is not locked', async () => {
    await qian.person.openLink();
    await qian.person.getReady(undefined, { cameras: false });
    await chen.person.openPanel(en.board.bar);
    await admit(chen.person, insurer.name);
    await qian.person.inRoom();
    for (const writer of [chen, qian]) await writer.open();
    const first = filled(words.clause.name, { number: 1 });
    await stands(qian, words.absent.locked, { side, clauses: first }).waitFor();
    await isIn(qian, 1, filled(words.state.without, { sides: side }));
    for (const writer of [...everyone(), qian]) {
      await isIn(writer, 2, words.state.proposed);
      await stands(writer, words.absent.excused, { side, reason }).waitFor({ state: 'detached' });
    }
    expect(await qian.card(1).getByRole('button', { name: words.act.agree, exact: true }).count()).toBe(0);
  });

  test('[CLA-22] agrees by its own word, and then every side has', async () => {
    await agree(qian, 2);
    for (const writer of [...everyone(), qian]) {
      await isIn(writer, 2, words.state.agreed);
      await isIn(writer, 1, words.state.locked);
      const unbound = writer.card(2).getByText(filled(words.state.without, { sides: side }), { exact: true });
      expect(await unbound.count()).toBe(0);
    }
  });
});
