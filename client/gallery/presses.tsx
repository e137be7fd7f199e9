import '../src/ui/theme.css';
import { replyOf } from '@parley/shared/errors';
import { isValidElement, StrictMode, useEffect } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { SessionScreens } from '../src/guest/SessionScreens.tsx';
import { useDrawn, whole } from '../src/guest/use-session.ts';
import { setLanguage, startTranslator } from '../src/i18n/index.ts';
import { systemClock } from '../src/session/clock.ts';
import { withNextFrame } from '../src/session/later.ts';
import type { SessionEngine, SessionModel } from '../src/session/model.ts';
import { Presses } from '../src/session/presses.ts';
import { Store } from '../src/session/store.ts';
import { Surroundings } from '../src/ui/Surroundings.tsx';
import { control } from './actions.ts';
import { devicesOf, invitation, notice } from './models.ts';
import { type Happening, happenings } from './news.ts';
import { agreementStates } from './states-agreement.tsx';
import { boardStates } from './states-board.tsx';
import { interpretationStates } from './states-interpretation.tsx';
import { type ShownRoomProps } from './shown.tsx';
import { roomStates } from './states-room.tsx';

/**
 * Screens of the gallery at which something happens, as it does in a session: for the test of what becomes of a press
 * meanwhile. Not part of the build.
 */
const scenes = {
  room: roomStates['room-muted'],
  conduct: roomStates['room-conduct'],
  board: boardStates['board-caucuses'],
  agreement: agreementStates['agreement-mediator'],
  draft: agreementStates['agreement-draft'],
  listener: interpretationStates['listen-english'],
  interpreter: interpretationStates['interpreter-chat-unread'],
};
export type Scene = keyof typeof scenes;

interface Stage {
  /** Puts a scene on the page, of which nothing was pressed yet. */
  readonly show: (scene: Scene) => void;
  /** From now on no caucus can be closed. */
  readonly refuse: () => void;
  /** Resolves when it is drawn. */
  readonly happen: (...what: readonly Happening[]) => Promise<void>;
  /** As it was at first. */
  readonly calm: () => Promise<void>;
}
declare global {
  interface Window {
    stage?: Stage;
  }
}

const rootElement = document.getElementById('root');
if (rootElement === null) throw new Error('presses.html has no #root');
const root = createRoot(rootElement);
const presses = new Presses(window, systemClock);
const checked = devicesOf();
const devices = {
  ...control,
  getModel: () => checked,
  subscribe: () => () => undefined,
  close: () => undefined,
};

/** Tells what has been drawn: it is drawn together with the screens. */
function Drawn({ engine, tell }: { engine: SessionEngine; tell: (model: SessionModel) => void }) {
  const model = useDrawn(engine, whole, Object.is);
  useEffect(() => tell(model), [model, tell]);
  return null;
}

function stage(): Stage {
  let scenesShown = 0;
  let refusing = false;
  let played: { readonly first: SessionModel; readonly store: Store } | null = null;
  let seen: SessionModel | null = null;
  const waiting = new Set<() => void>();
  const tell = (model: SessionModel): void => {
    seen = model;
    for (const look of waiting) look();
  };
  const drawn = (): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (seen !== played?.store.model) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });

  return {
    show: (scene) => {
      const element = scenes[scene]?.element;
      if (!isValidElement<ShownRoomProps>(element)) throw new Error(`${scene} is no screen`);
      const { model, actions } = element.props;
      // Pictures that move take a machine's time, and are nothing one presses.
      const first: SessionModel = {
        ...model,
        tracks: new Map(),
        local: { ...model.local, camera: { kind: 'off' } },
      };
      const store = new Store(first, presses.between(withNextFrame));
      played = { first, store };
      localStorage.clear();
      refusing = false;
      const engine: SessionEngine = {
        ...actions,
        rooms: {
          ...actions.rooms,
          closeCaucus: () => {
            const refused = notice(1, { kind: 'error', error: replyOf('connection.lost') });
            if (refusing) store.set({ notices: [refused] });
            return Promise.resolve(!refusing);
          },
        },
        getModel: () => store.model,
        watch: (screen) => store.watch(screen),
        close: () => store.close(),
      };
      scenesShown += 1;
      flushSync(() =>
        root.render(
          <StrictMode key={scenesShown}>
            <Surroundings>
              <SessionScreens {...{ engine, devices, invitation }} who={scene} resumed />
              <Drawn {...{ engine, tell }} />
            </Surroundings>
          </StrictMode>,
        ),
      );
    },
    refuse: () => {
      refusing = true;
    },
    happen: (...what) => {
      played?.store.batch(() => {
        for (const each of what) played?.store.set(happenings[each](played.store.model));
      });
      return drawn();
    },
    calm: () => {
      if (played !== null) played.store.set(played.first);
      return drawn();
    },
  };
}

await startTranslator();
await setLanguage('en');
// What is loaded when it is wanted would come in the middle.
await Promise.all([
  import('../src/guest/room/agreement/AgreementPanel.tsx'),
  import('../src/guest/room/agreement/EditorText.tsx'),
  import('../src/guest/room/agreement/Toolbar.tsx'),
]);
window.stage = stage();
