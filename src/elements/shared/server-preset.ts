import type { FieldMap } from '../../order/field-map/field-map.js';
import type { ServerOptions } from '../../transports/server-options.js';
import { PresetFile, type PresetFileHost } from './preset-file.js';

/** What a server preset needs of the element. */
export interface ServerPresetHost extends PresetFileHost {
  readonly serverPreset: string | null | undefined;
}

/** Loads the options that make the tracker speak a server's protocol. The element's own options win. */
export class ServerPreset {
  readonly #file: PresetFile<ServerOptions>;

  constructor(host: ServerPresetHost) {
    this.#file = new PresetFile<ServerOptions>(host, {
      title: 'server preset',
      folder: 'servers',
      instead: '',
      name: () => host.serverPreset,
      read: async (file) => (await file) as ServerOptions | undefined,
    });
  }

  /** Whether the options are there, or cannot be had. */
  get isReady(): boolean {
    return this.#file.isReady;
  }

  get options(): ServerOptions {
    return this.#file.value ?? {};
  }

  /** A field map after that of the server, which says where its messages hold the order. */
  with(fieldMap: FieldMap | undefined): FieldMap | undefined {
    const own = this.options.fieldMap;
    return own ? { ...own, ...fieldMap } : fieldMap;
  }
}
