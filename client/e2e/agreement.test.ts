import type { WebSocketRoute } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { agreement as words } from '../src/i18n/en/agreement.ts';
import { en } from '../src/i18n/en.ts';
import { bringTogether } from './support/people.ts';
import type { RunningServer } from './support/server.ts';
import type { Writer } from './support/writer.ts';
import { writingTable } from './support/writing-table.ts';

/** The agreement, in the order of a session: each step stands on the one before. */
let chen: Writer;
let li: Writer;
let zhou: Writer;
let server: RunningServer;

const everyone = (): Writer[] => [chen, li, zhou];

/** Everything that ever reached a page over any socket, as text. */
const received = new Map<Writer, string[]>();

writingTable({
  seated: async (writers, running) => {
    server = running;
    ({ chen, li, zhou } = writers);
    await holdable(li);
    await zhou.page.addInitScript(holdDocuments);
    for (const writer of everyone()) listen(writer);
  },
  together: () => Promise.resolve(),
});

afterEach(() => release());

function listen(writer: Writer): void {
  const frames: string[] = [];
  received.set(writer, frames);
  writer.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(payload.toString('utf8'))),
  );
}

declare global {
  interface Window {
    /** What a document's socket brings to the page. */
    news?: { hold(): void; held(): number; release(): void };
  }
}

/** Runs in the page: what others write is held back, and comes to the page at the very moment it is let go. */
function holdDocuments(): void {
  let held: (() => void)[] | null = null;
  window.news = {
    hold: () => void (held = []),
    held: () => held?.length ?? 0,
    release: () => {
      const waiting = held ?? [];
      held = null;
      for (const arrive of waiting) arrive();
    },
  };
  const usual = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage');
  Object.defineProperty(WebSocket.prototype, 'onmessage', {
    ...usual,
    set(this: WebSocket, hear: (event: MessageEvent) => void) {
      usual?.set?.call(this, (event: MessageEvent) => {
        if (held !== null && this.url.includes('/api/documents')) held.push(() => hear.call(this, event));
        else hear.call(this, event);
      });
    },
  });
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

  test('[PAGE-2] is written by two people in one paragraph at the same time, and nothing is lost', async () => {
    await li.goTo(1);
    await li.type('Both sides agree. ');
    await zhou.reads(1, 'Both sides agree.');
    await zhou.goTo(1);
    const first = 'The respondent pays in three parts. ';
    const second = 'The applicant withdraws the claim. ';
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
    expect(said).toHaveLength('Both sides agree. '.length + first.length + second.length - 1);
  });

  test('[PAGE-3] a word that is composed stays whole while the other goes on writing in the same paragraph', async () => {
    const ended = await countCompositions(li);
    await li.goTo(1, 'Chinese');
    await li.compose('n');
    await li.compose('ni');
    await zhou.goTo(1, 'Chinese');
    await zhou.type('before ');
    await chen.reads(1, 'before', 'Chinese');
    await li.compose('nih');
    await li.compose('ni hao');
    expect(await ended()).toBe(0);
    expect(await li.said(1, 'Chinese')).toBe('ni hao');
    await li.choose('你好');
    await li.reads(1, 'before', 'Chinese');
    for (const writer of everyone()) {
      await writer.reads(1, '你好', 'Chinese');
      const said = await writer.said(1, 'Chinese');
      expect(said.replace('你好', '').trim()).toBe('before');
    }
    await li.saved();
  });

  test('[PAGE-3] two people compose in one paragraph at once', async () => {
    await chen.goTo(1, 'Chinese');
    await chen.page.keyboard.press('Enter');
    await chen.type('条款');
    for (const writer of [li, zhou]) await writer.reads(1, '条款', 'Chinese');
    await Promise.all([li.goTo(1, 'Chinese'), zhou.goTo(1, 'Chinese')]);
    for (const sounds of [
      ['y', 'z'],
      ['yi', 'zhi'],
      ['yi fang', 'zhi fu'],
    ] as const) {
      await Promise.all([li.compose(sounds[0]), zhou.compose(sounds[1])]);
    }
    await li.choose('乙方');
    await zhou.choose('支付');
    for (const writer of everyone()) {
      await writer.reads(1, '乙方', 'Chinese');
      await writer.reads(1, '支付', 'Chinese');
    }
    const said = await chen.said(1, 'Chinese');
    expect(said).not.toMatch(/yi|zhi/);
    for (const writer of [li, zhou]) expect(await writer.said(1, 'Chinese')).toBe(said);
  });

  test('[PAGE-3] kana become words, part by part and back again, while the other writes before and behind them', async () => {
    await beginLine('日本語：', zhou, li);
    await zhou.page.keyboard.press('Home');
    const ended = await countCompositions(li);
    for (const kana of ['w', 'わ', 'わt', 'わた', 'わたし', 'わたしの', 'わたしのk', 'わたしのかね']) {
      await li.compose(kana);
      await zhou.type('1');
    }
    for (const [words, from, to] of [
      ['私の金', 0, 1],
      ['渡しの金', 0, 2],
      ['わたしの金', 0, 3],
      ['私の金', 0, 1],
      ['私の鐘', 2, 3],
      ['私の金', 2, 3],
    ] as const) {
      await li.compose(words, [from, to]);
      await zhou.type('2');
    }
    expect(await ended()).toBe(0);
    expect(await li.said(1, 'Chinese')).toMatch(/^日本語：私の金$/m);
    // The next word begins with the key that chooses this one.
    await li.choose('私の金');
    await li.compose('を');
    await zhou.reads(1, '私の金', 'Chinese');
    await zhou.page.keyboard.press('End');
    await zhou.type('3');
    await li.compose('をはらう');
    await li.compose('を払う', [1, 3]);
    await li.choose('を払う');
    // Thought better of.
    await li.compose('か');
    await li.compose('かも');
    await li.compose('');
    for (const writer of everyone()) await writer.reads(1, '11111111222222日本語：私の金', 'Chinese');
    const said = await agreed('Chinese');
    // Written at one place at the same time, the 3 may also come behind the part that had reached the other already.
    expect(said).toMatch(/1{8}2{6}日本語：私の金(を払う3|3を払う|を3払う)$/m);
    expect(said).not.toMatch(/わ|か/);
  });

  test('[PAGE-3] syllables grow, give away their last sound and are chosen by the next, while the other writes', async () => {
    await beginLine('한국어:', zhou, li);
    await zhou.page.keyboard.press('Home');
    for (const [done, next] of [
      [null, 'ㄷ'],
      [null, '도'],
      [null, '돈'],
      // The last sound of one is the first of the next.
      ['도', '느'],
      [null, '는'],
      ['는', 'ㅁ'],
      [null, '매'],
      [null, '맹'],
      // Taken back key by key.
      [null, '매'],
      ['매', 'ㄷ'],
      [null, '다'],
      [null, '달'],
    ] as const) {
      if (done !== null) await li.choose(done);
      await li.compose(next);
      await zhou.type('4');
    }
    await li.choose('달');
    await li.type(' ');
    await li.compose('ㄴ');
    await li.compose('내');
    await zhou.reads(1, '한국어:도는매달', 'Chinese');
    await zhou.page.keyboard.press('End');
    await zhou.type('5');
    await li.choose('내');
    await li.compose('ㄷ');
    await li.compose('');
    await li.type('.');
    for (const writer of everyone()) await writer.reads(1, '444444444444한국어:도는매달', 'Chinese');
    const said = await agreed('Chinese');
    expect(said.replace('5', '')).toMatch(/4{12}한국어:도는매달 내\.$/m);
    expect(said).not.toMatch(/[ㄱ-ㅎ]/);
  });

  test('[PAGE-14] a caret that is moved as words of others arrive stays where it was put', async () => {
    await beginLine('Costs: ', zhou, li);
    await zhou.page.evaluate(() => window.news?.hold());
    await li.type('7');
    await chen.reads(1, 'Costs: 7', 'Chinese');
    await zhou.page.waitForFunction(() => (window.news?.held() ?? 0) > 0);
    // The page hears of its own caret only after what it is told now.
    await zhou.page.evaluate(() => {
      getSelection()?.modify('move', 'backward', 'lineboundary');
      window.news?.release();
    });
    await zhou.type('6');
    for (const writer of everyone()) await writer.reads(1, '6Costs: 7', 'Chinese');
    expect(await agreed('Chinese')).toMatch(/^6Costs: 7$/m);
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
    await chen.person.openPanel(en.board.bar);
    await chen.person.button(en.board.talk.with.replace('{{side}}', en.common.side.applicant)).click();
    await li.page.getByRole('heading', { level: 1, name: new RegExp(`^${en.room.kind.caucus}`) }).waitFor();
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
    await expect.poll(boxes).toEqual({ isStrip: true, isUnder: true });
    await li.panel.getByRole('radio', { name: 'Chinese' }).check();
    await li.goTo(2, 'Chinese');
    await li.type('在手机上写的');
    for (const writer of [chen, zhou]) await writer.reads(2, '在手机上写的', 'Chinese');
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBe(0);
  });
});

/** A new line of the first clause in Chinese, behind which both stand. */
async function beginLine(start: string, ...writers: readonly Writer[]): Promise<void> {
  await chen.goTo(1, 'Chinese');
  await chen.page.keyboard.press('Enter');
  await chen.type(start);
  for (const writer of writers) {
    await writer.reads(1, start, 'Chinese');
    await writer.goTo(1, 'Chinese');
  }
}

/** What the first clause says in the end, to everyone the same. */
async function agreed(language: string): Promise<string> {
  for (const writer of [li, zhou]) await writer.saved();
  const said = await chen.said(1, language);
  for (const writer of [li, zhou]) expect(await writer.said(1, language)).toBe(said);
  return said;
}

/** As a word processor puts it on the clipboard. */
const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0cm}</style></head>
<body lang=EN-GB><!--StartFragment--><p class=MsoNormal style='line-height:150%'>Payment <b style='mso-bidi-font-weight:normal'>in
parts</b>\u202e:<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>first part<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>second part<o:p></o:p></p>
<script>alert(1)</script><!--EndFragment--></body></html>`;

/** How many compositions have ended in a page since. */
async function countCompositions({ page }: Writer): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    document.documentElement.dataset['composed'] = '0';
    document.addEventListener('compositionend', () => {
      const { dataset } = document.documentElement;
      dataset['composed'] = String(Number(dataset['composed']) + 1);
    });
  });
  return () => page.evaluate(() => Number(document.documentElement.dataset['composed']));
}
