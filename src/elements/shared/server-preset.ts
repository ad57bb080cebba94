import type { FieldMap } from '../../order/field-map/field-map.js';
import { fieldMapCode } from '../../tracker/field-map-code.js';
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
      read: async (file) => (await Promise.all([file, fieldMapCode.load()]))[0] as ServerOptions | undefined,
    });
  }

  /** Whether the options are there, or cannot be had. */
  get isReady(): boolean {
    return this.#file.isReady;
  }

  get options(): ServerOptions {
    return this.#file.value ?? {};
  }

  /** A field map within that of the server, which says where its messages stand. Both are read by the same code. */
  with(fieldMap: FieldMap | undefined): FieldMap | undefined {
    const server = this.options.fieldMap;
    const within = fieldMapCode.code?.withinServer;
    return server && fieldMap && within ? within(server, fieldMap) : (fieldMap ?? server);
  }
}
