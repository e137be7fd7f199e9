import type { SessionView } from '@parley/shared/policy';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../session/model.ts';
import type { DrawnModel } from '../drawn-model.ts';
import { AboveDialog } from '../../ui/Dialog.tsx';
import { OrInstead } from '../../ui/OrInstead.tsx';
import { SkipLink, useTitle } from '../../ui/Page.tsx';
import { patiently } from '../../ui/patiently.ts';
import { useMedia } from '../../ui/use-media.ts';
import type { DeviceCheckProps } from '../devices/model.ts';
import { Lost } from '../Lost.tsx';
import type { ToastsProps } from '../Toasts.tsx';
import { useServerNow } from '../use-now.ts';
import { AgreementLoading } from './agreement/AgreementLoading.tsx';
import { AgreementMissing } from './agreement/AgreementMissing.tsx';
import { AgreementStrip } from './agreement/AgreementStrip.tsx';
import { useBegunRemarks } from './agreement/comments/use-begun.ts';
import { useAgreement } from './agreement/use-agreement.ts';
import { Announced, Banners, BannersBelow, BannersInDialog } from './banner/Banners.tsx';
import { ControlBar } from './bar/ControlBar.tsx';
import { useShortcuts } from './bar/shortcuts.ts';
import { useControls } from './bar/use-controls.ts';
import { BoardPanel } from './board/BoardPanel.tsx';
import { panelAtFirst, rememberPanel } from './board/open-state.ts';
import { useConduct } from './board/use-conduct.tsx';
import { CaptionLines } from './captions/CaptionLines.tsx';
import { CaptionWriter } from './captions/CaptionWriter.tsx';
import { CaptionsNote } from './captions/CaptionsNote.tsx';
import { ChatPanel } from './chat/ChatPanel.tsx';
import { useDraft } from './chat/use-draft.ts';
import { RoomDialogs } from './dialogs/RoomDialogs.tsx';
import { GlossaryPanel } from './glossary/GlossaryPanel.tsx';
import { BoothChat } from './interpretation/BoothChat.tsx';
import { useAirTimes } from './interpretation/air-times.ts';
import { InterpreterConsole } from './interpretation/InterpreterConsole.tsx';
import { ListeningStrip } from './interpretation/ListeningStrip.tsx';
import { useOutlet } from './interpretation/use-outlet.ts';
import { LowerEdge } from './lower-edge.ts';
import { MovingScreen } from './MovingScreen.tsx';
import { NotesPanel } from './notes/NotesPanel.tsx';
import { NeedsStrip } from './people/NeedsStrip.tsx';
import { needsOf } from './people/needs.ts';
import { PeoplePanel } from './people/PeoplePanel.tsx';
import { RoomFoot } from './private/RoomFoot.tsx';
import { RoomHeader } from './RoomHeader.tsx';
import { roomKindOf } from './room-name.ts';
import { SidePanel } from './SidePanel.tsx';
import { StatusBanner } from './StatusBanner.tsx';
import { Stage } from './stage/Stage.tsx';
import { useLayout } from './stage/use-layout.ts';
import { interprets } from './turns/standing.ts';
import { TurnBar } from './turns/TurnBar.tsx';
import type { Panel } from './ui-state.ts';
import { useDialog } from './use-dialog.ts';

/** With all that writing takes: nobody else waits for it. */
const AgreementPanel = lazy(patiently(() => import('./agreement/AgreementPanel.tsx')));

export interface RoomScreenProps extends DeviceCheckProps {
  model: DrawnModel;
  view: SessionView;
  actions: SessionActions;
  /** This browser can share a screen at all. */
  canShare: boolean;
  toasts: ToastsProps;
}

const wide = '(min-width: 64rem)';

/** How much of the room the pictures take beside a document. */
const stageRoom = {
  whole: 'min-h-0 min-w-0 flex-1',
  column: 'flex w-50 shrink-0 overflow-hidden',
  // Not while a keyboard leaves so little that nothing of the text would be seen.
  row: 'h-24 shrink-0 [@media(max-height:34rem)]:hidden',
} as const;

/** Who takes part opens a panel when they want it; who conducts finds again what they had. */
function usePanel(conduct: boolean): [Panel | null, (panel: Panel | null) => void] {
  const [panel, setPanel] = useState<Panel | null>(() =>
    conduct && matchMedia(wide).matches ? panelAtFirst() : null,
  );
  return [
    panel,
    (next) => {
      if (conduct && matchMedia(wide).matches) rememberPanel(next);
      setPanel(next);
    },
  ];
}

/** A room: its frame, the people in it, and what one can do there. Also shown on the way from room to room. */
export function RoomScreen({ model, view, actions, canShare, toasts, ...check }: RoomScreenProps) {
  const { t } = useTranslation();
  const beside = useMedia(wide);
  const narrow = !useMedia('(min-width: 48rem)');
  const { conduct } = view.powers;
  const [panel, setPanel] = usePanel(conduct);
  const [dialog, setDialog] = useDialog(view.place);
  const [layout, setLayout] = useLayout();
  const controls = useControls(model, view, actions);
  const outlets = useOutlet(view, actions);
  const airTime = useAirTimes(view, model.clockOffset);
  const draft = useDraft(view.place);
  const boothDraft = useDraft(view.place);
  const remarks = useBegunRemarks(view.place);
  const now = useServerNow(model.clockOffset);
  const needs = needsOf(view, model.suggestions, now);
  const conducting = useConduct(view, actions);
  const inRoom = view.place.kind === 'room';
  // The board and the agreement are both broad: the one that was asked for last takes the room.
  const [boardAside, setBoardAside] = useState(false);
  const [edge, setEdge] = useState<HTMLElement | null>(null);
  const agreement = useAgreement((open) => setBoardAside(open && panel === 'board'));
  const written = inRoom && agreement.open;
  // Whoever moves people keeps sight of them on the way from room to room.
  const forMe = panel === 'booth' ? interprets(view) : panel !== 'terms' || interprets(view) || conduct;
  const possible = inRoom || (conduct && panel === 'board') ? (forMe ? panel : null) : null;
  const shown = written && boardAside && possible === 'board' ? null : possible;
  const needsShown = shown === 'people' || shown === 'board';
  // What is suggested is answered where the terms are.
  const unseen = needsShown ? [] : needs.filter(({ kind }) => kind !== 'terms' || shown !== 'terms');
  const toggle = (next: Panel): void => {
    setBoardAside(false);
    setPanel(shown === next ? null : next);
  };
  const stage = !written ? 'whole' : agreement.full || shown === 'board' ? 'none' : beside ? 'column' : 'row';
  // Not what a private room is called: the browser shows a title on a shared screen too, and remembers it.
  useTitle(t(`room.kind.${roomKindOf(view.place)}`));
  const voice = inRoom && view.powers.speak;
  useShortcuts({
    microphone: voice ? controls.toggleMicrophone : null,
    camera: voice ? controls.toggleCamera : null,
    hand: voice ? controls.toggleHand : null,
    chat: inRoom ? () => toggle('chat') : null,
    people: inRoom ? () => toggle('people') : null,
    board: inRoom && conduct ? () => toggle('board') : null,
    agreement: inRoom ? agreement.toggle : null,
    booth: inRoom && interprets(view) ? () => toggle('booth') : null,
    outlet: outlets.switchOver,
    takeOver: outlets.take,
  });

  const titles: { readonly [P in Panel]: string } = {
    chat: t('room.chat.title'),
    people: t('room.people.title'),
    board: t('board.title'),
    notes: t('files.notes.title'),
    booth: t('interpretation.partners.title'),
    terms: t('glossary.title'),
  };
  const around = { view, needs, now, actions, conduct: conducting, onDialog: setDialog, onPanel: toggle };

  return (
    <AboveDialog
      value={inRoom ? <BannersInDialog {...{ model, view, actions, toasts, conduct: conducting }} /> : null}
    >
      <div
        data-room={roomKindOf(view.place)}
        className="flex h-dvh min-h-88 flex-col bg-room px-1 pb-1 sm:px-1.5 sm:pb-1.5"
      >
        <SkipLink />
        <RoomHeader view={view} line={model.line} onPeople={() => setPanel('people')} actions={actions} />
        <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-md bg-paper">
          <div className="flex min-h-0 flex-1">
            <div className="flex min-w-0 flex-1 flex-col">
              <main
                id="main"
                tabIndex={-1}
                className="relative flex min-h-0 flex-1 flex-col gap-2 p-2 outline-none"
              >
                {inRoom ? (
                  <>
                    <div className="relative flex min-h-0 flex-1 flex-col gap-2 lg:flex-row">
                      {stage !== 'none' && (
                        <div className={stageRoom[stage]}>
                          <Stage
                            {...{ model, view, layout, actions }}
                            small={stage === 'whole' ? undefined : stage}
                          />
                        </div>
                      )}
                      {written && (
                        <div className="flex min-h-0 min-w-0 flex-1 overflow-hidden rounded-md border border-line">
                          <OrInstead instead={<AgreementMissing />}>
                            <Suspense fallback={<AgreementLoading />}>
                              <LowerEdge value={edge}>
                                <AgreementPanel
                                  view={view}
                                  kind={agreement.kind}
                                  onKind={agreement.setKind}
                                  full={agreement.full}
                                  onFull={agreement.setFull}
                                  onClose={agreement.close}
                                  actions={actions}
                                  remarks={remarks}
                                />
                              </LowerEdge>
                            </Suspense>
                          </OrInstead>
                        </div>
                      )}
                      <Banners {...{ model, view, actions, toasts, stage }} conduct={conducting} />
                    </div>
                    {/* What comes and goes by itself takes its room from here: what stands above and below stays. */}
                    <CaptionLines view={view} />
                    <StatusBanner model={model} controls={controls} />
                    <BannersBelow {...{ model, view, actions, toasts, stage }} conduct={conducting} />
                    <Announced {...{ model, view, actions }} />
                    <Lost model={model} actions={actions} />
                    {!(written && narrow) && (
                      <RoomFoot
                        {...{ view, actions }}
                        clockOffset={model.clockOffset}
                        onAsk={(wish) => setDialog({ kind: 'wish', wish })}
                      />
                    )}
                    <ListeningStrip
                      {...{ view, actions }}
                      onChoose={() => setDialog({ kind: 'listening' })}
                    />
                    <CaptionsNote view={view} onCaptioners={() => setDialog({ kind: 'captions' })} />
                    <CaptionWriter {...{ view, actions }} />
                    <InterpreterConsole
                      {...{ view, outlets, airTime, actions }}
                      unread={model.booth.unread}
                      panel={shown}
                      onPanel={toggle}
                    />
                  </>
                ) : (
                  <MovingScreen />
                )}
              </main>
              {inRoom && narrow && !written && model.agreement.view.agreement !== null && (
                <AgreementStrip
                  view={model.agreement.view}
                  me={view.me.participant.id}
                  onOpen={agreement.toggle}
                />
              )}
              {inRoom && unseen.length > 0 && (
                <NeedsStrip needs={unseen} view={view} onShow={() => toggle('board')} />
              )}
            </div>
            {shown !== null && (
              <SidePanel
                title={titles[shown]}
                beside={beside}
                broad={shown === 'board'}
                onClose={() => setPanel(null)}
              >
                {shown === 'chat' && (
                  <ChatPanel
                    chat={model.chat}
                    files={model.files}
                    view={view}
                    draft={draft}
                    actions={actions}
                    focusField={beside}
                  />
                )}
                {shown === 'booth' && (
                  <BoothChat
                    booth={model.booth}
                    draft={boothDraft}
                    {...{ view, actions }}
                    focusField={beside}
                  />
                )}
                {shown === 'terms' && (
                  <GlossaryPanel {...{ view, actions }} suggestions={model.suggestions} />
                )}
                {shown === 'notes' && (
                  <NotesPanel
                    place={view.place}
                    onReview={conduct ? () => setDialog({ kind: 'past-notes' }) : null}
                    actions={actions}
                  />
                )}
                {shown === 'people' && <PeoplePanel {...around} />}
                {shown === 'board' && <BoardPanel {...around} model={model} />}
              </SidePanel>
            )}
          </div>
          <div ref={setEdge} className="empty:hidden" />
          <TurnBar {...{ model, view, actions }} onDialog={setDialog} />
          <ControlBar
            {...{ model, view, controls, layout, canShare, narrow, agreement }}
            panel={shown}
            onPanel={toggle}
            onLayout={setLayout}
            onDialog={setDialog}
            needs={needs.length}
          />
        </div>
        {conducting.guard}
        {dialog !== null && (
          <RoomDialogs
            dialog={dialog}
            onDialog={setDialog}
            view={view}
            notices={model.notices}
            actions={actions}
            check={check}
          />
        )}
      </div>
    </AboveDialog>
  );
}
