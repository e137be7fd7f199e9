import type { CDPSession, Locator, Page } from 'playwright-core';
import { agreement as words } from '../../src/i18n/en/agreement.ts';
import { en } from '../../src/i18n/en.ts';
import type { Person } from './people.ts';
import { filled } from './words.ts';

/** Somebody at the agreement: what they see of it, and what they write. */
export class Writer {
  readonly person: Person;
  readonly page: Page;
  #devtools: CDPSession | null = null;

  constructor(person: Person) {
    this.person = person;
    this.page = person.page;
  }

  get panel(): Locator {
    return this.page.getByRole('region', { name: words.title, exact: true });
  }

  async open(): Promise<void> {
    await this.person.openPanel(en.room.agreement.title);
    await this.panel.waitFor();
  }

  card(number: number): Locator {
    return this.panel.getByRole('article', { name: filled(words.clause.name, { number }), exact: true });
  }

  /** A clause in a language, to be written in. */
  field(number: number, language = 'English'): Locator {
    return this.card(number).getByRole('textbox', {
      name: filled(words.clause.text, { number, language }),
      exact: true,
    });
  }

  /** A clause in a language, however it is shown. */
  text(number: number, language = 'English'): Locator {
    const name = filled(words.clause.text, { number, language });
    const card = this.card(number);
    return card
      .getByRole('textbox', { name, exact: true })
      .or(card.getByRole('group', { name, exact: true }));
  }

  /** The keyboard at the end of a clause. */
  async goTo(number: number, language = 'English'): Promise<void> {
    await this.field(number, language).click();
    await this.page.keyboard.press('ControlOrMeta+End');
  }

  /** The keyboard at the beginning of a clause: before its first sign, however quickly after its end. */
  async goToStart(number: number, language = 'English'): Promise<void> {
    await this.goTo(number, language);
    await this.page.keyboard.press('ControlOrMeta+Home');
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /**
   * As an input method does while its user chooses: the word is in the text, and may change yet. `part`: of several
   * words in one the one that is being chosen.
   */
  async compose(text: string, part: readonly [number, number] = [text.length, text.length]): Promise<void> {
    this.#devtools ??= await this.page.context().newCDPSession(this.page);
    const [selectionStart, selectionEnd] = part;
    await this.#devtools.send('Input.imeSetComposition', { text, selectionStart, selectionEnd });
  }

  /** The word is chosen. */
  async choose(text: string): Promise<void> {
    await this.#devtools?.send('Input.insertText', { text });
  }

  /** What another program has put on the clipboard, where the caret is. */
  async paste(html: string): Promise<void> {
    await this.page.evaluate((copied) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', copied);
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(paste);
    }, html);
  }

  /** Waits until this stands in the clause. */
  async reads(number: number, text: string, language = 'English'): Promise<void> {
    const there = this.text(number, language).getByText(text).first();
    await there.waitFor().catch(async (error: unknown) => {
      throw new Error(`instead of ${text} there is ${await this.said(number, language)}`, { cause: error });
    });
  }

  async said(number: number, language = 'English'): Promise<string> {
    return (await this.text(number, language).innerText()).trim();
  }

  /** Sign by sign, spaces that are not seen included. */
  async signs(number: number, language = 'English'): Promise<string> {
    return (await this.text(number, language).textContent()) ?? '';
  }

  async saved(): Promise<void> {
    await this.panel.locator('[data-saved="saved"]').waitFor();
  }

  /** What stands behind a clause's own button. */
  async act(number: number, item: string): Promise<void> {
    await this.card(number)
      .getByRole('button', { name: filled(words.clause.menu, { number }), exact: true })
      .click();
    await this.page
      .getByRole('menuitem', { name: item, exact: true })
      .or(this.page.getByRole('menuitemcheckbox', { name: item, exact: true }))
      .click();
  }

  press(number: number, verb: string): Promise<void> {
    return this.card(number).getByRole('button', { name: verb, exact: true }).click();
  }

  /** Begins a document from a blank page, in these languages. */
  async begin(): Promise<void> {
    await this.panel.getByRole('radio', { name: words.start.templates.blank.name }).check();
    await this.panel.getByRole('button', { name: words.start.verb, exact: true }).click();
    await this.card(1).waitFor();
  }
}
