import { Readable } from 'node:stream';
import { spec } from 'node:test/reporters';

/** Node's usual report, without the tests and suites that `--test-name-pattern` leaves out, and without the totals. */
export default async function* grepReporter(source) {
  yield* Readable.from(onlyMatching(source)).pipe(new spec());
}

async function* onlyMatching(source) {
  // Suites that were entered and have shown no test yet.
  let entered = [];
  for await (const event of source) {
    const { type, data } = event;
    if (type === 'test:start') entered.push(event);
    else if (type === 'test:pass' || type === 'test:fail') {
      const isLeftOut = isUnmatched(event) || (data.details.type === 'suite' && type === 'test:pass');
      if (isLeftOut && entered.at(-1)?.data.name === data.name) entered.pop();
      else {
        yield* entered;
        entered = [];
        yield event;
      }
    } else if (type !== 'test:diagnostic') yield event;
  }
}

/** A test that the name pattern left out: Node reports it as skipped. */
export function isUnmatched({ type, data }) {
  return type === 'test:pass' && data.skip === 'test name does not match pattern';
}
