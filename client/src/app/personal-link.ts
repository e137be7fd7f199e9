import { z } from 'zod';
import { platformOf } from '../guest/devices/platform.ts';
import { forget, keep, readKept } from '../session/kept.ts';

const KEY = 'parley.link';
const State = z.object({ link: z.string() });

/** What this tab was opened with. */
export interface OpenedLink {
  /** Empty where there is none. */
  readonly token: string;
  /** Which opening this is on this page: the same link opened again begins anew. */
  readonly opening: number;
}

/** A tab's address, the entry of its history it is at, and what it keeps. */
export interface LinkTab {
  /** What stands after `#`, without it. */
  hash(): string;
  /** What was put beside the address. */
  beside(): unknown;
  /** Shows another address in place of the one there is, with something beside it. */
  show(hash: string, beside: unknown): void;
  readonly kept: { read(): string | null; write(token: string): void; forget(): void };
  /** Whether others open the page from here by its address. */
  readonly passesAddressOn: boolean;
}

/**
 * The personal link of this tab. Whoever has it is taken for its person: so it does not stay in the address, where
 * the next person at the machine, or whoever is shown the window, finds it. The tab keeps it as long as its person
 * takes part, and a reload leads back.
 */
export class PersonalLink {
  readonly #tab: LinkTab;
  readonly #followers = new Set<() => void>();
  #link: OpenedLink = { token: '', opening: 0 };
  #isKept = false;

  constructor(tab: LinkTab) {
    this.#tab = tab;
  }

  readonly now = (): OpenedLink => this.#link;

  readonly follow = (follower: () => void): (() => void) => {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  };

  /** The one that was opened just now, or else the one that this tab keeps. */
  readonly take = (): void => {
    const opened = this.#tab.hash();
    const token = opened === '' ? this.#recall() : opened;
    if (token === '') return;
    this.#link = { token, opening: this.#link.opening + 1 };
    this.#isKept = false;
    this.remember();
    for (const follower of this.#followers) follower();
  };

  /** From here on a reload, or opening this tab again, leads back. */
  remember(): void {
    if (this.#isKept) return;
    this.#isKept = true;
    const { token } = this.#link;
    this.#tab.kept.write(token);
    const isKept = this.#tab.kept.read() === token;
    this.#tab.show(this.#tab.passesAddressOn ? token : '', isKept ? null : { link: token });
  }

  /** Its person is done here: nobody else at this machine is taken for them. */
  forget(): void {
    if (!this.#isKept) return;
    this.#isKept = false;
    this.#tab.kept.forget();
    this.#tab.show('', null);
  }

  /** Whether this page is one to come back to. */
  get isKept(): boolean {
    return this.#isKept;
  }

  #recall(): string {
    const beside = State.safeParse(this.#tab.beside());
    return this.#tab.kept.read() ?? (beside.success ? beside.data.link : '');
  }
}

export const personalLink = new PersonalLink({
  hash: () => location.hash.slice(1),
  beside: () => history.state as unknown,
  show: (hash, beside) =>
    history.replaceState(beside, '', location.pathname + location.search + (hash === '' ? '' : `#${hash}`)),
  kept: {
    read: () => readKept('sessionStorage', KEY),
    write: (token) => keep('sessionStorage', KEY, token),
    forget: () => forget('sessionStorage', KEY),
  },
  // «Open in Browser» is the way out of WeChat, and takes the address along.
  get passesAddressOn() {
    return platformOf(navigator) === 'wechat';
  },
});

/** Takes the link from the address, now and whenever another is opened in this tab. */
export function takeLinks(): void {
  personalLink.take();
  addEventListener('hashchange', () => {
    if (location.hash.length > 1) personalLink.take();
  });
  // A browser may bring a page back as it was left, with what it knew.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && !personalLink.isKept) location.reload();
  });
}
