import type { DocumentKind, Root } from '@parley/shared/agreement';
import { ErrorReply, replyOf } from '@parley/shared/errors';
import type { Epoch } from '@parley/shared/ids';
import { documentsPath } from '@parley/shared/protocol';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { LiveDocument } from '../../src/agreement/live/document.ts';
import type { OpenTube } from '../../src/agreement/live/tube.ts';
import { type Ask, AskError } from '../../src/session/ask.ts';
import { systemClock } from '../../src/session/clock.ts';
import type { Line } from './line.ts';

interface Words {
  readonly words: string;
  readonly at: number;
}

/** Somebody who writes in a document without a browser: what a page does below its editor, and nothing else. */
export class Pen {
  readonly #document: LiveDocument;
  /** Not known to be stored yet. */
  #waiting: Words[] = [];
  readonly #stored: (words: string, tookMs: number) => void;
  readonly #paragraphs = new WeakMap<Y.XmlFragment, Y.XmlText>();

  constructor(
    line: Line,
    origin: string,
    kind: DocumentKind,
    parts: { readonly stored: (words: string, tookMs: number) => void; readonly from?: string },
  ) {
    this.#stored = parts.stored;
    this.#document = new LiveDocument({
      kind,
      ask: asking(line),
      clock: systemClock,
      openTube: tubeFrom(origin, parts.from),
      random: Math.random,
      kept: null,
      wrote: () => undefined,
      changed: ({ unsaved }) => {
        if (!unsaved) this.#allStored();
      },
    });
  }

  /** Where its owner stands, while they are on the line; null otherwise. */
  place(epoch: Epoch | null): void {
    this.#document.place(epoch);
  }

  /** Until the server's words are here. */
  get isOpen(): boolean {
    return this.#document.model.line.kind === 'open' && this.#document.replica !== null;
  }

  /** Words at the end of a paragraph of this pen's own; false where they cannot be written just now. */
  write(root: Root, words: string): boolean {
    const { replica } = this.#document;
    if (replica === null || this.#document.model.refusing.has(root.clause)) return false;
    this.#waiting.push({ words, at: performance.now() });
    const text = this.#paragraphOf(replica.textOf(root));
    text.insert(text.length, words);
    return true;
  }

  /** All that stands there; null while it is not here. */
  read(root: Root): string | null {
    return this.#document.replica?.textOf(root).toJSON() ?? null;
  }

  /** What was kept aside, not being in the document: told to whoever wrote it, and so not lost. */
  get aside(): readonly string[] {
    return this.#document.model.aside.map(({ words }) => words);
  }

  close(): void {
    this.#document.destroy();
  }

  #paragraphOf(fragment: Y.XmlFragment): Y.XmlText {
    const known = this.#paragraphs.get(fragment);
    if (known !== undefined && known.parent !== null) return known;
    const text = new Y.XmlText();
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [text]);
    fragment.insert(fragment.length, [paragraph]);
    this.#paragraphs.set(fragment, text);
    return text;
  }

  #allStored(): void {
    const now = performance.now();
    for (const { words, at } of this.#waiting.splice(0)) this.#stored(words, now - at);
  }
}

/** As a page asks: it is told `AskError` and nothing else. */
const asking =
  (line: Line): Ask =>
  async (name, input) => {
    try {
      return await line.ask(name, input);
    } catch (error) {
      throw new AskError(replyIn(error));
    }
  };

function replyIn(error: unknown): ErrorReply {
  const reply = ErrorReply.safeParse(error instanceof Error && 'reply' in error ? error.reply : null);
  return reply.success ? reply.data : replyOf('connection.lost');
}

const tubeFrom =
  (origin: string, from: string | undefined): OpenTube =>
  (ticket, events) => {
    const url = `${origin.replace('http', 'ws')}${documentsPath}`;
    const address = from === undefined ? {} : { localAddress: from, family: 4 };
    const socket = new WebSocket(url, `parley.${ticket}`, { origin, ...address });
    let over = false;
    socket.on('open', () => {
      if (!over) events.opened();
    });
    socket.on('message', (data: Buffer) => {
      if (!over) events.frame(new Uint8Array(data));
    });
    // A close follows.
    socket.on('error', () => undefined);
    socket.on('close', (code, reason) => {
      if (over) return;
      over = true;
      events.closed({ code, reason: reason.toString() });
    });
    return {
      send: (bytes) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
      },
      close: () => {
        over = true;
        socket.close();
      },
    };
  };
