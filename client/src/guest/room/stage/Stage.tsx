import { type SessionView, speaks } from '@parley/shared/policy';
import type { Side } from '@parley/shared/session';
import { clsx } from 'clsx';
import { Eye } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../../session/model.ts';
import type { DrawnModel } from '../../drawn-model.ts';
import { useActiveSpeaker } from '../../use-session.ts';
import { peopleHere } from '../hearing.ts';
import { type Figure, figureOf, inFocus, pictureOf } from './figure.ts';
import { gridFor } from './grid.ts';
import { LayerWants } from './layer-wants.ts';
import { ScreenTile } from './ScreenTile.tsx';
import { Tile } from './Tile.tsx';
import { LayerContext } from './use-layer.ts';
import { useSize } from './use-size.ts';

export type Layout = 'grid' | 'speaker';

interface StageProps {
  model: DrawnModel;
  view: SessionView;
  layout: Layout;
  /** In little room beside something else: everyone in a row, or in a column under a shared screen. */
  small?: 'row' | 'column' | undefined;
  actions: Pick<SessionActions, 'prefer'>;
}

const gap = 8;
/** What a line below the pictures takes. */
const LINE_PX = 28;

/** The people of my room, me last; a shared screen takes the large place. */
export function Stage({ model, view, layout, small, actions }: StageProps) {
  const { t } = useTranslation();
  const wants = useMemo(
    () => new LayerWants((consumer, layer) => actions.prefer(consumer, layer)),
    [actions],
  );
  const [area, space] = useSize();
  const active = useActiveSpeaker();
  const here = peopleHere(view);
  // Whoever only listens has nothing to show, and would leave the others no room.
  const others = here.filter(({ participant }) => speaks(participant.role));
  const listening = here.length - others.length;
  const figures = [...others.map((person) => figureOf(model, person, false)), figureOf(model, view.me, true)];
  const sharer = others.find(({ sources }) => sources.some(({ source }) => source === 'screen'));
  const focus = layout === 'speaker' && others.length > 0 ? inFocus(figures, active) : undefined;
  // Wide enough for a column of people beside the large picture; otherwise they stand in a row above it.
  const column = space.width > 640 && space.width > space.height;
  return (
    <LayerContext value={wants}>
      <section
        ref={area}
        aria-label={t('room.stage.label')}
        className="flex size-full min-h-0 min-w-0 flex-col"
      >
        {small !== undefined ? (
          <div className={clsx('flex min-h-0 min-w-0 flex-1 gap-2', small === 'column' && 'flex-col')}>
            {sharer !== undefined && small === 'column' && (
              <div className="aspect-video w-48 shrink-0">
                <ScreenTile name={sharer.participant.name} picture={pictureOf(model, sharer, 'screen')} />
              </div>
            )}
            <Strip figures={figures} sides={view.sides} column={small === 'column'} />
          </div>
        ) : here.length === 0 ? (
          <Alone figures={figures} view={view} />
        ) : sharer !== undefined || focus !== undefined ? (
          <div
            className={clsx('flex min-h-0 min-w-0 flex-1 gap-2', column ? 'flex-row-reverse' : 'flex-col')}
          >
            <Strip figures={figures} sides={view.sides} column={column} />
            <div className="min-h-0 min-w-0 flex-1">
              {sharer !== undefined ? (
                <ScreenTile name={sharer.participant.name} picture={pictureOf(model, sharer, 'screen')} />
              ) : (
                focus !== undefined && <Tile figure={focus} sides={view.sides} />
              )}
            </div>
          </div>
        ) : (
          <GridOfTiles
            figures={figures}
            sides={view.sides}
            space={listening === 0 ? space : { ...space, height: space.height - LINE_PX }}
          />
        )}
        {small === undefined && listening > 0 && (
          <p className="flex h-7 shrink-0 items-center justify-center gap-1.5 text-sm text-ink-2 tabular-nums">
            <Eye size={16} aria-hidden />
            {t('room.stage.observers', { count: listening })}
          </p>
        )}
      </section>
    </LayerContext>
  );
}

interface FiguresProps {
  figures: readonly Figure[];
  sides: readonly Side[];
}

function GridOfTiles({ figures, sides, space }: FiguresProps & { space: { width: number; height: number } }) {
  const { t } = useTranslation();
  const { columns, tile, scrolls } = gridFor(space, figures.length, gap);
  return (
    <ul
      aria-label={t('room.stage.people')}
      // The keyboard scrolls it as well.
      tabIndex={scrolls ? 0 : undefined}
      className={clsx(
        'm-auto flex flex-wrap justify-center gap-2',
        scrolls && 'min-h-0 overflow-y-auto -outline-offset-2',
      )}
      style={scrolls ? undefined : { maxWidth: columns * tile.width + gap * (columns - 1) + 1 }}
    >
      {figures.map((figure) => (
        <li key={figure.person.participant.id} style={tile}>
          <Tile figure={figure} sides={sides} />
        </li>
      ))}
    </ul>
  );
}

function Alone({ figures, view }: Pick<FiguresProps, 'figures'> & { view: SessionView }) {
  const { t } = useTranslation();
  const { conduct } = view.powers;
  const arriving = !conduct && view.place.kind === 'room' && view.place.roomKind === 'arrival';
  const others = arriving ? t('caucus.arrival.alonePeople') : t('room.stage.alonePeople');
  return (
    <div className="m-auto flex max-h-full w-full max-w-sm flex-col items-center gap-4 overflow-hidden p-4 text-center">
      {figures.map((figure) => (
        <div key={figure.person.participant.id} className="aspect-[4/3] min-h-20 w-full max-w-72">
          <Tile figure={figure} sides={view.sides} />
        </div>
      ))}
      <p className="shrink-0">
        <span className="block font-medium">
          {arriving ? t('caucus.arrival.alone') : t('room.stage.alone')}
        </span>
        <span className="text-ink-2">{conduct ? t('room.stage.aloneConduct') : others}</span>
      </p>
    </div>
  );
}

/** Everyone, always in the same place, whoever speaks. */
function Strip({ figures, sides, column }: FiguresProps & { column: boolean }) {
  const { t } = useTranslation();
  return (
    <ul
      aria-label={t('room.stage.people')}
      tabIndex={0}
      className={clsx(
        'flex shrink-0 gap-2',
        column ? 'w-48 flex-col overflow-y-auto' : 'h-24 overflow-x-auto',
      )}
    >
      {figures.map((figure) => (
        <li
          key={figure.person.participant.id}
          className={clsx('shrink-0', column ? 'aspect-video w-full' : 'aspect-[4/3] h-full')}
        >
          <Tile figure={figure} sides={sides} />
        </li>
      ))}
    </ul>
  );
}
