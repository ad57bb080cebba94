import { CodePart } from '../../environment/code-part.js';
import { connectBy } from '../lazy-transport.js';
import type { OrderTransport } from '../transport.js';
import type { V1Options } from './order-status-v1.js';
import { urlFor } from './plain-options.js';

const v1Code = new CodePart(() => import('./order-status-v1.js'));

/** The same, by code that comes on demand: it is fetched as soon as an option asks for it, beside the first read. */
export function connectByV1(url: string, options: Omit<V1Options, 'url'>): NonNullable<OrderTransport['connect']> {
  return connectBy(v1Code, (code, request, sink) =>
    code.followByV1({ url: urlFor(url, request), ...options }, request, sink),
  );
}
