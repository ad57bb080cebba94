import type { FieldMap } from '../../order/field-map/field-map.js';
import { withinServer } from '../../order/field-map/within-server.js';
import type { OptionRow, OrderTrackerOptions } from '../../tracker/options.js';
import type { ServerOptions } from '../../transports/server-options.js';
import { type AddressOption, addressOptions, attributeName, familyOf } from '../addresses.js';
import { anyOrigin, type Setup } from '../setup.js';
import type { World } from '../world.js';
import { backEndAttributes, type Command } from './command.js';
import type { Target } from './target.js';
import { UsageError } from './usage-error.js';

/** What is examined, from what was typed and what the tag or the page says. @throws UsageError */
export async function toSetup(command: Command, target: Target, { loadFile }: World): Promise<Setup> {
  const attributes = new Map([...target.attributes, ...command.attributes]);
  const given: Record<string, unknown> = {};
  for (const [name, text] of attributes) {
    const [option, row] = backEndAttributes.get(name) ?? [];
    // An empty attribute counts as absent.
    if (option !== undefined && row && text !== '') given[option] = parseValue(name, text, row);
  }
  const { preset, serverPreset, ...own }: Given = given;
  const server = serverPreset ? await load<ServerOptions>('servers', serverPreset, 'server-preset', loadFile) : {};
  const fieldMap = own.fieldMap ?? (preset ? await load<FieldMap>('presets', preset, 'preset', loadFile) : undefined);
  const merged = server.fieldMap ? withinServer(server.fieldMap, fieldMap) : fieldMap;
  const page = command.origin ?? target.page;
  const options: OrderTrackerOptions = {
    ...server,
    ...own,
    ...(merged && { fieldMap: merged }),
  };
  const { orderId } = options;
  if (!orderId)
    throw new UsageError(
      'Which order, and where? Give the tag of your page, or an address with --order-id, an order that exists now (--help).',
    );
  for (const [name, text] of attributes) {
    if (!/\{\{|<[%?]|\$\{/.test(text)) continue;
    throw new UsageError(`${name} is "${text}", which your template fills in: say what the page has with --${name}.`);
  }
  const absolute = Object.fromEntries(
    addressOptions.flatMap((name) => {
      const text = options[name];
      return text ? [[name, absoluteUrl(name, text, target.page ?? page)]] : [];
    }),
  );
  return {
    options: { ...options, ...absolute, orderId },
    origin: page === undefined ? anyOrigin : new URL(page).origin,
    isOriginGiven: page !== undefined,
    otherOrderId: command.otherOrderId,
    watch: command.watch * 1_000,
  };
}

/** The options, with the two that name a file. */
type Given = OrderTrackerOptions & { readonly preset?: string; readonly serverPreset?: string };

function parseValue(name: string, text: string, { value }: OptionRow): unknown {
  if (value === 'number') {
    if (Number.isNaN(Number(text))) throw new UsageError(`${name} is "${text}", and has to be a number.`);
    return Number(text);
  }
  if (typeof value !== 'string' || !value.startsWith('json')) return text;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${name} is no JSON: ${(error as Error).message}. In a shell, put it in single quotes.`);
  }
  const isFitting =
    value === 'json-list'
      ? Array.isArray(json)
      : value !== 'json-object' || (typeof json === 'object' && !Array.isArray(json));
  if (!isFitting) throw new UsageError(`${name} has to be a JSON ${value === 'json-list' ? 'list' : 'object'}.`);
  return json;
}

async function load<Content>(
  folder: string,
  name: string,
  option: string,
  loadFile: World['loadFile'],
): Promise<Content> {
  const content = /^[\w-]+$/.test(name) ? await loadFile(`${folder}/${name}.json`) : undefined;
  if (content === undefined) throw new UsageError(`There is no ${option} "${name}". The guides list them.`);
  return content as Content;
}

function absoluteUrl(option: AddressOption, text: string, page: string | undefined): string {
  const name = attributeName(option);
  try {
    // Braces would be encoded.
    const url = new URL(text.replace(/\{(id|token)\}/g, 'order-status-$1-here'), page);
    if (familyOf(option) === 'ws') url.protocol = url.protocol.replace(/^http/, 'ws');
    return url.href.replace(/order-status-(id|token)-here/g, '{$1}');
  } catch {
    const why = page === undefined ? ': say with --origin of which site it is a part' : '';
    throw new UsageError(`${name} is "${text}", which is no whole address${why}.`);
  }
}
