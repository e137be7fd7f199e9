import type { MessageId } from '@parley/shared/ids';
import type { ChatBox } from './chat-box.ts';

/** What an interpreter writes to their partners in the room they stand in. Refusals become notices. */
export interface BoothActions {
  say(text: string): Promise<void>;
  sayAgain(id: MessageId): Promise<void>;
  loadOlder(): Promise<void>;
  seen(): void;
}

export const boothActions = (
  box: ChatBox,
  told: (work: Promise<unknown>) => Promise<void>,
): BoothActions => ({
  say: (text) => told(box.say(text)),
  sayAgain: (id) => told(box.sayAgain(id)),
  loadOlder: () => told(box.loadOlder()),
  seen: () => box.seen(),
});
