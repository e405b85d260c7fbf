import { type Block, moveBlock } from "./block.ts";
import { type Box, boxOf } from "./geometry.ts";

/** Room between blocks of a shelf, and between it and everything else. */
const [across, down, apart] = [38, 20, 64];
/** A picture is to be this much wider than high. */
const aspect = 1.5;

/**
 * Puts blocks that have nothing to do with each other below or beside everything else, in columns: each into the column
 * that is shortest so far, in the order given. So many columns are made, and there, that the picture has a good shape.
 */
export function shelve(blocks: readonly Block[], others: Box | undefined): readonly Block[] {
  if (blocks.length === 0) return [];
  let best: readonly Block[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let columns = 1; columns <= Math.min(blocks.length, 12); columns++) {
    for (const place of ["below", "beside"] as const) {
      const placed = inColumns(blocks, columns, startOf(others, place));
      const all = boxOf([...placed.map(({ box }) => box), ...(others ? [others] : [])])!;
      // A picture that is half empty is as bad as one of a bad shape.
      const cost = Math.abs(Math.log(all.width / all.height / aspect)) + Math.log(all.width * all.height);
      if (cost < least - 1e-9) [best, least] = [placed, cost];
    }
  }
  return best;
}

function startOf(others: Box | undefined, place: "below" | "beside"): readonly [x: number, y: number] {
  if (!others) return [0, 0];
  const { x, y, width, height } = others;
  return place === "below" ? [x, y + height + apart] : [x + width + apart, y];
}

function inColumns(
  blocks: readonly Block[],
  columns: number,
  [x, y]: readonly [number, number],
): readonly Block[] {
  const ends = new Array<number>(columns).fill(y);
  const widths = new Array<number>(columns).fill(0);
  const chosen = blocks.map(({ box }) => {
    const column = ends.indexOf(Math.min(...ends));
    const top = ends[column]!;
    ends[column] = top + box.height + down;
    widths[column] = Math.max(widths[column]!, box.width);
    return { column, top };
  });
  return blocks.map((block, i) => {
    const { column, top } = chosen[i]!;
    const left = widths.slice(0, column).reduce((sum, width) => sum + width + across, x);
    return moveBlock(block, left - block.box.x, top - block.box.y);
  });
}

/** Around blocks. */
export function aroundBlocks(blocks: Iterable<Block>): Box | undefined {
  return boxOf([...blocks].map(({ box }) => box));
}
