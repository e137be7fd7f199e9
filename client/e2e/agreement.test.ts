import type { WebSocketRoute } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { agreement as words } from '../src/i18n/en/agreement.ts';
import { en } from '../src/i18n/en.ts';
import { bringTogether } from './support/people.ts';
import { type RunningServer, runServer } from './support/server.ts';
import type { Writer } from './support/writer.ts';
import { talkApart, writingTable } from './support/writing-table.ts';

/** The agreement, in the order of a session: each step stands on the one before. */
let chen: Writer;
let li: Writer;
let zhou: Writer;
let server: RunningServer;

const everyone = (): Writer[] => [chen, li, zhou];

/** Everything that ever reached a page over any socket, as text. */
const received = new Map<Writer, string[]>();

writingTable({
  // Of its own: its store is held up.
  server: async () => {
    server = await runServer();
    return server;
  },
  seated: async (writers) => {
    ({ chen, li, zhou } = writers);
    await holdable(li);
    for (const writer of everyone()) listen(writer);
  },
  together: () => Promise.resolve(),
});

afterEach(() => release());
afterAll(() => server.close());

function listen(writer: Writer): void {
  const frames: string[] = [];
  received.set(writer, frames);
  writer.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(payload.toString('utf8'))),
  );
}

/** While set, Li is not told what becomes of the clauses: the news is on its way. */
let held: { message: string; route: WebSocketRoute }[] | null = null;

/** Puts the test between the page and what it is told about the clauses. */
async function holdable(writer: Writer): Promise<void> {
  await writer.page.routeWebSocket(/socket\.io/, (route) => {
    const upstream = route.connectToServer();
    upstream.onMessage((message) => {
      const news = typeof message === 'string' && message.startsWith('42["agreement');
      if (news && held !== null) held.push({ message, route });
      else route.send(message);
    });
  });
}

function release(): void {
  for (const { message, route } of held ?? []) route.send(message);
  held = null;
}

describe('the agreement', () => {
  test('looked for first while the line is away, comes once it is back, and the room stays', async () => {
    const { context, page, controls } = zhou.person;
    await context.setOffline(true);
    await zhou.person.openPanel(en.room.agreement.title);
    await page.getByText(en.room.agreement.loading, { exact: true }).waitFor();
    await context.setOffline(false);
    await zhou.panel.waitFor();
    expect(await controls.getByRole('button', { name: en.room.bar.leave, exact: true }).count()).toBe(1);
  });

  test('is begun by the mediator, and everyone in the room finds it', async () => {
    await chen.open();
    await chen.begin();
    await chen.act(1, words.pen.everyone);
    for (const writer of [li, zhou]) {
      await writer.open();
      await writer.card(1).getByText(words.state.draft, { exact: true }).waitFor();
      await writer.field(1).waitFor();
      expect(await writer.said(1)).toBe('');
    }
  });

  test('looks for everyone as it should, also for whoever looked for it while their line was away', async () => {
    const look = (writer: Writer): Promise<string> =>
      writer.field(1).evaluate((words) => {
        const { fontFamily, lineHeight, outlineStyle } = getComputedStyle(words);
        return [fontFamily, lineHeight, outlineStyle].join();
      });
    expect(await look(zhou)).toBe(await look(li));
  });

  test('[PAGE-2] is written by two people in one paragraph at the same time, and nothing is lost', async () => {
    // What is typed last has a sign that is seen: of a space nobody could tell whether it has come.
    const begun = 'Both sides agree.';
    await li.goTo(1);
    await li.type(begun);
    await zhou.reads(1, begun);
    await zhou.goTo(1);
    const first = ' The respondent pays in three parts.';
    const second = ' The applicant withdraws the claim.';
    for (let at = 0; at < Math.max(first.length, second.length); at += 1) {
      await Promise.all([li.type(first.charAt(at)), zhou.type(second.charAt(at))]);
    }
    for (const writer of everyone()) {
      await writer.reads(1, first.trim());
      await writer.reads(1, second.trim());
    }
    const said = await chen.said(1);
    for (const writer of [li, zhou]) {
      await writer.saved();
      expect(await writer.said(1)).toBe(said);
    }
    expect(said).toHaveLength(begun.length + first.length + second.length);
  });

  test('[PAGE-8] undo takes back what one wrote oneself, and nothing else', async () => {
    await zhou.goTo(1);
    await zhou.type('Costs are shared.');
    await li.reads(1, 'Costs are shared.');
    await li.goTo(1);
    await li.type(' Never mind.');
    await zhou.reads(1, 'Never mind.');
    await li.page.keyboard.press('ControlOrMeta+Z');
    await zhou.text(1).getByText('Never mind.').waitFor({ state: 'detached' });
    await li.reads(1, 'Costs are shared.');
    expect(await li.said(1)).toBe(await zhou.said(1));
  });

  test('[PAGE-4] is there again after a reload', async () => {
    const said = await chen.said(1);
    await li.saved();
    await li.page.reload();
    await li.person.inRoom();
    await li.open();
    await li.reads(1, 'Costs are shared.');
    expect(await li.said(1)).toBe(said);
  });

  test('[PAGE-6] what comes too late is undone, explained and kept aside, while another clause goes on', async () => {
    await chen.panel.getByRole('button', { name: words.clause.add, exact: true }).click();
    await chen.act(2, words.pen.everyone);
    await li.field(2).waitFor();
    const before = await chen.said(1);
    held = [];
    await chen.press(1, words.act.propose);
    await zhou.card(1).getByText(words.state.proposed, { exact: true }).waitFor();
    await li.goTo(1);
    await li.page.keyboard.insertText(' Too late.');
    await li.card(1).getByText(words.aside.title).waitFor();
    await li.text(1).getByText('Too late.').waitFor({ state: 'detached' });
    expect(await li.said(1)).toBe(before);
    expect(await chen.said(1)).toBe(before);
    await li.card(1).getByRole('blockquote').getByText('Too late.').waitFor();
    await li.goTo(2);
    await li.type('Another clause goes on.');
    for (const writer of everyone()) await writer.reads(2, 'Another clause goes on.');
    release();
    await li.card(1).getByText(words.state.proposed, { exact: true }).waitFor();
    await li.field(1).waitFor({ state: 'detached' });
    await li.press(1, words.aside.drop);
    await li.saved();
  });

  test('[PAGE-5] what is written without a line is kept, says so, and is merged when the line is back', async () => {
    await zhou.goTo(2);
    await zhou.person.context.setOffline(true);
    await zhou.panel.getByText(words.saved.away).waitFor();
    await zhou.type(' Written on a train.');
    await zhou.panel.getByText(words.saved.kept).waitFor();
    await li.goTo(2);
    await li.type(' Written at home.');
    await zhou.person.context.setOffline(false);
    for (const writer of everyone()) {
      await writer.reads(2, 'Written on a train.');
      await writer.reads(2, 'Written at home.');
    }
    await zhou.saved();
    expect(await zhou.said(2)).toBe(await li.said(2));
  });

  test('[PAGE-20] what is written without a line outlives the page, and comes once when there is one again', async () => {
    const { context, page } = zhou.person;
    await zhou.goTo(2);
    await context.setOffline(true);
    await zhou.panel.getByText(words.saved.away).waitFor();
    await zhou.type(' Written in a tunnel.');
    await zhou.panel.getByText(words.saved.kept).waitFor();
    // Without a line there is nothing to load either.
    await page.reload().catch(() => undefined);
    await context.setOffline(false);
    await page.reload();
    for (const writer of [li, chen]) await writer.reads(2, 'Written in a tunnel.');
    await zhou.open();
    await zhou.reads(2, 'Written in a tunnel.');
    await zhou.saved();
    expect(await zhou.said(2)).toBe(await li.said(2));
    expect((await li.said(2)).split('Written in a tunnel.')).toHaveLength(2);
    expect(await page.evaluate(() => sessionStorage.getItem('parley.unstored-words'))).toBeNull();
  });

  test('[PAGE-15] what is written while nothing can be stored is told to be on its way, and nothing of it is lost', async () => {
    // On its way, or kept on the page: on a busy machine a line may break meanwhile, which comes back with the store.
    const notStored = ({ panel }: Writer) =>
      panel.locator('[data-saved="saving"], [data-saved="kept"]').waitFor();
    const goOn = await server.holdStore();
    try {
      await zhou.goTo(2);
      await zhou.type(' Nothing is stored now.');
      await notStored(zhou);
      await li.goTo(2);
      await li.type(' Nor is this.');
      await notStored(li);
      // At the pace of somebody who writes, for some seconds.
      await zhou.page.keyboard.type(' And one goes on all the same.', { delay: 120 });
      await notStored(zhou);
      expect(await zhou.said(2)).toContain('And one goes on all the same.');
      // Nobody is shown a word that a crash could take back.
      expect(await zhou.said(2)).not.toContain('Nor is this.');
      expect(await li.said(2)).not.toContain('Nothing is stored now.');
    } finally {
      goOn();
    }
    for (const writer of everyone()) {
      await writer.reads(2, 'Nothing is stored now.');
      await writer.reads(2, 'And one goes on all the same.');
      await writer.reads(2, 'Nor is this.');
    }
    for (const writer of [zhou, li]) await writer.saved();
    expect(await zhou.said(2)).toBe(await li.said(2));
  });

  test('what is pasted from a word processor comes as the text it is, with its lists', async () => {
    await zhou.goTo(2);
    await zhou.page.keyboard.press('Enter');
    await zhou.paste(fromWord);
    await li.reads(2, 'Payment in parts');
    const shown = li.text(2);
    expect(await shown.locator('ol > li').allInnerTexts()).toEqual(['first part', 'second part']);
    expect(await shown.locator('strong').innerText()).toBe('in parts');
    expect(await shown.innerHTML()).not.toMatch(/mso|style=|class="Mso|o:p/i);
    expect(await shown.innerText()).not.toContain('\u202e');
    await zhou.saved();
  });

  test('[PAGE-10] each side agrees to exactly the words it is shown', async () => {
    for (const writer of [li, zhou]) {
      await writer.press(1, words.act.agree);
      const dialog = writer.page.getByRole('dialog');
      await dialog.getByText('Costs are shared.').waitFor();
      await dialog.getByRole('button', { name: words.agree.verb, exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    for (const writer of everyone()) {
      await writer.card(1).getByText(words.state.agreed, { exact: true }).waitFor();
      expect(await writer.field(1).count()).toBe(0);
    }
  });

  test('[TPL-5] the mediator keeps what all have agreed to for other cases, and sees it before it leaves', async () => {
    const { keep, form } = en.templates;
    await chen.panel.getByRole('button', { name: keep.open, exact: true }).click();
    const dialog = chen.page.getByRole('dialog');
    await dialog.getByLabel(form.name, { exact: true }).fill('Costs');
    // The clause that is still a draft is nobody's to keep.
    expect(await dialog.getByRole('checkbox').count()).toBe(1);
    await dialog.getByRole('button', { name: keep.look, exact: true }).click();
    await dialog.getByText('Costs are shared.').waitFor();
    await dialog.getByRole('button', { name: keep.verb, exact: true }).click();
    await chen.panel.getByText(keep.said, { exact: true }).waitFor();
  });

  test('[PAGE-11] a draft of a private room is there for those inside, and for nobody else', async () => {
    const secret = 'We would take twenty thousand';
    await talkApart(chen, li);
    await li.open();
    await li.panel.getByText(words.draftTab).click();
    await li.begin();
    await li.panel.getByText(words.onlyRoom).waitFor();
    await li.goTo(1);
    await li.type(secret);
    await li.saved();
    await chen.open();
    await chen.panel.getByText(words.draftTab).click();
    await chen.reads(1, secret);
    expect(await zhou.panel.getByText(words.draftTab).count()).toBe(0);
    expect(received.get(zhou)?.filter((frame) => frame.includes('twenty thousand'))).toEqual([]);
    expect(received.get(chen)?.some((frame) => frame.includes('twenty thousand'))).toBe(true);
    await bringTogether(chen.person, [chen.person, li.person]);
    await li.panel.getByText(words.draftTab).waitFor({ state: 'detached' });
    expect(await li.page.getByText(secret).count()).toBe(0);
    await li.reads(2, 'Written at home.');
  });

  test('fits a phone, under a strip of pictures', async () => {
    const { page } = li;
    await page.setViewportSize({ width: 390, height: 844 });
    await li.reads(2, 'Written at home.');
    const boxes = async () => {
      const strip = await page.getByRole('list', { name: en.room.stage.people }).boundingBox();
      const panel = await li.panel.boundingBox();
      if (strip === null || panel === null) return null;
      return { isStrip: strip.height < 110, isUnder: panel.y > strip.y + strip.height - 1 };
    };
    await expect.poll(boxes, { timeout: 60_000 }).toEqual({ isStrip: true, isUnder: true });
    await li.panel.getByRole('radio', { name: 'Chinese' }).check();
    await li.goTo(2, 'Chinese');
    await li.type('在手机上写的');
    for (const writer of [chen, zhou]) await writer.reads(2, '在手机上写的', 'Chinese');
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBe(0);
  });
});

/** As a word processor puts it on the clipboard. */
const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0cm}</style></head>
<body lang=EN-GB><!--StartFragment--><p class=MsoNormal style='line-height:150%'>Payment <b style='mso-bidi-font-weight:normal'>in
parts</b>\u202e:<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>first part<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>second part<o:p></o:p></p>
<script>alert(1)</script><!--EndFragment--></body></html>`;
