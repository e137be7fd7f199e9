export interface Box {
  readonly width: number;
  readonly height: number;
}

export interface Grid {
  readonly columns: number;
  readonly tile: Box;
  /** They are more than there is room for at a size at which they are known from each other: one scrolls. */
  readonly scrolls: boolean;
}

/** Tiles are never flatter than a camera's picture nor much higher than wide, so that a face stays whole. */
const flattest = 16 / 9;
const highest = 4 / 5;

/** In a narrower one hardly anything is left of a name. */
const NARROWEST = 92;
/** In a lower one a side's mark stands over the name. */
const LOWEST = 62;
/** What a browser may take for its bar. */
const BAR = 16;

/** The number of columns that makes `count` tiles largest in `space`; all lengths in CSS pixels. */
export function gridFor(space: Box, count: number, gap: number): Grid {
  let best: Grid = { columns: 1, tile: { width: 0, height: 0 }, scrolls: false };
  for (let columns = 1; columns <= Math.max(1, count); columns += 1) {
    const rows = Math.ceil(count / columns);
    const tile = fit({
      width: (space.width - gap * (columns - 1)) / columns,
      height: (space.height - gap * (rows - 1)) / rows,
    });
    if (tile.width * tile.height > best.tile.width * best.tile.height)
      best = { columns, tile, scrolls: false };
  }
  const readable = scrolled(space, gap);
  return best.tile.width < NARROWEST && readable.tile.height <= space.height ? readable : best;
}

/** As many beside each other as can be told from each other, whatever comes below. */
function scrolled(space: Box, gap: number): Grid {
  const across = space.width - BAR;
  const columns = Math.max(1, Math.floor((across + gap) / (NARROWEST + gap)));
  const width = Math.floor((across - gap * (columns - 1)) / columns);
  return { columns, tile: { width, height: Math.max(LOWEST, Math.floor(width / flattest)) }, scrolls: true };
}

function fit({ width, height }: Box): Box {
  if (width <= 0 || height <= 0) return { width: 0, height: 0 };
  return {
    width: Math.floor(Math.min(width, height * flattest)),
    height: Math.floor(Math.min(height, width / highest)),
  };
}
