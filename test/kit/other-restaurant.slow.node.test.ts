import { after } from 'node:test';
import { fillKit } from './actors.js';
import { describeOtherRestaurant } from './describe-other-restaurant.js';
import { openKit } from './pglite-kit.js';

const filled = openKit().then(async (kit) => {
  await fillKit(kit);
  return kit;
});
after(async () => (await filled).close());

describeOtherRestaurant('PGlite', () => filled);
