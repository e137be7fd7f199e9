import type { ErrorReply } from '@parley/shared/errors';
import type { Epoch, MessageId, ParticipantId } from '@parley/shared/ids';
import type { AuthoredMessage } from '@parley/shared/protocol';

/** A line of chat on my screen; mine are shown at once and confirmed by the server. */
export type ChatLine =
  | { readonly kind: 'said'; readonly message: AuthoredMessage }
  | { readonly kind: 'sending'; readonly id: MessageId; readonly text: string; readonly at: number }
  | { readonly kind: 'refused'; readonly id: MessageId; readonly text: string; readonly error: ErrorReply };

/** What is written in the one room I stand in. */
export interface ChatModel {
  readonly lines: readonly ChatLine[];
  /** The server has older ones. */
  readonly more: boolean;
  readonly unread: number;
  /** What a mediator has sent here or announced since I came in, until I put it away; oldest first. */
  readonly announcements: readonly AuthoredMessage[];
}

/** The chat of the one room I stand in. Nothing of it survives leaving that room. */
export interface Chat {
  /** Null while I stand in no room. */
  readonly epoch: Epoch | null;
  readonly said: readonly AuthoredMessage[];
  /** Mine, shown at once and not confirmed yet, in the order they were written. */
  readonly mine: readonly Exclude<ChatLine, { kind: 'said' }>[];
  /** The server has older ones. */
  readonly more: boolean;
  readonly unread: number;
  /** Told by a mediator who is not here, or to every room, and not put away yet. */
  readonly announcements: readonly AuthoredMessage[];
  /** The room's history has been read at least once. */
  readonly loaded: boolean;
}

export const noChat: Chat = {
  epoch: null,
  said: [],
  mine: [],
  more: false,
  unread: 0,
  announcements: [],
  loaded: false,
};

/** Enters a room (or leaves all, with null): what belongs to another epoch is forgotten. */
export const inRoom = (chat: Chat, epoch: Epoch | null): Chat =>
  chat.epoch === epoch ? chat : { ...noChat, epoch };

/**
 * The newest lines of the room, read on entering it and again whenever the line has been away. On entering, new is what
 * was written since `upTo`, until when nothing that was for me had escaped me; with null I was nowhere before.
 */
export function caughtUp(
  chat: Chat,
  epoch: Epoch,
  page: { readonly messages: readonly AuthoredMessage[]; readonly more: boolean },
  me: ParticipantId,
  upTo: number | null,
): Chat {
  if (chat.epoch !== epoch) return chat;
  const known = new Set(chat.said.map(({ id }) => id));
  const isNew = ({ author, at }: AuthoredMessage): boolean =>
    author !== me && (chat.loaded || (upTo !== null && at > upTo));
  const missed = page.messages.filter(({ id }) => !known.has(id));
  const continues = !page.more || missed.length < page.messages.length;
  const after = confirmed(chat, new Set(page.messages.map(({ id }) => id)));
  return {
    ...after,
    // With a gap between what I have and the newest page, only the page is complete.
    said: continues ? inOrder([...chat.said, ...missed]) : [...page.messages, ...since(chat, page.messages)],
    more: chat.loaded && continues ? chat.more : page.more,
    unread: chat.unread + missed.filter(isNew).length,
    announcements: [...chat.announcements, ...announced(missed.filter(isNew), me)],
    loaded: true,
  };
}

/** Older lines, above what is there. */
export function older(
  chat: Chat,
  epoch: Epoch,
  page: { readonly messages: readonly AuthoredMessage[]; readonly more: boolean },
): Chat {
  if (chat.epoch !== epoch) return chat;
  const known = new Set(chat.said.map(({ id }) => id));
  const found = page.messages.filter(({ id }) => !known.has(id));
  return { ...chat, said: inOrder([...found, ...chat.said]), more: page.more && found.length > 0 };
}

/** A line the server has stored: mine or another's, told or acknowledged, however often. */
export function heard(chat: Chat, epoch: Epoch, message: AuthoredMessage, me: ParticipantId | null): Chat {
  if (chat.epoch !== epoch) return chat;
  const after = confirmed(chat, new Set([message.id]));
  if (chat.said.some(({ id }) => id === message.id)) return after;
  return {
    ...after,
    said: inOrder([...chat.said, message]),
    unread: chat.unread + (message.author === me ? 0 : 1),
    announcements: [...chat.announcements, ...announced([message], me)],
  };
}

export const withoutAnnouncement = (chat: Chat, id: MessageId): Chat => ({
  ...chat,
  announcements: chat.announcements.filter((each) => each.id !== id),
});

const announced = (
  messages: readonly AuthoredMessage[],
  me: ParticipantId | null,
): readonly AuthoredMessage[] =>
  messages.filter(({ kind, author }) => (kind === 'sent' || kind === 'announced') && author !== me);

export const writing = (chat: Chat, id: MessageId, text: string, at: number): Chat => ({
  ...chat,
  mine: [...chat.mine.filter((line) => line.id !== id), { kind: 'sending', id, text, at }],
});

export const refusedLine = (chat: Chat, id: MessageId, error: ErrorReply): Chat => ({
  ...chat,
  mine: chat.mine.map((line) => (line.id === id ? { kind: 'refused', id, text: line.text, error } : line)),
});

/** The chat as the screens see it. */
export const shownOf = ({ said, mine, more, unread, announcements }: Chat): ChatModel => ({
  lines: [...said.map((message): ChatLine => ({ kind: 'said', message })), ...mine],
  more,
  unread,
  announcements,
});

/** What was told while the page was on its way. */
function since(chat: Chat, page: readonly AuthoredMessage[]): readonly AuthoredMessage[] {
  const last = page.at(-1);
  const known = new Set(page.map(({ id }) => id));
  return last === undefined ? chat.said : chat.said.filter(({ id, at }) => at >= last.at && !known.has(id));
}

const confirmed = (chat: Chat, ids: ReadonlySet<MessageId>): Chat => ({
  ...chat,
  mine: chat.mine.filter(({ id }) => !ids.has(id)),
});

/** By the server's clock; what it stored in the same millisecond keeps the order it was told in. */
const inOrder = (messages: readonly AuthoredMessage[]): readonly AuthoredMessage[] =>
  messages.toSorted((a, b) => a.at - b.at);
