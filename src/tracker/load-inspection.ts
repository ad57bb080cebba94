/**
 * With npm a chunk of the page's own bundle. The files for CDNs have another module in the place of this one: they
 * fetch a file beside the script, the one-file builds as well.
 */
export function loadInspection(): Promise<typeof import('./inspection.js')> {
  return import('./inspection.js');
}
