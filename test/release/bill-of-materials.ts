/** What is in the package although it is no dependency: dist/doctor.js has the WebSocket client for Node in it. */
export const bundled: readonly string[] = ['ws'];

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly scope?: string;
  readonly purl?: string;
}

/** The part of CycloneDX 1.5 that is used here. */
export interface BillOfMaterials {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * Of everything that is installed (`npm sbom --sbom-format cyclonedx`), what users get: the runtime dependencies, what they
 * need, and what is bundled.
 *
 * @param dependencies the names in "dependencies"
 * @throws if one of these is not in the list
 */
export function shippedMaterials(
  installed: BillOfMaterials,
  { name, version, dependencies }: { name: string; version: string; dependencies: readonly string[] },
): BillOfMaterials {
  // npm takes the version from the working tree, and the name from the folder.
  const ref = `${name}@${version}`;
  const root = { ...installed.metadata.component, 'bom-ref': ref, name, version, purl: `pkg:npm/${ref}` };
  const needs = new Map(installed.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const ofRoot = needs.get(installed.metadata.component['bom-ref']) ?? [];
  const direct = [...dependencies, ...bundled].map((wanted) => {
    const found = ofRoot.find((one) => nameOf(one) === wanted);
    if (!found) throw new Error(`${wanted} is in the package, but not installed: npm ci.`);
    return found;
  });
  const shipped = new Set<string>();
  const take = (one: string) => {
    if (shipped.has(one)) return;
    shipped.add(one);
    for (const next of needs.get(one) ?? []) take(next);
  };
  for (const one of direct) take(one);
  return {
    ...installed,
    metadata: { ...installed.metadata, component: root },
    // What is bundled is a development dependency, which npm calls optional.
    components: installed.components
      .filter((component) => shipped.has(component['bom-ref']))
      .map((component) => ({ ...component, scope: 'required' })),
    dependencies: [{ ref, dependsOn: direct }, ...installed.dependencies.filter((one) => shipped.has(one.ref))],
  };
}

/** `lit` of `lit@3.3.3`, `@lit/react` of `@lit/react@1.0.8`. */
function nameOf(ref: string): string {
  return ref.slice(0, ref.indexOf('@', 1));
}
