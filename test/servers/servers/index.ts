import type { RealServer } from '../real-server.js';
import { directusServer } from './directus.js';
import { foreignServers } from './foreign.js';
import { graphqlServers } from './graphql.js';
import { parseServer } from './parse.js';
import { pusherServers } from './pusher.js';
import { actionCable } from './rails.js';
import { nchan } from './streams.js';

export const servers: readonly RealServer[] = [
  ...pusherServers,
  actionCable,
  directusServer,
  parseServer,
  ...graphqlServers,
  nchan,
  ...foreignServers,
];
