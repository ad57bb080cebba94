import type { PNG } from 'pngjs';

const limit = 256;

/**
 * Leaves a picture its 256 most frequent colours; the rare ones become the nearest of these. The file halves, and the
 * kept pictures were made this way: the same colours on both sides keep the comparison strict.
 */
export function reduceColours({ data }: PNG): void {
  const uses = new Map<number, number>();
  const colourAt = (offset: number) => data.readUInt32BE(offset) >>> 8;
  for (let offset = 0; offset < data.length; offset += 4) {
    const colour = colourAt(offset);
    uses.set(colour, (uses.get(colour) ?? 0) + 1);
  }
  const byUse = [...uses].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const kept = byUse.slice(0, limit);
  const replacements = new Map(byUse.slice(limit).map((colour) => [colour, nearest(kept, colour)]));
  for (let offset = 0; offset < data.length; offset += 4) {
    const replacement = replacements.get(colourAt(offset));
    if (replacement !== undefined) data.writeUIntBE(replacement, offset, 3);
  }
}

function nearest(colours: readonly number[], colour: number): number {
  let best = colour;
  let least = Number.POSITIVE_INFINITY;
  for (const other of colours) {
    const red = (other >> 16) - (colour >> 16);
    const green = ((other >> 8) & 255) - ((colour >> 8) & 255);
    const blue = (other & 255) - (colour & 255);
    const distance = red * red + green * green + blue * blue;
    if (distance >= least) continue;
    least = distance;
    best = other;
  }
  return best;
}
