/**
 * With npm a chunk of the page's own bundle. The files for CDNs have another module in the place of this one: they
 * fetch a file beside the script, the one-file builds as well.
 */
export function loadPayloadFaults(): Promise<typeof import('./payload-faults.js')> {
  return import('./payload-faults.js');
}
