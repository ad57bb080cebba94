import { after, afterEach, before } from 'node:test';
import { type DemoServer, startDemoServer } from '../../demo/server/server.js';
import { migratedCluster } from '../support/empty-cluster.js';
import { Screens } from './screens.js';

/** The demo's server, and the screens that look at it: from before the first test of a suite until after its last. */
export class DemoStage {
  #server: DemoServer | undefined;
  #screens: Screens | undefined;

  /** @param setting the settings of senders; without it nothing is sent, and only guests' own pages tell them */
  constructor(setting?: (name: string) => string | undefined) {
    before(async () => {
      this.#server = await startDemoServer({ port: 0, emptyCluster: await migratedCluster(), setting });
      this.#screens = await Screens.start();
    });
    after(() => this.#server?.close());
    afterEach(() => this.#screens?.closeAll());
  }

  get server(): DemoServer {
    return present(this.#server);
  }

  get screens(): Screens {
    return present(this.#screens);
  }
}

function present<Part>(part: Part | undefined): Part {
  if (!part) throw new Error('The stage stands only while the tests run.');
  return part;
}
