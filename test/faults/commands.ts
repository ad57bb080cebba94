import type fc from 'fast-check';
import type { PlayCommand } from './commands/command.js';
import { kitchen } from './commands/kitchen.js';
import { network } from './commands/network.js';
import { page } from './commands/page.js';
import { server } from './commands/server.js';
import { time } from './commands/time.js';

export { freshModel, type Model } from './commands/command.js';

/** All commands. Each is drawn with the same probability. */
export const allCommands: fc.Arbitrary<PlayCommand>[] = [...kitchen, ...server, ...network, ...page, ...time];
