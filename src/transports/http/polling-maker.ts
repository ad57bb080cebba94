import { safeUrl } from '../safe-url.js';
import type { OrderTransport } from '../transport.js';
import { expectOneOf, refuse, type TransportEnvironment, type TransportMaker } from '../transport-maker.js';
import { pollingTransport } from './polling.js';

/** The tracker's options for reads over HTTP. */
export interface PollingOptions {
  /** `https://…/{id}`: polled while changes do not arrive by themselves, and for confirmation. */
  pollUrl?: string | undefined;
  /** How `poll-url` is asked. Default: `POST` with `poll-body`, else `GET`. */
  pollMethod?: 'GET' | 'POST' | undefined;
  /** Further headers of that request; `{id}` and `{token}` are filled in. */
  pollHeaders?: Readonly<Record<string, string>> | undefined;
  /** What that request sends, as JSON, such as a GraphQL query; `{id}` and `{token}` in its texts are filled in. */
  pollBody?: object | undefined;
  /** Whether that request sends cookies. Default `omit`. */
  pollCredentials?: 'include' | 'omit' | 'same-origin' | undefined;
}

/** A transport that can certainly read. */
type Reader = Required<Pick<OrderTransport, 'read'>> & OrderTransport;

/** Makes the transport that only reads from the tracker's options. */
export const pollingMaker = {
  needs: 'poll-url',
  isConfigured: ({ pollUrl }) => Boolean(pollUrl),
  make(options: PollingOptions, environment: TransportEnvironment): Reader {
    const { pollUrl, pollMethod, pollHeaders: headers, pollBody: body, pollCredentials: credentials } = options;
    if (!pollUrl) return refuse('poll-url is missing');
    // An empty attribute counts as absent.
    const method = pollMethod?.toUpperCase() || undefined;
    expectOneOf('poll-method', method, ['GET', 'POST']);
    if (method === 'GET' && body) refuse('poll-body needs poll-method="POST"');
    expectOneOf('poll-credentials', credentials, ['omit', 'same-origin', 'include']);
    return pollingTransport({
      url: safeUrl('poll-url', pollUrl, 'http', environment),
      fetch: environment.fetch,
      method,
      headers: headers ?? undefined,
      body,
      credentials: credentials || undefined,
    });
  },
} satisfies TransportMaker<PollingOptions>;
