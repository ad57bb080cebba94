import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The port or host cannot be used. The message says why and what to do. */
export class PortUnusable extends Error {
  override readonly name = 'PortUnusable';
}

/**
 * Opens the port and resolves with its number. Rejects with `PortUnusable`.
 *
 * @param setting the name of the variable that sets the port, for messages; beside `METRICS_PORT` stands `METRICS_HOST`
 */
export function listen(server: Server, port: number, host: string, setting: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new PortUnusable(reasonOf(error, port, host, setting))),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function reasonOf({ code }: NodeJS.ErrnoException, port: number, host: string, setting: string): string {
  const hostSetting = setting.replace('PORT', 'HOST');
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is used by another program. If that is this server already, stop it first; otherwise choose another port, for example: ${setting}=${port + 1} npm start`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user. Choose one above 1023, for example: ${setting}=8080 npm start`;
    case 'EADDRNOTAVAIL':
      return `${hostSetting}=${host} is not an address of this computer. Use 127.0.0.1 for this computer only, or 0.0.0.0 for its whole network.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `${hostSetting}=${host} is not a known name or address. Use 127.0.0.1 for this computer only, or 0.0.0.0 for its whole network.`;
    default:
      return `Port ${port} of ${host} cannot be opened (${code ?? 'unknown'}). Choose others with ${setting} and ${hostSetting}.`;
  }
}
