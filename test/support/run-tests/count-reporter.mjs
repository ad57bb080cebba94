import { isUnmatched } from './grep-reporter.mjs';

/**
 * A reporter for `node --test` that prints how many tests passed and failed, and the failures, as JSON. A skipped test
 * counts as failed, unless `--grep` left it out.
 */
export default async function* countReporter(source) {
  const totals = {};
  const reasons = [];
  let unmatched = 0;
  for await (const event of source) {
    const { type, data } = event;
    if (isUnmatched(event)) unmatched += 1;
    // A suite that failed only because of its tests adds nothing to their messages.
    const error = type === 'test:fail' ? data.details.error : undefined;
    if (error && error.failureType !== 'subtestsFailed') reasons.push(`${data.name}: ${error.message}`);
    const [, name, count] = (type === 'test:diagnostic' && /^(\w+) (\d+)$/.exec(data.message)) || [];
    if (name && data.nesting === 0) totals[name] = Number(count);
  }
  const { pass = 0, fail = 0, cancelled = 0, skipped = 0, todo = 0 } = totals;
  yield JSON.stringify({ passed: pass, failed: fail + cancelled + skipped - unmatched + todo, reasons });
}
