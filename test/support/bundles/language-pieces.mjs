import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The modules that make a language whole, from its folder on: its own, the board's, and those of the parts of the
 * element, which English has beside their code.
 */
export function languagePieces(folder, code) {
  const parts = code === 'en' ? readdirSync(join(folder, 'parts')).map((file) => `parts/${file}`) : [];
  return [`${code}.js`, `board/${code}.js`, ...parts].filter(
    (piece) => piece.endsWith('.js') && existsSync(join(folder, piece)),
  );
}
