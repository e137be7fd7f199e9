import type { ErrorReply } from '@parley/shared/errors';
import type { SessionView } from '@parley/shared/policy';
import { AgreementBox } from './agreement-box.ts';
import type { Ask, Asked } from './ask.ts';
import { Booth } from './booth.ts';
import { CaptionsBox } from './captions-box.ts';
import { shownOf } from './chat.ts';
import { ChatBox } from './chat-box.ts';
import type { Received } from './connection.ts';
import type { EngineParts } from './engine-parts.ts';
import { roomEpoch } from './engine-model.ts';
import type { HeldAsked } from './held-presses.ts';
import { NoteBox } from './note-box.ts';
import { NoticeBox } from './notice-box.ts';
import type { Coming } from './noticed.ts';
import type { Store } from './store.ts';
import { Transfers } from './transfers.ts';

interface RoomBoxesParts {
  readonly engine: EngineParts;
  readonly store: Store;
  readonly ask: Ask;
  readonly asked: Asked;
  readonly held: HeldAsked;
  readonly failed: (error: unknown) => void;
  readonly told: (work: Promise<unknown>) => Promise<void>;
}

/** Told to one of the boxes. */
type Boxed = Extract<Received, { name: 'agreement' | 'agreement.changed' | 'chat' | 'caption' | 'booth' }>;

/** All that is kept of the room I stand in. Each box is emptied when that is another one, and all once the line is over. */
export class RoomBoxes {
  readonly notices: NoticeBox;
  readonly chat: ChatBox;
  readonly booth: Booth;
  readonly files: Transfers;
  readonly notes: NoteBox;
  readonly captions: CaptionsBox;
  readonly agreement: AgreementBox;

  constructor({ engine, store, ask, asked, held, failed, told }: RoomBoxesParts) {
    const { clock } = engine;
    const forgotten = (): void => this.notices.add({ kind: 'unsaid' });
    this.notices = new NoticeBox(clock, (notices) => store.set({ notices }));
    this.chat = new ChatBox({
      way: 'chat',
      ask,
      clock,
      changed: (chat) => store.set({ chat: shownOf(chat) }),
      forgotten,
      announced: engine.chime,
      heardUpTo: engine.heardUpTo,
    });
    this.booth = new Booth({
      ask,
      clock,
      changed: (booth) => store.set({ booth }),
      told,
      forgotten,
      heardUpTo: engine.boothHeardUpTo,
    });
    this.files = new Transfers({
      ask,
      port: engine.files,
      clock,
      changed: (files) => store.set({ files }),
      shared: (epoch, message) => this.chat.heard({ room: message.room, epoch, message }),
      forgotten: () => this.notices.add({ kind: 'unshared' }),
    });
    this.notes = new NoteBox({
      ask,
      clock,
      keep: engine.unsavedNote,
      changed: (notes) => store.set(notes),
    });
    this.captions = new CaptionsBox({
      ask,
      asked,
      held,
      clock,
      changed: (captions) => store.set({ captions }),
    });
    this.agreement = new AgreementBox({
      ask,
      clock,
      failed,
      load: engine.documents,
      unstored: engine.unstoredWords,
      changed: (change) => store.batch(() => store.set(change)),
    });
  }

  heard(received: Boxed): void {
    switch (received.name) {
      case 'agreement':
      case 'agreement.changed':
        return this.agreement.heard(received);
      case 'chat':
        return this.chat.heard(received.notice);
      case 'caption':
        return this.captions.heard(received.notice);
      case 'booth':
        return this.booth.heard(received.notice);
    }
  }

  /** Where I stand now. */
  viewed(view: SessionView, coming: Coming): void {
    const epoch = roomEpoch(view.place);
    const { id } = view.me.participant;
    this.chat.place(epoch, id, coming);
    this.captions.place(epoch, view.captions?.reads ?? null);
    this.booth.viewed(view, coming);
    this.files.place(epoch, coming.fresh);
    this.notes.place(epoch, id, coming.fresh);
    this.agreement.place(epoch, coming.fresh);
  }

  /** The line does not come back by itself: nothing of the room stays here. What was mine and is not stored is told. */
  lineOver(error: ErrorReply): void {
    this.notices.empty();
    this.chat.leave();
    this.captions.place(null, null);
    this.booth.leave();
    this.files.place(null, false);
    this.notes.lineOver(error);
    this.agreement.lineOver();
  }

  /** The page may be gone in a moment. */
  hurry(): void {
    this.notes.hurry();
    this.agreement.hurry();
  }

  close(): void {
    const all = [this.chat, this.booth, this.files, this.notes, this.captions, this.agreement];
    for (const box of all) box.close();
  }
}
