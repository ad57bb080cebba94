import { NotSetUp } from '../endpoint.ts';

/**
 * Where browsers let their push messages be sent: Chrome, Edge on Android, Opera, Samsung and Brave; Chromium without
 * Google's keys; Firefox; Edge on Windows; Safari. A guest's page names the endpoint, and the server posts to it, so that
 * any other address would let a stranger reach what only the server can.
 */
const knownServices = [
  'fcm.googleapis.com',
  'jmt17.google.com',
  '*.push.services.mozilla.com',
  '*.notify.windows.com',
  '*.push.apple.com',
] as const;

/** Whether a push may be sent to this address. */
export type IsPushEndpoint = (endpoint: string) => boolean;

/**
 * Accepts `https` addresses of the browsers' own push services, without a port, a name or a password.
 *
 * @param further what `NOTIFY_PUSH_HOSTS` holds: further services, separated by commas, as `push.example.org`,
 *   `*.push.example.org`, or, for tests on the same machine, an origin as `http://127.0.0.1:4321`
 * @throws NotSetUp if one of them is neither
 */
export function pushEndpoints(further = ''): IsPushEndpoint {
  const services = [...knownServices, ...further.split(/[\s,]+/).filter((entry) => entry !== '')].map(serviceOf);
  return (endpoint) => {
    if (endpoint.length > 2048 || !URL.canParse(endpoint)) return false;
    const url = new URL(endpoint);
    return url.username === '' && url.password === '' && services.some((isOfService) => isOfService(url));
  };
}

function serviceOf(entry: string): (url: URL) => boolean {
  if (/^https?:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+$/.test(entry)) return ({ origin }) => origin === entry;
  const named = /^(\*\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(entry);
  if (!named) {
    throw new NotSetUp('NOTIFY_PUSH_HOSTS must hold names of hosts, such as push.example.org, separated by commas.');
  }
  const [, wildcard, name = ''] = named;
  const host = name.toLowerCase();
  const isNamed = (hostname: string) => (wildcard ? hostname.endsWith(`.${host}`) : hostname === host);
  return ({ protocol, port, hostname }) => protocol === 'https:' && port === '' && isNamed(hostname);
}
