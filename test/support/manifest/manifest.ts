import { readFileSync } from 'node:fs';

/** What is described of an attribute, an event, a slot, a part, or a CSS property. */
export interface Described {
  /** Empty for the slot without a name. */
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
}

/** A property or a method of an element. */
export interface Member extends Described {
  readonly kind: string;
  readonly attribute?: string;
  readonly privacy?: string;
  readonly static?: boolean;
  readonly return?: { readonly type?: { readonly text: string } };
}

/** A class of the manifest. */
export interface Declaration {
  readonly tagName?: string;
  readonly attributes?: readonly Described[];
  readonly members?: readonly Member[];
  readonly events?: readonly Described[];
  readonly slots?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Described[];
  readonly cssStates?: readonly Described[];
}

export interface Export {
  readonly name: string;
  readonly kind: string;
  readonly declaration: { readonly module: string };
}

/** custom-elements.json, as far as it is read here. */
export interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations?: readonly Declaration[];
    readonly exports?: readonly Export[];
  }[];
}

export function readManifest(): Manifest {
  return JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Manifest;
}

/** The classes that have a tag. */
export function elementsOf({ modules }: Manifest): readonly Declaration[] {
  return modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);
}
