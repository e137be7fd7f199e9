import { rootOf } from '@parley/shared/agreement';
import { Refusal, replyOf } from '@parley/shared/errors';
import { ClauseId } from '@parley/shared/ids';
import * as Y from 'yjs';
import { AskError } from '../../session/ask.ts';
import { FakeClock } from '../../session/testing/fake-clock.ts';
import type { Unstored } from '../../session/unstored.ts';
import { LiveDocument } from '../live/document.ts';
import { plainText } from '../text/plain.ts';
import { readText } from '../text/read.ts';
import { ownEdits } from '../undo.ts';
import { FakeGate } from './fake-gate.ts';

export const price = { clause: ClauseId.parse('clause-price'), language: 'zh' };
export const term = { clause: ClauseId.parse('clause-term'), language: 'zh' };
export type Root = typeof price;

/** One page on a document of its server. */
export class Page {
  readonly clock = new FakeClock();
  readonly gate: FakeGate;
  live: LiveDocument;

  constructor(gate = new FakeGate()) {
    this.gate = gate;
    this.live = this.#load(null);
  }

  #load(kept: Unstored | null): LiveDocument {
    return new LiveDocument({
      kind: 'agreement',
      ask: (_name, input) => this.#answer(input),
      clock: this.clock,
      openTube: this.gate.openTube,
      random: () => 0.5,
      changed: () => undefined,
      wrote: () => undefined,
      kept,
    });
  }

  /** The page is loaded anew in the same stay, off the line: all it knows is what its tab kept. */
  reload(): void {
    const kept = JSON.stringify(this.live.unstored());
    this.live.destroy();
    this.live = this.#load(JSON.parse(kept) as Unstored | null);
  }

  // The one request there is here.
  async #answer(input: unknown): Promise<never> {
    const claimed = typeof input === 'object' && input !== null && 'client' in input ? input.client : null;
    if (this.gate.unreachable) throw new AskError(replyOf('connection.lost'));
    try {
      return this.gate.ticket(typeof claimed === 'number' ? claimed : null) as never;
    } catch (error) {
      throw error instanceof Refusal ? new AskError(replyOf(error.code)) : error;
    }
  }

  get model() {
    return this.live.model;
  }

  async pass(ms = 0): Promise<void> {
    await this.clock.pass(ms);
  }

  async open(): Promise<void> {
    this.live.place(1);
    await this.pass();
  }

  write(root: Root, text: string, at = 0): void {
    const { replica } = this.live;
    if (replica === null) throw new Error('nothing is open');
    replica.doc.transact(() => insert(replica.doc, root, text, at), ownEdits);
  }

  says(root: Root): string | null {
    return this.live.replica === null ? null : saidIn(this.live.replica.doc, root);
  }

  /** The words that were put aside, and why. */
  get aside(): string[] {
    return this.model.aside.map(({ words, why }) => `${why.kind}: ${words}`);
  }
}

export function insert(doc: Y.Doc, root: Root, text: string, at: number): void {
  const fragment = doc.getXmlFragment(rootOf(root));
  const [block] = fragment.toArray();
  if (block instanceof Y.XmlElement) {
    const [words] = block.toArray();
    if (words instanceof Y.XmlText) words.insert(at, text);
    return;
  }
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  fragment.insert(0, [paragraph]);
}

export function saidIn(doc: Y.Doc, root: Root): string | null {
  const text = readText(doc.getXmlFragment(rootOf(root)));
  return text === null ? null : plainText(text);
}

export const said = (gate: FakeGate, root: Root): string | null => saidIn(gate.doc, root);
