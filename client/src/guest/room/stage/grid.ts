export interface Box {
  readonly width: number;
  readonly height: number;
}

export interface Grid {
  readonly columns: number;
  readonly tile: Box;
}

/** Tiles are never flatter than a camera's picture nor much higher than wide, so that a face stays whole. */
const flattest = 16 / 9;
const highest = 4 / 5;

/** The number of columns that makes `count` tiles largest in `space`; all lengths in CSS pixels. */
export function gridFor(space: Box, count: number, gap: number): Grid {
  let best: Grid = { columns: 1, tile: { width: 0, height: 0 } };
  for (let columns = 1; columns <= Math.max(1, count); columns += 1) {
    const rows = Math.ceil(count / columns);
    const tile = fit({
      width: (space.width - gap * (columns - 1)) / columns,
      height: (space.height - gap * (rows - 1)) / rows,
    });
    if (tile.width * tile.height > best.tile.width * best.tile.height) best = { columns, tile };
  }
  return best;
}

function fit({ width, height }: Box): Box {
  if (width <= 0 || height <= 0) return { width: 0, height: 0 };
  return {
    width: Math.floor(Math.min(width, height * flattest)),
    height: Math.floor(Math.min(height, width / highest)),
  };
}
