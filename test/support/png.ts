import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A picture in memory: four bytes for each pixel (red, green, blue, opacity), row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const rgb = 2;
const palette = 3;
const rgba = 6;

/**
 * Reads what browsers and `writePng` write: eight bits a channel, not interlaced, in colour or with a palette.
 *
 * @throws if it is anything else
 */
export function readPng(file: Buffer): Picture {
  if (!file.subarray(0, 8).equals(signature)) throw new Error('This is no PNG.');
  const data: Buffer[] = [];
  let header = Buffer.alloc(13);
  let colours = Buffer.alloc(0);
  for (let offset = 8; offset < file.length; ) {
    const length = file.readUInt32BE(offset);
    const type = file.toString('latin1', offset + 4, offset + 8);
    const body = file.subarray(offset + 8, offset + 8 + length);
    if (type === 'IHDR') header = Buffer.from(body);
    if (type === 'PLTE') colours = Buffer.from(body);
    if (type === 'IDAT') data.push(body);
    offset += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, type, , , interlace] = header.subarray(8);
  const channels = type === rgb ? 3 : type === rgba ? 4 : type === palette ? 1 : 0;
  if (depth !== 8 || !channels || interlace)
    throw new Error(`A PNG of depth ${depth} and type ${type} is not read here.`);
  const rows = unfilter(inflateSync(Buffer.concat(data)), width * channels, height, channels);
  const pixels = Buffer.alloc(width * height * 4, 255);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const source = type === palette ? colours : rows;
    const start = type === palette ? (rows[pixel] ?? 0) * 3 : pixel * channels;
    for (let channel = 0; channel < Math.max(3, channels); channel += 1) {
      pixels[pixel * 4 + channel] = source[start + channel] ?? 255;
    }
  }
  return { width, height, pixels };
}

/** Takes back what each row's filter did: a byte then says how it differs from those to its left and above. */
function unfilter(raw: Buffer, stride: number, height: number, channels: number): Buffer {
  const rows = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (stride + 1)];
    for (let column = 0; column < stride; column += 1) {
      const at = row * stride + column;
      const left = column >= channels ? (rows[at - channels] ?? 0) : 0;
      const up = row > 0 ? (rows[at - stride] ?? 0) : 0;
      const corner = row > 0 && column >= channels ? (rows[at - stride - channels] ?? 0) : 0;
      rows[at] = (raw[row * (stride + 1) + 1 + column] ?? 0) + guess(filter, left, up, corner);
    }
  }
  return rows;
}

function guess(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  return filter === 4 ? nearest(left, up, corner) : 0;
}

function nearest(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** Writes a picture small: with its 256 most frequent colours. All others, few pixels each, get the nearest of them. */
export function writePng({ width, height, pixels }: Picture): Buffer {
  const uses = new Map<number, number>();
  const colourAt = (pixel: number) => pixels.readUInt32BE(pixel * 4) >>> 8;
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const colour = colourAt(pixel);
    uses.set(colour, (uses.get(colour) ?? 0) + 1);
  }
  const frequent = [...uses].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const kept = frequent.slice(0, 256);
  const places = new Map(kept.map((colour, place) => [colour, place]));
  for (const colour of frequent.slice(256)) places.set(colour, nearestOf(kept, colour));
  const rows = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    rows[Math.floor(pixel / width) * (width + 1) + 1 + (pixel % width)] = places.get(colourAt(pixel)) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, palette, 0, 0, 0], 8);
  const colours = Buffer.concat(kept.map((colour) => Buffer.from([colour >> 16, colour >> 8, colour])));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The place of the colour that looks most like this one. */
function nearestOf(colours: readonly number[], colour: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [place, other] of colours.entries()) {
    const red = (other >> 16) - (colour >> 16);
    const green = ((other >> 8) & 255) - ((colour >> 8) & 255);
    const blue = (other & 255) - (colour & 255);
    const distance = red * red + green * green + blue * blue;
    if (distance >= least) continue;
    least = distance;
    best = place;
  }
  return best;
}

function chunk(type: string, body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const frame = Buffer.alloc(content.length + 8);
  frame.writeUInt32BE(body.length, 0);
  content.copy(frame, 4);
  frame.writeUInt32BE(crc32(content), content.length + 4);
  return frame;
}
