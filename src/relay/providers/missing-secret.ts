import type { SharedKey } from '../provider.js';

/** Why messages could not be checked. An empty key would be one that everybody knows. */
export function missingSecret({ secret }: SharedKey): string | undefined {
  const secrets = [secret ?? []].flat();
  return secrets.length > 0 && secrets.every((one) => one !== '')
    ? undefined
    : 'needs `secret`, the key that it signs with';
}
