import type { Invitation } from '@parley/shared/protocol';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { personalLink } from '../app/personal-link.ts';
import { createDevices } from '../media/devices.ts';
import type { Devices } from '../media/devices-model.ts';
import { createEngine } from '../session/create.ts';
import { forget } from '../session/kept.ts';
import type { SessionEngine } from '../session/model.ts';
import { UNSTORED_WORDS } from '../session/unstored-keep.ts';
import { BrokenLink, MissingLink } from './link/BrokenLink.tsx';
import { isDeadLink } from './link/problem.ts';
import { LinkOpening, LinkScreen } from './link/LinkScreen.tsx';
import { SessionScreens } from './SessionScreens.tsx';
import { recallTakingPart, type TakingPart } from './taking-part.ts';
import { useInvitation } from './use-invitation.ts';

/** `/join#token`: a guest's way from their link to the room. */
export default function Guest() {
  const { token, opening } = useSyncExternalStore(personalLink.follow, personalLink.now);
  return token === '' ? <MissingLink /> : <Way key={opening} token={token} />;
}

function Way({ token }: { token: string }) {
  const [state, again] = useInvitation(token);
  const isOver = state.kind === 'broken' && isDeadLink(state.problem);
  useEffect(() => {
    if (!isOver) return;
    personalLink.forget();
    forget('sessionStorage', UNSTORED_WORDS);
  }, [isOver]);
  switch (state.kind) {
    case 'opening':
      return <LinkOpening />;
    case 'broken':
      return <BrokenLink problem={state.problem} onRetry={again} />;
    case 'open':
      return <Invited token={token} invitation={state.invitation} />;
  }
}

/** What a link leads to. */
type Opened = Omit<Parameters<typeof createEngine>[0], 'devices'>;

/** What runs while someone takes part. */
interface Visit {
  readonly devices: Devices;
  readonly engine: SessionEngine;
  /** After a reload the check was passed before. */
  readonly resumed: boolean;
}

function Invited({ token, invitation }: { token: string; invitation: Invitation }) {
  const who = `${invitation.session} ${invitation.participant.id}`;
  const [visit, setVisit] = useState<Visit | null>(null);
  const { rtpCapabilities: routers, participant } = invitation;
  const opened = useMemo(() => ({ token, me: participant.id, routers }), [token, participant.id, routers]);

  useEffect(() => {
    let gone = false;
    void resume(who, opened).then((resumed) => {
      if (!gone) setVisit(resumed);
      else if (resumed !== null) end(resumed);
    });
    return () => {
      gone = true;
    };
  }, [who, opened]);

  useEffect(() => {
    if (visit === null) return;
    return () => end(visit);
  }, [visit]);

  if (visit !== null) return <SessionScreens {...visit} who={who} invitation={invitation} />;
  return (
    <LinkScreen
      invitation={invitation}
      onContinue={() => setVisit(begin(opened, { microphone: true, camera: true }, false))}
    />
  );
}

/** Asks for the devices wanted in one question of the browser. */
function begin(opened: Opened, wanted: Pick<TakingPart, 'microphone' | 'camera'>, resumed: boolean): Visit {
  const devices = createDevices();
  if (wanted.microphone) void devices.start('microphone');
  if (wanted.camera) void devices.start('camera');
  return { devices, engine: createEngine({ ...opened, devices }), resumed };
}

/** After a reload in the middle of a session: back with the devices that ran; null when none was on. */
async function resume(who: string, opened: Opened): Promise<Visit | null> {
  const before = recallTakingPart(who);
  return before === null ? null : begin(opened, before, true);
}

function end({ engine, devices }: Visit): void {
  engine.close();
  devices.close();
}
