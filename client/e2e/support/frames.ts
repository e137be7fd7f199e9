import type { Page } from 'playwright-core';

export interface Frame {
  readonly binary: boolean;
  readonly text: string;
}

/** Everything that ever reached a page over any socket. */
export class Frames {
  readonly all: Frame[] = [];

  constructor(page: Page) {
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) =>
        this.all.push({ binary: typeof payload !== 'string', text: payload.toString('utf8') }),
      ),
    );
  }

  /** Those with these words in them. */
  having(words: string, from = 0): readonly Frame[] {
    return this.all.slice(from).filter(({ text }) => text.includes(words));
  }

  /** What one was told by name, without the lines' own heartbeat; the newest last. */
  told(name: string, from = 0): readonly string[] {
    const start = `42["${name}",`;
    return this.all
      .slice(from)
      .flatMap(({ text }) => (text.startsWith(start) ? [text.slice(start.length, -1)] : []));
  }
}
