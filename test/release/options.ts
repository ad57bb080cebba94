export const usage = `Checks a release, and changes nothing outside build/release: npm run release

  npm run release                            what the next version would be, whether its step is large enough, the
                                             bill of materials, the package, and what to paste from a CDN
  npm run release -- --with test,starters    runs these commands of package.json first ("test" is npm test)
  npm run release -- --no-build              takes dist/ as it is
  npm run release -- --prepare               writes the version, the changelog and the contract into the working tree,
                                             for a commit
  npm run release -- --publish               publishes the committed version to npm, with provenance; only in CI, from
                                             the branch main
`;

/** What was typed cannot be done; the message says why. */
export class Misused extends Error {}

export interface Options {
  readonly mode: 'dry' | 'prepare' | 'publish';
  readonly builds: boolean;
  /** Commands of package.json. */
  readonly commands: readonly string[];
  readonly help: boolean;
}

/** @throws {Misused} if a word is not known, or two contradict each other */
export function readOptions(words: readonly string[]): Options {
  let mode: Options['mode'] = 'dry';
  let builds = true;
  let help = false;
  const commands: string[] = [];
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === '--prepare' || word === '--publish') {
      if (mode !== 'dry') throw new Misused('First --prepare, then a commit, then --publish.');
      mode = word === '--prepare' ? 'prepare' : 'publish';
    } else if (word === '--no-build') builds = false;
    else if (word === '--help') help = true;
    else if (word === '--with') commands.push(...(queue.shift() ?? '').split(',').filter((name) => name !== ''));
    else throw new Misused(`"${word}" is not known.\n\n${usage}`);
  }
  if (mode === 'publish' && !builds) throw new Misused('--publish builds what it publishes.');
  // What is published was tested in the same run.
  if (mode === 'publish' && !commands.includes('test')) commands.unshift('test');
  return { mode, builds, commands, help };
}
