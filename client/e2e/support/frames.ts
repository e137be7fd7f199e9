import {
  AgreementChange,
  AgreementView,
  changedAgreement,
  nothingOfAgreement,
} from '@parley/shared/agreement';
import type { SessionView } from '@parley/shared/policy';
import { type Notice, notices, wholeView } from '@parley/shared/protocol';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const whole = z.object({ view: AgreementView });
const changed = z.object({ change: AgreementChange });

export interface Frame {
  readonly binary: boolean;
  readonly text: string;
}

/** A document's line says so, every so often, when it has nothing else to say: carets of nobody. */
const SIGN_OF_LIFE = '\u0001\u0001\u0000';

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

  /** What came over a document's line, but for its signs of life. */
  ofDocuments(from = 0): readonly Frame[] {
    return this.all.slice(from).filter(({ binary, text }) => binary && text !== SIGN_OF_LIFE);
  }

  /** What one was told by name, without the lines' own heartbeat; the newest last. */
  told(name: string, from = 0): readonly string[] {
    const start = `42["${name}",`;
    return this.all
      .slice(from)
      .flatMap(({ text }) => (text.startsWith(start) ? [text.slice(start.length, -1)] : []));
  }

  /** That one was told anything of the agreement: the whole, or what has changed of it. */
  toldOfAgreement(from = 0): readonly string[] {
    return [...this.told('agreement', from), ...this.told('agreement.changed', from)];
  }

  /** What one is shown of the session by now; null before anything. */
  get view(): SessionView | null {
    const told = /^42\["(view|view\.changed)",(.*)\]$/s;
    const last = this.all.reduce((before: Notice<'view'> | null, { text }) => {
      const [, name, body = ''] = told.exec(text) ?? [];
      if (name === undefined) return before;
      const given: unknown = JSON.parse(body);
      if (name === 'view') return notices.view.parse(given);
      const next = wholeView(before, notices['view.changed'].parse(given));
      if (next === null) throw new Error('a change of a view that is not there');
      return next;
    }, null);
    return last?.view ?? null;
  }

  /** What one has been told of the agreement so far. */
  get agreement(): AgreementView {
    const told = /^42\["(agreement|agreement\.changed)",(.*)\]$/s;
    return this.all.reduce((view: AgreementView, { text }) => {
      const [, name, body = ''] = told.exec(text) ?? [];
      if (name === undefined) return view;
      const given: unknown = JSON.parse(body);
      if (name === 'agreement') return whole.parse(given).view;
      const next = changedAgreement(view, changed.parse(given).change);
      if (next === null) throw new Error('a change of an agreement that is not there');
      return next;
    }, nothingOfAgreement);
  }
}
