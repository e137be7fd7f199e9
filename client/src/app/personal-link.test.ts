import { expect, test } from 'vitest';
import { type LinkTab, PersonalLink } from './personal-link.ts';

/** A tab of a browser; a page in it begins anew with `open` or `reload`. */
class Tab implements LinkTab {
  address = '';
  state: unknown = null;
  stored: string | null = null;
  /** Whether it may keep anything. */
  keeps = true;
  passesAddressOn = false;
  shown = 0;

  hash(): string {
    return this.address;
  }
  beside(): unknown {
    return this.state;
  }
  show(hash: string, beside: unknown): void {
    this.shown += 1;
    this.address = hash;
    this.state = beside;
  }
  readonly kept = {
    read: () => this.stored,
    write: (token: string) => void (this.stored = this.keeps ? token : null),
    forget: () => void (this.stored = null),
  };

  /** A page that was begun anew at this address. */
  open(hash: string): PersonalLink {
    this.address = hash;
    this.state = null;
    return this.reload();
  }
  reload(): PersonalLink {
    const link = new PersonalLink(this);
    link.take();
    return link;
  }
}

test('[GATE-29] a link that was opened stands in the address no more, and a reload leads back by it', () => {
  const tab = new Tab();
  expect(tab.open('chen').now().token).toBe('chen');
  expect(tab.address).toBe('');
  expect(tab.reload().now().token).toBe('chen');
  expect(tab.address).toBe('');
});

test('[GATE-29] the bare address leads nobody anywhere', () => {
  expect(new Tab().open('').now().token).toBe('');
});

test('[GATE-29] two tabs have a link each', () => {
  const [one, other] = [new Tab(), new Tab()];
  one.open('chen');
  other.open('wang');
  expect([one, other].map((tab) => tab.reload().now().token)).toEqual(['chen', 'wang']);
});

test('[GATE-29] another link, or the same one again, that is opened on the page begins anew', () => {
  const tab = new Tab();
  const link = tab.open('chen');
  const seen: unknown[] = [];
  link.follow(() => seen.push(link.now()));
  for (const next of ['wang', 'wang']) {
    tab.address = next;
    link.take();
  }
  expect(seen).toEqual([
    { token: 'wang', opening: 2 },
    { token: 'wang', opening: 3 },
  ]);
  expect(tab.address).toBe('');
  expect(tab.reload().now().token).toBe('wang');
});

test('[GATE-29] whoever is done leaves nothing of their link, and is led back once they have come back', () => {
  const tab = new Tab();
  const link = tab.open('chen');
  link.forget();
  expect(link.now().token).toBe('chen');
  expect([tab.stored, tab.address, tab.state, link.isKept]).toEqual([null, '', null, false]);
  expect(tab.reload().now().token).toBe('');
  link.remember();
  expect(tab.reload().now().token).toBe('chen');
});

test('[GATE-29] where a browser keeps nothing for a tab the link stands beside the address', () => {
  const tab = new Tab();
  tab.keeps = false;
  const link = tab.open('chen');
  expect(tab.address).toBe('');
  expect(tab.reload().now().token).toBe('chen');
  link.forget();
  expect(tab.reload().now().token).toBe('');
});

test('[GATE-29] what stands beside the address and is not of ours is no link', () => {
  const tab = new Tab();
  tab.state = { link: 1 };
  expect(tab.reload().now().token).toBe('');
});

test('in WeChat the address keeps it, for its way out takes the address along', () => {
  const tab = new Tab();
  tab.passesAddressOn = true;
  const link = tab.open('chen');
  expect(tab.address).toBe('chen');
  link.forget();
  expect(tab.address).toBe('');
});

test('the address is touched only when something changes', () => {
  const tab = new Tab();
  const link = tab.open('chen');
  for (let again = 0; again < 3; again += 1) link.remember();
  link.forget();
  link.forget();
  expect(tab.shown).toBe(2);
});
