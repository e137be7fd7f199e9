import { assertNever } from '@parley/shared/lib';
import { conducts } from '@parley/shared/policy';
import type { Invitation } from '@parley/shared/protocol';
import { useEffect, useMemo, useRef, useState } from 'react';
import { personalLink } from '../app/personal-link.ts';
import type { Devices } from '../media/devices-model.ts';
import { roomEpoch } from '../session/engine-model.ts';
import type { SessionEngine } from '../session/model.ts';
import { AbovePage } from '../ui/Page.tsx';
import { CheckScreen } from './check/CheckScreen.tsx';
import { DevicesDialog } from './devices/DevicesDialog.tsx';
import { platformOf } from './devices/platform.ts';
import { Connecting } from './ends/Connecting.tsx';
import {
  DroppedScreen,
  LeftScreen,
  LockedScreen,
  RecalledScreen,
  RefusedScreen,
  RemovedScreen,
} from './ends/EndScreens.tsx';
import { AdjournedScreen } from './lobby/AdjournedScreen.tsx';
import { LobbyScreen } from './lobby/LobbyScreen.tsx';
import { ResumedScreen } from './lobby/ResumedScreen.tsx';
import { Reconnecting } from './Reconnecting.tsx';
import { RoomScreen } from './room/RoomScreen.tsx';
import { Lost } from './Lost.tsx';
import { type Progress, type Screen, isDone, screenOf } from './screen.ts';
import { Toasts, useToasts } from './Toasts.tsx';
import { forgetTakingPart, rememberTakingPart } from './taking-part.ts';
import { Following, useDevices, useSession } from './use-session.ts';

interface SessionScreensProps {
  engine: SessionEngine;
  devices: Devices;
  invitation: Invitation;
  /** Names the person in the session. */
  who: string;
  resumed: boolean;
}

const platform = platformOf(navigator);
const canShare = 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;

/** The screens that takes part in: from the device check to the room and every end. */
export function SessionScreens({ engine, devices, invitation, who, resumed }: SessionScreensProps) {
  const model = useSession(engine);
  const devicesModel = useDevices(devices);
  const [progress, setProgress] = useState<Progress>(resumed ? 'entering' : 'checking');
  const [choosing, setChoosing] = useState(false);
  const toasts = useToasts(model);
  const screen = screenOf(model, progress);

  const comeIn = async (how: { resumed: boolean }): Promise<void> => {
    // Asked first: what is drawn meanwhile takes longer than the question.
    const answered = engine.enter(how);
    setProgress('entering');
    await answered;
    setProgress('entered');
  };
  const enter = (): Promise<void> => comeIn({ resumed: false });
  useOnce(resumed, () => void comeIn({ resumed: true }));
  useFocus(screen);
  useMemory(screen, () => rememberTakingPart(who, devicesModel));

  const epoch = screen.kind === 'room' ? roomEpoch(screen.view.place) : null;
  const following = useMemo(() => ({ session: engine, epoch }), [engine, epoch]);
  const check = { devices: devicesModel, control: devices, platform };
  if (screen.kind === 'room') {
    return (
      <Following value={following}>
        <RoomScreen {...check} {...{ model, canShare, toasts }} view={screen.view} actions={engine} />
      </Following>
    );
  }
  return (
    <AbovePage
      value={
        <>
          <Toasts {...toasts} inFlow />
          <div className="mx-auto flex w-full max-w-xl flex-col gap-2 px-4 empty:hidden sm:px-6">
            <Lost model={model} actions={engine} />
          </div>
        </>
      }
    >
      {show(screen)}
      {choosing && screen.kind === 'lobby' && <DevicesDialog {...check} onClose={() => setChoosing(false)} />}
    </AbovePage>
  );

  function show(shown: Exclude<Screen, { kind: 'room' }>) {
    const notice = model.line.kind === 'reconnecting' ? <Reconnecting held={model.held} /> : undefined;
    const leave = (): Promise<void> => engine.leave();
    switch (shown.kind) {
      case 'check':
        return <CheckScreen {...check} conducts={conducts(invitation.participant.role)} onReady={enter} />;
      case 'connecting':
        return <Connecting />;
      case 'lobby':
        return (
          <LobbyScreen
            view={shown.view}
            since={shown.since}
            clockOffset={model.clockOffset}
            notice={notice}
            actions={engine}
            onDevices={() => setChoosing(true)}
            onLeave={leave}
          />
        );
      case 'adjourned':
        return (
          <AdjournedScreen
            view={shown.view}
            note={shown.note}
            onResume={() => engine.resume()}
            onTakeLead={async () => {
              if (await engine.rooms.takeLead()) await engine.resume();
            }}
            onLeave={leave}
          />
        );
      case 'resumed':
        return <ResumedScreen onEnter={enter} onLeave={leave} />;
      case 'refused':
        return <RefusedScreen view={shown.view} reason={shown.reason} onAgain={enter} />;
      case 'removed':
        return <RemovedScreen view={shown.view} reason={shown.reason} />;
      case 'locked':
        return <LockedScreen view={shown.view} onAgain={enter} />;
      case 'recalled':
        return <RecalledScreen onEnter={enter} />;
      case 'left':
        return <LeftScreen conducts={shown.view.powers.conduct} onBack={enter} />;
      case 'dropped':
        return (
          <DroppedScreen
            error={shown.error}
            onUseHere={() => {
              setProgress('entering');
              engine.useHere();
            }}
            onReopen={() => location.reload()}
          />
        );
      default:
        return assertNever(shown);
    }
  }
}

/** Does it once, at the start, if at all; also where development mounts everything twice. */
function useOnce(wanted: boolean, act: () => void): void {
  const done = useRef(false);
  useEffect(() => {
    if (!wanted || done.current) return;
    done.current = true;
    act();
  });
}

/** A screen that took the place of the one that had the focus is read out, and the keyboard goes on in it. */
function useFocus({ kind }: Screen): void {
  const shown = useRef(kind);
  useEffect(() => {
    if (shown.current === kind) return;
    shown.current = kind;
    if (document.activeElement === document.body) document.getElementById('main')?.focus();
  }, [kind]);
}

/** A reload takes the person back only to where one waits or talks, and nobody once they are done here. */
function useMemory(screen: Screen, remember: () => void): void {
  useEffect(() => {
    const { kind } = screen;
    if (isDone(screen)) personalLink.forget();
    switch (kind) {
      case 'lobby':
      case 'adjourned':
      case 'resumed':
      case 'room':
        personalLink.remember();
        return remember();
      case 'left':
      case 'dropped':
      case 'removed':
      case 'refused':
      case 'recalled':
      case 'locked':
        return forgetTakingPart();
      case 'check':
      case 'connecting':
        return;
      default:
        return assertNever(kind);
    }
  });
}
