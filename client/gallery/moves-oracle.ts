import { turns as turnWords } from '../src/i18n/en/turns.ts';
import { en } from '../src/i18n/en.ts';
import { names, scoreIn, speaksIn, titleOf, wordOf } from './moves-table.ts';

const levels: Readonly<Record<number, string>> = {
  9: en.room.quality.good,
  5: en.room.quality.fair,
  2: en.room.quality.poor,
};

/** What was seen of each kind: a test in which nobody spoke tells nothing. */
export interface Seen {
  commits: number;
  stays: number;
  captions: number;
  words: number;
  speaking: number;
  quality: number;
  pace: number;
  chips: number;
}

/**
 * What of a page is not of the room whose name it shows. It knows nothing of how it is drawn: words have the number of
 * the stay they belong to in them, and who is heard in one stay is silent in the next.
 */
export class MovesOracle {
  readonly faults: string[] = [];
  readonly seen: Seen = {
    commits: 0,
    stays: 0,
    captions: 0,
    words: 0,
    speaking: 0,
    quality: 0,
    pace: 0,
    chips: 0,
  };
  readonly #page: HTMLElement;
  #stay: number | null = null;
  #captioned = false;

  constructor(page: HTMLElement) {
    this.#page = page;
  }

  /** The stay whose name stands on the page. */
  get shown(): number | null {
    const name = this.#page.querySelector('h1')?.textContent ?? '';
    const number = /Stay (\d+)/.exec(name)?.[1];
    return number === undefined ? null : Number(number);
  }

  look(): void {
    const { seen } = this;
    const stay = this.shown;
    seen.commits += 1;
    if (stay !== this.#stay) {
      if (stay !== null) seen.stays += 1;
      this.#captioned = false;
    }
    this.#stay = stay;
    this.#words(stay);
    this.#tiles(stay);
    this.#pace(stay);
    this.#chips(stay);
  }

  #fault(stay: number | null, what: string): void {
    this.faults.push(`${stay === null ? 'in none of them' : titleOf(stay)}: ${what}`);
  }

  #words(stay: number | null): void {
    const all = document.body.innerHTML.match(/word-of-\d+/g) ?? [];
    for (const word of new Set(all)) {
      if (stay === null || word !== wordOf(stay)) this.#fault(stay, word);
      else this.seen.words += 1;
    }
    this.#captions(stay);
  }

  /** No time passes in which they would be put away: they stay for as long as the room does. */
  #captions(stay: number | null): void {
    const lines = this.#page.querySelector(`section[aria-label="${en.captions.label}"]`)?.textContent ?? '';
    if (lines.includes('word-of-')) {
      this.seen.captions += 1;
      this.#captioned = true;
    } else if (this.#captioned) this.#fault(stay, 'the captions are gone');
  }

  #tiles(stay: number | null): void {
    for (const tile of this.#page.querySelectorAll('article[aria-label]')) {
      const label = tile.getAttribute('aria-label') ?? '';
      const who = [...names].find(([, name]) => label.startsWith(name))?.[0];
      if (who === undefined) continue;
      if (tile.querySelector(`[aria-label="${en.room.stage.speaking}"]`) !== null) {
        this.seen.speaking += 1;
        if (stay === null || !speaksIn(who, stay)) this.#fault(stay, `${label} speaks`);
      }
      const level = tile.querySelector('[title^="Network: "]')?.getAttribute('title')?.slice(9);
      if (level !== undefined) {
        this.seen.quality += 1;
        if (stay === null || levels[scoreIn(stay)] !== level) this.#fault(stay, `${label} has ${level}`);
      }
    }
  }

  #pace(stay: number | null): void {
    const line = this.#page.querySelector(`section[aria-label="${turnWords.pace.label}"]`)?.textContent ?? '';
    const who = [...names].find(([, name]) => line.includes(name))?.[0];
    if (who === undefined) return;
    this.seen.pace += 1;
    if (stay === null || !speaksIn(who, stay)) this.#fault(stay, `${line} is who speaks`);
  }

  #chips(stay: number | null): void {
    for (const sign of this.#page.querySelectorAll(`li [title="${en.room.stage.speaking}"]`)) {
      const chip = sign.closest('li')?.textContent ?? '';
      const who = [...names].find(([, name]) => chip.includes(name))?.[0];
      if (who === undefined) continue;
      this.seen.chips += 1;
      if (stay === null || !speaksIn(who, stay)) this.#fault(stay, `${chip} speaks on the board`);
    }
  }
}
