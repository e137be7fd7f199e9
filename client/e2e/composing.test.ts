import { describe, expect, test } from 'vitest';
import type { Writer } from './support/writer.ts';
import { everyoneWrites, writingTable } from './support/writing-table.ts';

/** Words that are composed, and a caret that is moved, while others write in the same paragraph. */
let chen: Writer;
let li: Writer;
let zhou: Writer;

const everyone = (): Writer[] => [chen, li, zhou];

writingTable({
  seated: async (writers) => {
    ({ chen, li, zhou } = writers);
    await zhou.page.addInitScript(holdDocuments);
  },
  together: () => everyoneWrites({ chen, li, zhou }),
});

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

describe('what is composed', () => {
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
    for (const [word, from, to] of [
      ['私の金', 0, 1],
      ['渡しの金', 0, 2],
      ['わたしの金', 0, 3],
      ['私の金', 0, 1],
      ['私の鐘', 2, 3],
      ['私の金', 2, 3],
    ] as const) {
      await li.compose(word, [from, to]);
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
});

const patience = { timeout: 60_000 };

test('[PAGE-2] what is typed beside the spaces that end a paragraph takes none of them away, also where a style sheet is missing', async () => {
  const begun = 'Each side pays its own.';
  await li.goTo(1);
  await li.page.keyboard.press('ControlOrMeta+A');
  await li.type(begun);
  await expect.poll(() => zhou.signs(1), patience).toBe(begun);
  await zhou.goTo(1);
  for (const { page } of [li, zhou]) await page.evaluate(dropStyles);
  await li.type(' ');
  await expect.poll(() => zhou.signs(1), patience).toBe(`${begun} `);
  await zhou.type(' ');
  await expect.poll(() => li.signs(1), patience).toBe(`${begun}  `);
  // Each between their own space and the other's, or behind both.
  await li.type('Now.');
  await zhou.type('Then.');
  for (const writer of everyone()) {
    await expect
      .poll(() => writer.signs(1), patience)
      .toMatch(/^Each side pays its own\.(?: Now\. Then\.| Then\. Now\.)$/);
    await writer.saved();
  }
});

/** Runs in the page: as if none of its style sheets could be fetched. */
function dropStyles(): void {
  for (const sheet of document.styleSheets) sheet.disabled = true;
}

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
