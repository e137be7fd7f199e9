import type { ErrorReply } from '@parley/shared/errors';
import type { Epoch, MessageId, ParticipantId } from '@parley/shared/ids';
import type { Notice } from '@parley/shared/protocol';
import type { AuthoredMessage } from '@parley/shared/protocol';
import { BoothText, ChatText } from '@parley/shared/session';
import { type Ask, failed, replyTo } from './ask.ts';
import {
  type Chat,
  caughtUp,
  heard,
  inRoom,
  noChat,
  older,
  refusedLine,
  withoutAnnouncement,
  writing,
} from './chat.ts';
import type { Clock } from './clock.ts';
import { mint } from './mint.ts';
import type { Coming } from './noticed.ts';

const AGAIN_MS = 500;

/** Who writes to whom: everyone in the room, or interpreters to their partners. */
const ways = {
  chat: { say: 'chat.say', history: 'chat.history', text: ChatText },
  booth: { say: 'booth.say', history: 'booth.history', text: BoothText },
} as const;

export interface ChatParts {
  readonly way: keyof typeof ways;
  readonly ask: Ask;
  readonly clock: Clock;
  readonly changed: (chat: Chat) => void;
  /** A line could not be said because its room is no longer mine. */
  readonly forgotten: () => void;
  /** Something has been announced here. */
  readonly announced: () => void;
  readonly heardUpTo: UpTo;
}

/** Until when, by the server's clock, this tab has been told all that was for me; a reload does not forget it. */
export interface UpTo {
  readonly read: (me: ParticipantId) => number | null;
  readonly write: (me: ParticipantId, at: number) => void;
}

/** Says each line exactly once, however often the line to the server breaks while it does. */
export class ChatBox {
  readonly #parts: ChatParts;
  readonly #way: (typeof ways)[keyof typeof ways];
  #chat: Chat = noChat;
  #me: ParticipantId | null = null;
  #sending: MessageId | null = null;
  #loading = false;
  #cancelRetry: () => void = () => undefined;
  #cancelCatchUp: () => void = () => undefined;
  readonly #done = new Map<MessageId, () => void>();

  constructor(parts: ChatParts) {
    this.#parts = parts;
    this.#way = ways[parts.way];
  }

  /** Where I stand `now`; null in no room. `fresh`: the line has been away, lines may have been missed. */
  place(epoch: Epoch | null, me: ParticipantId, { fresh, now }: Coming): void {
    this.#me = me;
    if (!fresh) this.#hasHeard(now);
    const entered = this.#chat.epoch !== epoch;
    this.#stand(epoch);
    if (!(entered || fresh)) return;
    this.#cancelCatchUp();
    if (epoch === null) return;
    void this.#catchUp(epoch, now);
    void this.#sendNext();
  }

  /** I stand in no room any more, nor will without another line. */
  leave(): void {
    this.#cancelRetry();
    this.#cancelCatchUp();
    this.#stand(null);
  }

  heard({ epoch, message }: Notice<'chat'>): void {
    this.#set(heard(this.#chat, epoch, message, this.#me));
    this.#hasHeard(message.at);
    this.#settle(message.id);
  }

  /** Resolves when the line is said, refused, or forgotten because its room was left. Rejects with `AskError`. */
  say(text: string): Promise<void> {
    const checked = this.#way.text.safeParse(text);
    if (this.#chat.epoch === null) return Promise.reject(failed('room.not-in'));
    if (!checked.success) return Promise.reject(failed('request.too-large'));
    return this.#write(mint.message(), checked.data);
  }

  sayAgain(id: MessageId): Promise<void> {
    const line = this.#chat.mine.find((each) => each.id === id);
    return line?.kind === 'refused' ? this.#write(id, line.text) : Promise.resolve();
  }

  /** Rejects with `AskError`. */
  async loadOlder(): Promise<void> {
    const { epoch, more, said } = this.#chat;
    const oldest = said[0];
    if (epoch === null || !more || oldest === undefined || this.#loading) return;
    this.#loading = true;
    try {
      // One millisecond of overlap: what was stored in the same one as the oldest must not be skipped.
      const page = await this.#parts.ask(this.#way.history, { epoch, before: oldest.at + 1 });
      this.#set(older(this.#chat, epoch, page));
    } finally {
      this.#loading = false;
    }
  }

  seen(): void {
    if (this.#chat.unread > 0) this.#set({ ...this.#chat, unread: 0 });
  }

  putAway(announcement: MessageId): void {
    this.#set(withoutAnnouncement(this.#chat, announcement));
  }

  close(): void {
    this.#cancelRetry();
    this.#cancelCatchUp();
    for (const id of this.#done.keys()) this.#settle(id);
  }

  /** What was for another room is forgotten. */
  #stand(epoch: Epoch | null): void {
    const { mine } = this.#chat;
    if (this.#chat.epoch === epoch) return;
    this.#set(inRoom(this.#chat, epoch));
    for (const line of mine) {
      if (line.kind === 'sending') this.#parts.forgotten();
      this.#settle(line.id);
    }
  }

  #write(id: MessageId, text: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#done.set(id, resolve);
    this.#set(writing(this.#chat, id, text, this.#parts.clock.today()));
    void this.#sendNext();
    return promise;
  }

  /** One at a time, so that they are said in the order they were written. */
  async #sendNext(): Promise<void> {
    const { epoch } = this.#chat;
    const next = this.#chat.mine.find(({ kind }) => kind === 'sending');
    if (epoch === null || next === undefined || this.#sending !== null) return;
    this.#sending = next.id;
    const { id, text } = next;
    let again = false;
    try {
      const { message } = await this.#parts.ask(this.#way.say, { id, epoch, text });
      this.#said(epoch, message);
    } catch (error) {
      again = this.#unsaid(epoch, id, replyTo(error));
    }
    this.#sending = null;
    if (!again) return void this.#sendNext();
    this.#cancelRetry();
    this.#cancelRetry = this.#parts.clock.after(AGAIN_MS, () => void this.#sendNext());
  }

  #said(epoch: Epoch, message: AuthoredMessage): void {
    this.#set(heard(this.#chat, epoch, message, this.#me));
    this.#settle(message.id);
  }

  /** Whether to try again: an acknowledgement may be lost, and the same id says it only once. */
  #unsaid(epoch: Epoch, id: MessageId, error: ErrorReply): boolean {
    if (this.#chat.epoch !== epoch) return false;
    if (error.category === 'retry') return true;
    this.#set(refusedLine(this.#chat, id, error));
    this.#settle(id);
    return false;
  }

  async #catchUp(epoch: Epoch, now: number): Promise<void> {
    try {
      const page = await this.#parts.ask(this.#way.history, { epoch, before: null });
      if (this.#me !== null) {
        const upTo = this.#parts.heardUpTo.read(this.#me);
        this.#set(caughtUp(this.#chat, epoch, page, this.#me, upTo));
        this.#hasHeard(Math.max(now, page.messages.at(-1)?.at ?? 0));
      }
      for (const { id } of page.messages) this.#settle(id);
    } catch (error) {
      if (this.#chat.epoch !== epoch || replyTo(error).category !== 'retry') return;
      this.#cancelCatchUp();
      this.#cancelCatchUp = this.#parts.clock.after(AGAIN_MS, () => void this.#catchUp(epoch, now));
    }
  }

  /** Only where nothing can have escaped me: in a room whose chat I have read. */
  #hasHeard(at: number): void {
    const { epoch, loaded } = this.#chat;
    if (this.#me === null || epoch === null || !loaded) return;
    const before = this.#parts.heardUpTo.read(this.#me);
    if (before === null || at > before) this.#parts.heardUpTo.write(this.#me, at);
  }

  #settle(id: MessageId): void {
    this.#done.get(id)?.();
    this.#done.delete(id);
  }

  #set(chat: Chat): void {
    if (chat === this.#chat) return;
    const before = this.#chat.announcements;
    this.#chat = chat;
    this.#parts.changed(chat);
    if (chat.announcements.some((each) => !before.includes(each))) this.#parts.announced();
  }
}
