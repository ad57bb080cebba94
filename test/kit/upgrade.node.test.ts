import { after } from 'node:test';
import { describeUpgrade } from './describe-upgrade.js';
import { firstVersion } from './first-version.js';
import { migrationNames, openPglite, type PgliteKit } from './pglite-kit.js';

let kit: PgliteKit | undefined;
after(() => kit?.close());

describeUpgrade('PGlite', async () => {
  const database = await openPglite();
  kit = database;
  const names = await migrationNames();
  return {
    database,
    install: () => database.migrate(names.filter((name) => name <= firstVersion)),
    upgrade: () => database.migrate(names.filter((name) => name > firstVersion)),
  };
});
