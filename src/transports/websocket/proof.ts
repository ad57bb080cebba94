import type { Failure } from '../transport.js';

/** Why nothing proves to the server that this page may subscribe, or the text that does. */
export async function provenBy(authorize: () => unknown): Promise<string | Failure> {
  let proof: unknown;
  try {
    proof = await authorize();
  } catch {
    const hint = 'websocketAuthorize failed, or its endpoint.';
    return { kind: 'network', reason: hint, hint };
  }
  return typeof proof === 'string' && proof
    ? proof
    : {
        kind: 'forbidden',
        reason: `websocketAuthorize gave a value of the type ${typeof proof}, no proof.`,
      };
}
