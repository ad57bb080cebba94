/*
 * Writes what editors read into dist/, from custom-elements.json and the compiled lists of options.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { elementOptions } from '../../../build/src/elements/tracker/element-options.js';
import { trackerOptions } from '../../../build/src/tracker/options.js';
import { editorData } from './editor-data.mjs';

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const rows = Object.entries({ ...trackerOptions, ...elementOptions });
/** The names of the files in a folder of the sources: each is one preset. */
const namesIn = (folder) =>
  readdirSync(folder)
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
const words = {
  ...Object.fromEntries(rows.filter(([, { value }]) => Array.isArray(value)).map(([name, { value }]) => [name, value])),
  preset: namesIn('src/order/field-map/presets'),
  serverPreset: namesIn('src/transports/servers'),
};

for (const [file, content] of Object.entries(
  editorData(readJson('custom-elements.json'), words, readJson('package.json')),
)) {
  writeFileSync(`dist/${file}`, `${JSON.stringify(content, null, 2)}\n`);
}
