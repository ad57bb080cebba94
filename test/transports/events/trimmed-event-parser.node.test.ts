import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { projectPath } from '../../../demo/server/project-files.js';

type CreateParser = typeof createParser;

const path = projectPath('node_modules/eventsource-parser/dist/index.js');
const trimming = projectPath('test/support/bundles/trimmed-event-parser.mjs');
const { trimEventParser }: { trimEventParser(code: string, path: string): string | undefined } = await import(trimming);
const whole = readFileSync(path, 'utf8');
const trimmed = trimEventParser(whole, path) ?? '';
// Without the address of its source map, which is none beside such an address.
const address = `data:text/javascript,${encodeURIComponent(trimmed.replace(/\/\/# sourceMappingURL=.*/, ''))}`;
const { createParser: createTrimmed }: { createParser: CreateParser } = await import(address);

/** All that one parser says of a stream that comes in these pieces. */
function said(create: CreateParser, pieces: readonly string[], maxBufferSize: number): unknown[] {
  const heard: unknown[] = [];
  const parser = create({
    maxBufferSize,
    onEvent: (event) => heard.push(['event', event]),
    onComment: (comment) => heard.push(['comment', comment]),
    onRetry: (milliseconds) => heard.push(['retry', milliseconds]),
    onError: ({ type, line }) => heard.push(['error', type, line]),
  });
  for (const piece of pieces) {
    // The whole one throws once it has given up; ours is left then.
    if (heard.some((news) => Array.isArray(news) && news[1] === 'max-buffer-size-exceeded')) break;
    parser.feed(piece);
  }
  return heard;
}

const field = fc.constantFrom('data', 'event', 'id', 'retry', 'da', 'datas', 'Data', '', 'foo', '{"status"', ' data');
const value = fc.oneof(
  fc.constantFrom('', ' ', '  two', '12', '1.5', 'a\0b', '{"status":"ready"}', ': x', 'é\u{1F35C}'),
  fc.string({ maxLength: 12 }),
);
const line = fc.oneof(
  fc.tuple(field, fc.constantFrom(':', ': ', ''), value).map((parts) => parts.join('')),
  fc.constantFrom('', '', ':', ': ping', ':ping'),
);
const lineEnd = fc.constantFrom('\n', '\r', '\r\n');
const stream = fc
  .tuple(fc.constantFrom('', '\xEF\xBB\xBF', '\uFEFF'), fc.array(fc.tuple(line, lineEnd), { maxLength: 30 }), value)
  .map(([mark, lines, rest]) => mark + lines.flat().join('') + rest);
/** The stream, and where it is cut: also within a line end, and within a letter's two halves. */
const inPieces = fc.tuple(stream, fc.array(fc.nat(400), { maxLength: 12 })).map(([text, cuts]) => {
  const at = [0, ...cuts.filter((cut) => cut < text.length).sort((one, other) => one - other), text.length];
  return at.slice(1).map((end, index) => text.slice(at[index], end));
});

describe('the parser of event streams as it is in the CDN files', () => {
  it('is smaller', () => {
    assert.ok(trimmed.length < whole.length * 0.6, `${whole.length} → ${trimmed.length}`);
  });

  it('says the same as the whole one, of any stream in any pieces', () => {
    fc.assert(
      fc.property(inPieces, fc.constantFrom(20, 100_000), (pieces, most) => {
        assert.deepEqual(said(createTrimmed, pieces, most), said(createParser, pieces, most));
      }),
      { numRuns: 3_000 },
    );
  });

  it('cannot be made from another parser', () => {
    assert.throws(() => trimEventParser(whole.replace('terminated)', 'ended)'), path), /has changed/);
  });
});
