import { existsSync, readFileSync } from 'node:fs';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The size of a PNG or SVG in CSS pixels, so that a page keeps its room; `undefined` for what cannot be read. */
export function pictureSize(path: string): PictureSize | undefined {
  if (!existsSync(path)) return undefined;
  if (path.endsWith('.png')) {
    const bytes = readFileSync(path);
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  const [tag = ''] = /<svg\b[^>]*>/.exec(readFileSync(path, 'utf8')) ?? [];
  const [, width, height] = /viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"/.exec(tag) ?? [];
  return width && height ? { width: Number(width), height: Number(height) } : undefined;
}
