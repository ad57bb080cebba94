import { ReadError } from '../transport.js';

/** The kit's function, which returns the order whatever columns its table has. */
const kitFunction = 'order_snapshot';

/** Tables of this page whose rows may not be read as a whole, while the function answers. */
const readByFunction = new Set<string>();

/**
 * Reads by the function that the page names, else the row. `select=*` is refused as soon as the table has one column that
 * the guest's role may not read, for instance a telephone number that was added. Then the kit's function is tried, and
 * kept for the page if it answers.
 *
 * @param table names the table on this page; empty or `undefined` where the function cannot help
 * @param call the function that the page names
 * @param read reads by a function, or the row
 */
export async function readRowOrFunction(
  table: string | undefined,
  call: string | undefined,
  read: (call: string | undefined) => Promise<unknown>,
): Promise<unknown> {
  if (call !== undefined || !table) return read(call);
  if (readByFunction.has(table)) return read(kitFunction);
  try {
    return await read(undefined);
  } catch (error) {
    if (!(error instanceof ReadError) || !error.lacksPrivilege) throw error;
    const order = await read(kitFunction).catch((second: unknown) => {
      // Without the function, what the table said is what helps.
      throw second instanceof ReadError && second.kind === 'config' ? error : second;
    });
    readByFunction.add(table);
    return order;
  }
}
