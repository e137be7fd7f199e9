import type { ReactNode } from 'react';
import { CheckScreen } from '../src/guest/check/CheckScreen.tsx';
import type { Platform } from '../src/guest/devices/platform.ts';
import { ConnectingScreen } from '../src/guest/ends/Connecting.tsx';
import {
  DroppedScreen,
  LeftScreen,
  RecalledScreen,
  RefusedScreen,
  RemovedScreen,
} from '../src/guest/ends/EndScreens.tsx';
import { BrokenLink, MissingLink } from '../src/guest/link/BrokenLink.tsx';
import { LinkOpening, LinkScreen } from '../src/guest/link/LinkScreen.tsx';
import { AdjournedScreen } from '../src/guest/lobby/AdjournedScreen.tsx';
import { LobbyScreen } from '../src/guest/lobby/LobbyScreen.tsx';
import { ResumedScreen } from '../src/guest/lobby/ResumedScreen.tsx';
import { Reconnecting } from '../src/guest/Reconnecting.tsx';
import { Incomplete } from '../src/app/Incomplete.tsx';
import { NotFound, Welcome } from '../src/app/Pages.tsx';
import type { DevicesModel } from '../src/media/devices-model.ts';
import type { DeviceFailure } from '../src/media/model.ts';
import { actions, control } from './actions.ts';
import { ago, devicesOf, error, invitation, viewOf } from './models.ts';
import { away, cast, person } from './people.ts';

const nothing = async (): Promise<void> => undefined;
const ignore = (): void => undefined;

const check = (
  devices: Partial<DevicesModel> = {},
  platform: Platform = 'desktop',
  conducts = false,
): ReactNode => (
  <CheckScreen {...{ control, platform, conducts }} devices={devicesOf(devices)} onReady={nothing} />
);
const failed = (reason: DeviceFailure): Partial<DevicesModel> => ({
  lists: { microphone: [], camera: [], speaker: [] },
  microphone: { kind: 'failed', reason },
  camera: { kind: 'failed', reason },
});
const nameless = { microphone: [], camera: [], speaker: [] };

const me = away('li', { attendance: 'waiting', since: ago(4), line: 'online' });
const early = viewOf(me, [], { phase: { kind: 'scheduled' } });
const waiting = viewOf(me, []);
const conductor = viewOf(away('chen', { attendance: 'waiting' }), [
  person('li', { attendance: 'waiting', since: ago(3) }),
  person('carter', { attendance: 'waiting', since: ago(2) }),
]);
const note = '双方先核对一下结算单,\n我们下午两点继续。';

const lobby = (view = waiting, since = ago(4), notice?: ReactNode): ReactNode => (
  <LobbyScreen {...{ view, since, notice, actions }} clockOffset={0} onDevices={ignore} onLeave={nothing} />
);

const second = viewOf(away('lin', { attendance: 'waiting' }), conductor.people);
const withoutMediator = { ...second, powers: { ...second.powers, takeLead: true } };
const adjourned = (view = waiting, words = ''): ReactNode => (
  <AdjournedScreen view={view} note={words} onResume={nothing} onTakeLead={nothing} onLeave={nothing} />
);

export const guestStates: Readonly<Record<string, ReactNode>> = {
  welcome: <Welcome />,
  'not-found': <NotFound />,
  incomplete: <Incomplete />,
  'link-opening': <LinkOpening />,
  link: <LinkScreen invitation={invitation} onContinue={ignore} />,
  'link-mediator': (
    <LinkScreen
      invitation={{ ...invitation, side: null, participant: { ...cast.chen, languages: ['zh'] } }}
      onContinue={ignore}
    />
  ),
  'link-missing': <MissingLink />,
  'link-incomplete': <BrokenLink problem="incomplete" onRetry={ignore} />,
  'link-invalid': <BrokenLink problem={error('link.invalid')} onRetry={ignore} />,
  'link-expired': <BrokenLink problem={error('link.expired')} onRetry={ignore} />,
  'link-revoked': <BrokenLink problem={error('link.revoked')} onRetry={ignore} />,
  'link-network': <BrokenLink problem="network" onRetry={ignore} />,
  'check-asking': check({ lists: nameless, microphone: { kind: 'asking' }, camera: { kind: 'asking' } }),
  check: check(),
  'check-conduct': check({}, 'desktop', true),
  'check-off': check({ microphone: { kind: 'off' }, camera: { kind: 'off' } }),
  'check-denied-desktop': check(failed('denied')),
  'check-denied-ios': check(failed('denied'), 'ios'),
  'check-denied-android': check(failed('denied'), 'android'),
  'check-denied-wechat': check(failed('denied'), 'wechat'),
  'check-missing': check(failed('missing')),
  'check-busy': check({ camera: { kind: 'failed', reason: 'busy' } }),
  'check-insecure': check(failed('insecure')),
  connecting: <ConnectingScreen slow />,
  'lobby-early': lobby(early, ago(0)),
  lobby: lobby(),
  'lobby-signalled': lobby(viewOf({ ...me, wish: { kind: 'help', note: '', at: ago(1) } }, [])),
  'lobby-reconnecting': lobby(waiting, ago(4), <Reconnecting held={false} />),
  adjourned: adjourned(waiting, note),
  'adjourned-conduct': adjourned(conductor),
  'adjourned-lead': adjourned(withoutMediator),
  'adjourned-second': adjourned(second),
  resumed: <ResumedScreen onEnter={nothing} onLeave={nothing} />,
  refused: <RefusedScreen view={waiting} reason="请带上您的代理人一起来。" onAgain={nothing} />,
  removed: <RemovedScreen view={waiting} reason="" />,
  left: <LeftScreen conducts={false} onBack={nothing} />,
  recalled: <RecalledScreen onEnter={nothing} />,
  superseded: <DroppedScreen error={error('connection.superseded')} onUseHere={ignore} onReopen={ignore} />,
  dropped: <DroppedScreen error={error('session.unknown')} onUseHere={ignore} onReopen={ignore} />,
};
