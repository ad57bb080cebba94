import type { FieldMap } from '../../order/field-map/field-map.js';
import { fieldMapCode } from '../../tracker/field-map-code.js';
import { PresetFile, type PresetFileHost } from './preset-file.js';

/** What a preset needs of the element. */
export interface PresetHost extends PresetFileHost {
  readonly preset: string | null | undefined;
  readonly fieldMap: FieldMap | null | undefined;
}

/**
 * Loads the field map of a provider. The element's own `fieldMap` wins. Without any field map the order is followed all
 * the same: its statuses are then unmapped.
 */
export class Preset {
  readonly #host: PresetHost;
  readonly #file: PresetFile<FieldMap>;

  constructor(host: PresetHost) {
    this.#host = host;
    this.#file = new PresetFile(host, {
      title: 'preset',
      folder: 'presets',
      instead: ', or set fieldMap',
      name: () => (host.fieldMap ? undefined : host.preset),
      read: readFieldMap,
    });
  }

  /** Whether the field map is there, or cannot be had. */
  get isReady(): boolean {
    return this.#file.isReady;
  }

  get fieldMap(): FieldMap | undefined {
    return this.#host.fieldMap ?? this.#file.value;
  }
}

/** Without the code that checks it, a field map is passed on: the tracker loads that code again before it reads with it. */
async function readFieldMap(loading: Promise<unknown>): Promise<FieldMap | undefined> {
  const [code, file] = await Promise.all([fieldMapCode.load(), loading]);
  try {
    return file === undefined || !code ? (file as FieldMap | undefined) : code.parseFieldMap(file);
  } catch {
    return undefined;
  }
}
