import { mkdirSync, rmSync } from 'node:fs';
import { readIfThere } from './project.mjs';

/** Adds up what passed and failed over all stages, and prints it. */
export class Results {
  passed = 0;
  failed = 0;
  #failures = [];
  #seconds = [];

  /** One check that passed or failed, with its output if it failed. */
  report(name, passed, started, output = '') {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${passed ? '✓' : '✗'} ${name} (${seconds} s)`);
    if (!passed) console.log(indent(output));
    this.add(name, passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  }

  add(name, { passed, failed, reasons = [] }) {
    this.passed += passed;
    this.failed += failed;
    if (failed > 0) this.#failures.push(name, ...reasons.map((reason) => indent(reason.slice(0, 1000))));
  }

  /** Adds what a test runner wrote to its counts file. A runner that failed without a failed test is one failure. */
  addCounts(path, name, code) {
    const text = readIfThere(path);
    rmSync(path, { force: true });
    const results = text ? JSON.parse(text) : {};
    const rows = 'passed' in results ? [[name, results]] : Object.entries(results);
    for (const [row, counts] of rows) {
      console.log(`${counts.failed === 0 ? '✓' : '✗'} ${row}: ${counts.passed} passed, ${counts.failed} failed`);
      this.add(row, counts);
    }
    if (code !== 0 && rows.every(([, { failed }]) => failed === 0)) {
      console.log(`✗ ${name}: the test runner ended with code ${code}`);
      this.add(`${name} runner`, { passed: 0, failed: 1 });
    }
  }

  /** Runs a stage, and keeps how long it took. */
  async time(stage, run) {
    const started = performance.now();
    await run();
    this.#seconds.push(`${stage} ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }

  /** Prints how long each stage took, the failures again, and `N passed, N failed` as the last line. */
  print() {
    if (this.#seconds.length > 1) console.log(`\n${this.#seconds.join(', ')}`);
    if (this.#failures.length > 0) console.log(`\nFailed:\n${this.#failures.map(indent).join('\n')}`);
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
  }
}

/** Where a test runner writes its counts. */
export function countsFile(name) {
  mkdirSync('build/counts', { recursive: true });
  const path = `build/counts/${name}-${process.pid}.json`;
  rmSync(path, { force: true });
  return path;
}

export function indent(text) {
  return text.trimEnd().replace(/^/gm, '    ');
}
