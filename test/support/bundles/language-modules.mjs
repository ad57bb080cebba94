/*
 * Writes dist/languages/<code>.js and .d.ts, which npm knows as order-status-tracker/locales/<code>: one language as a
 * whole, with the strings of the board and of the parts, which lie in files of their own.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { languagePieces } from './language-pieces.mjs';

const folder = 'dist/languages';

/** Rollup's plugin. @param source the compiled languages */
export function languageModules(source) {
  return {
    name: 'language-modules',
    async writeBundle() {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      for (const code of await languagesIn(source)) writeLanguage(source, code);
    },
  };
}

/** English and what is translated; the folder has other modules too. */
async function languagesIn(source) {
  const { translatedLanguages } = await import(pathToFileURL(join(source, 'registry.js')).href);
  return ['en', ...translatedLanguages];
}

function writeLanguage(source, code) {
  const name = code.replace('-', '');
  const pieces = languagePieces(source, code);
  const imports = pieces.map((piece, index) => `import * as piece${index} from '../locales/${piece}';`);
  const all = pieces.map((_, index) => `...Object.values(piece${index})`);
  writeFileSync(
    join(folder, `${code}.js`),
    `${imports.join('\n')}\n\nexport const ${name} = Object.assign({}, ${all.join(', ')});\nexport default ${name};\n`,
  );
  writeFileSync(
    join(folder, `${code}.d.ts`),
    `import type { Locale } from '../locales/locale.js';\n\n/** For \`registerLocale\`. */\nexport declare const ${name}: Locale;\nexport default ${name};\n`,
  );
}
