/*
 * XState without what our chart never uses: persisted snapshots, history and final states, wildcards, routes, system
 * ids, actors that are spawned by hand, emitted events, messages to other actors, observable actors, descriptions of
 * the machine for tools, and checks for those who write charts. The files in dist/cdn are made from it; npm's modules
 * import XState whole. `test/tracker/chart/trimmed-xstate*` run the tests of the chart with it.
 */
import { createHash } from 'node:crypto';
import { trim } from './trim.mjs';
import { edits } from './xstate-edits.mjs';

/** Of which sources these edits were written: hashes of XState 5.33.3. */
const known = {
  StateMachine: '667a858403ef22e0',
  assign: '25fbe7a05d539bc6',
  log: '12926a1d7f274373',
  raise: '772ccf89e6b15b08',
  'xstate-actors': '479ffeb4eaed2815',
  xstate: '40168eebd6aeae5a',
};

/** XState's own names for what nobody else asks for: they are met in its modules alone, and are long. */
const ownNames = [
  '_snapshot',
  '_processingStatus',
  '_sendInspectionEvent',
  '_scheduledEvents',
  '_flushingInvalidated',
  '_flushing',
  '_actorScope',
  '_deferred',
  '_stopProcedure',
  '_getPreInitialState',
  '_resolveOptions',
  '_reportError',
  '_initState',
  '_initialize',
  '_subscription',
  '_complete',
];
const ownName = new RegExp(`\\b(?:${ownNames.join('|')})\\b`, 'g');

/** One of XState's modules without these parts; `undefined` for any other file. */
export function trimXState(code, path) {
  const [, name] = /\/xstate\/dist\/([\w-]+?)(?:-[\da-f]{8})?\.esm\.js$/.exec(path) ?? [];
  if (!(name in edits)) return undefined;
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16);
  if (hash !== known[name]) {
    throw new Error(
      `xstate's ${name} has changed: it is ${hash}. Compare it with the former version, adapt the edits in ` +
        'test/support/bundles/xstate-edits.mjs, and run the tests test/tracker/chart/trimmed-xstate*.',
    );
  }
  return trim(code, `xstate's ${name}`, edits[name]).replace(ownName, (long) => `_${ownNames.indexOf(long)}`);
}

/** Rollup's plugin. It fails if a module was not met: under another name it would be left whole. */
export function trimmedXState() {
  const met = new Set();
  return {
    name: 'trimmed-xstate',
    transform(code, id) {
      const trimmed = trimXState(code, id);
      if (trimmed === undefined) return null;
      met.add(id);
      return { code: trimmed, map: null };
    },
    buildEnd(error) {
      const expected = Object.keys(edits).length;
      if (!error && met.size !== expected) this.error(`${met.size} of XState's ${expected} modules were trimmed`);
    },
  };
}
