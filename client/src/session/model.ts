import type { ErrorReply } from '@parley/shared/errors';
import type { ConsumerId, Epoch, FileId, MessageId, ParticipantId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { CaptionLine, SharedFile } from '@parley/shared/session';
import type { Direction } from '@parley/shared/sfu';
import type { MediaState } from '../media/machine/state.ts';
import type { LocalTrack, RemoteTrack } from '../media/model.ts';
import type { AgreementActions } from './agreement-actions.ts';
import type { AgreementModel } from './agreement-box.ts';
import type { LostWords } from './lost-words.ts';
import type { CaptionsActions } from './captions-box.ts';
import type { BoothActions } from './booth.ts';
import type { ChatModel } from './chat.ts';
import type { FilesModel } from './files.ts';
import type { InterpretationActions } from './interpretation-actions.ts';
import type { LineState } from './line-state.ts';
import type { LostNote, NoteActions, NoteModel } from './note-box.ts';
import type { Notice } from './notice.ts';
import type { RoomActions } from './room-actions.ts';
import type { TermsActions } from './terms-actions.ts';
import type { TurnsActions } from './turns-actions.ts';

/** Everything a session screen shows. Immutable; a change is a new object. */
export interface SessionModel {
  readonly line: LineState;
  readonly view: SessionView | null;
  /** Server's clock minus mine, milliseconds. */
  readonly clockOffset: number;
  readonly media: MediaState;
  readonly tracks: ReadonlyMap<ConsumerId, RemoteTrack>;
  /** The microphone's own switch is in `view.me.microphone`; this is the device behind it. */
  readonly local: {
    readonly microphone: LocalTrack;
    readonly camera: LocalTrack;
    readonly screen: LocalTrack;
  };
  /** Whoever is above the threshold at the moment. */
  readonly speaking: ReadonlySet<ParticipantId>;
  /** The one person the stage shows as speaking; keeps the last one through silence. */
  readonly activeSpeaker: ParticipantId | null;
  /** Ways over my line on which pictures give way to sound at the moment. */
  readonly narrow: { readonly [D in Direction]: boolean };
  /** 0 … 10 by person, me included. */
  readonly quality: ReadonlyMap<ParticipantId, number>;
  readonly chat: ChatModel;
  /** What is captioned in my room in the language I read, the oldest line first. */
  readonly captions: readonly CaptionLine[];
  /** What I and my partners write to each other, as an interpreter. */
  readonly booth: ChatModel;
  readonly files: FilesModel;
  readonly note: NoteModel;
  /** What I had noted in rooms I left and was not stored, until I put it away. */
  readonly lostNotes: readonly LostNote[];
  readonly agreement: AgreementModel;
  /** What I wrote in documents and was not stored when I left their room, until I put it away. */
  readonly lostWords: readonly LostWords[];
  /** How many terms that interpreters suggest wait for an answer; known to who conducts. */
  readonly suggestions: number;
  readonly notices: readonly Notice[];
  /** The session is locked, and the last press on «enter» led nowhere; null once another is made, or I am in. */
  readonly turnedAway: ErrorReply | null;
  /** Something I pressed while the line was away waits for it. */
  readonly held: boolean;
}

/** What a person can do in a session. Each resolves when the server has answered; refusals become notices. */
export interface SessionActions {
  /**
   * Into the lobby (or straight in, for whoever conducts). Devices chosen in the check are used from here on. By a
   * press, unless `resumed`: a page that was reloaded comes back without taking over from another device.
   */
  enter(how?: { readonly resumed: boolean }): Promise<void>;
  leave(): Promise<void>;
  /** After `connection.superseded`: continue on this device. */
  useHere(): void;
  /** Opened for those in the room I stand in when I press, or for none; with a stay, in that one alone. */
  setMicrophone(open: boolean, stay?: Epoch): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  shareScreen(on: boolean): Promise<void>;
  raiseHand(up: boolean): Promise<void>;
  say(text: string): Promise<void>;
  sayAgain(id: MessageId): Promise<void>;
  loadOlder(): Promise<void>;
  /** Into the room I stand in; each becomes a line of its chat. */
  shareFiles(files: readonly File[]): void;
  /** Stops a file of mine that is under way, or puts away one that was refused. */
  dropUpload(id: MessageId): void;
  uploadAgain(id: MessageId): void;
  /** Onto this device. */
  saveFile(file: SharedFile, name: string): Promise<void>;
  /** A picture, onto the screen. */
  showFile(file: SharedFile): Promise<void>;
  /** Stops fetching a file, or puts away what is shown of it. */
  putAwayFile(file: FileId): void;
  readonly notes: NoteActions;
  chatSeen(): void;
  /** I have taken note of an announcement; it stays in the chat. */
  putAway(announcement: MessageId): void;
  /** The screen names who is in the room of this epoch: only from here on does my open microphone send. */
  roomShown(epoch: Epoch): void;
  /** The largest layer worth receiving for what is on screen; null stops the picture. */
  prefer(consumer: ConsumerId, spatial: 0 | 1 | 2 | null): void;
  /** As whatever answers with a boolean: whether it was done. */
  refuse(participant: ParticipantId, reason: string): Promise<boolean>;
  mute(participant: ParticipantId): Promise<boolean>;
  remove(participant: ParticipantId, reason: string): Promise<boolean>;
  recall(participant: ParticipantId): Promise<boolean>;
  lowerHand(participant: ParticipantId): Promise<boolean>;
  adjourn(note: string): Promise<boolean>;
  resume(): Promise<boolean>;
  readonly rooms: RoomActions;
  readonly turns: TurnsActions;
  readonly interpretation: InterpretationActions;
  readonly captions: CaptionsActions;
  readonly booth: BoothActions;
  readonly terms: TermsActions;
  readonly agreement: AgreementActions;
  dismiss(notice: number): void;
}

/** The engine behind the screens; `client/src/session/engine.ts` makes one from a link's token. */
export interface SessionEngine extends SessionActions {
  getModel(): SessionModel;
  /**
   * For what draws: told at once of what the person did here, and with the next frame of what happened by itself.
   * It is urgent unless sound and picture are still being set up.
   */
  watch(screen: (urgent: boolean) => void): () => void;
  close(): void;
}
