import { CodePart } from '../../environment/code-part.js';
import { connectBy } from '../lazy-transport.js';
import type { followByV1 as follow } from './order-status-v1.js';

const v1Code = new CodePart(() => import('./order-status-v1.js'));

/** The same as in order-status-v1.ts, by code that is fetched with the first connection. */
export const followByV1: typeof follow = (options, request, sink) =>
  connectBy(v1Code, (code, ...known) => code.followByV1(options, ...known))(request, sink);
