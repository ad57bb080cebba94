/*
 * Prints where the bytes of the scripts in dist/cdn are, as the last build has written them: kB, compressed with brotli.
 */
import { partSizes } from './part-sizes.mjs';

const sizes = partSizes('dist/cdn');
const names = ['order-status-tracker.js', 'order-status-tracker-supabase.js', 'order-status-board.js'];
const columns = names.map((name) => sizes[name]?.[name]);
const rows = [...new Set(columns.flatMap((file) => Object.keys(file?.parts ?? {})))];
const share = (file, part) => file?.parts[part] ?? 0;
rows.sort((one, other) => share(columns[0], other) - share(columns[0], one));

const kilobytes = (bytes) => (bytes === 0 ? '' : (bytes / 1000).toFixed(1)).padStart(10);
const line = (title, values) => console.log(title.padEnd(24) + values.join(''));

line(
  'First load',
  ['tracker', '+Supabase', 'board'].map((title) => title.padStart(10)),
);
for (const part of rows)
  line(
    `  ${part}`,
    columns.map((file) => kilobytes(share(file, part))),
  );
line(
  '  together',
  columns.map((file) => kilobytes(file?.size ?? 0)),
);

const later = new Map();
for (const [index, name] of names.entries()) {
  for (const [path, { size }] of Object.entries(sizes[name] ?? {})) {
    if (path === name) continue;
    const part = path.replace(/^parts\/(.+)-[\w-]{6}\.js$/, '$1');
    later.set(part, Object.assign(later.get(part) ?? [0, 0, 0], { [index]: size }));
  }
}
console.log('On demand');
for (const [part, values] of later) line(`  ${part}`, values.map(kilobytes));
