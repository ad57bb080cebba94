import type { ApiToken } from '../provider.js';

export async function tokenOf(token: ApiToken): Promise<string> {
  return typeof token === 'string' ? token : token();
}
