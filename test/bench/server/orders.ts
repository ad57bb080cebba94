/** The way of a dine-in order. Only forward: a status that is taken back is drawn with a note. */
export const way = ['pending', 'preparing', 'ready', 'served'] as const;

/** A row of the bench's table `orders`, with the columns of the wire format. */
export interface OrderRow {
  readonly id: string;
  readonly number: string;
  readonly status: (typeof way)[number];
  readonly version: number;
  readonly updated_at: string;
  readonly placed_at: string;
  readonly fulfilment: string;
  readonly table_label: string;
  readonly restaurant_name: string;
  readonly items: readonly { readonly name: string; readonly quantity: number }[];
  readonly total_minor: number;
  readonly currency: string;
}

/** The types of the columns, which every change frame of Realtime repeats. */
export const columnTypes: Readonly<Record<keyof OrderRow, string>> = {
  id: 'uuid',
  number: 'text',
  status: 'text',
  version: 'int8',
  updated_at: 'timestamptz',
  placed_at: 'timestamptz',
  fulfilment: 'text',
  table_label: 'text',
  restaurant_name: 'text',
  items: 'jsonb',
  total_minor: 'int4',
  currency: 'text',
};

/** The table. Every order is the same lunch, so that every card has the same nodes. */
export class Orders {
  readonly #rows = new Map<string, OrderRow>();

  /** Adds an order that has just been placed, and returns its id. */
  place(): string {
    const id = crypto.randomUUID();
    const now = new Date().toISOString();
    this.#rows.set(id, {
      id,
      number: '42',
      status: way[0],
      version: 1,
      updated_at: now,
      placed_at: now,
      fulfilment: 'dine_in',
      table_label: '7',
      restaurant_name: 'Trattoria da Nino',
      items: [
        { name: 'Pizza Margherita', quantity: 2 },
        { name: 'Espresso', quantity: 1 },
      ],
      total_minor: 2120,
      currency: 'EUR',
    });
    return id;
  }

  /** Takes an order of another table. */
  adopt(other: Orders, id: string): void {
    const row = other.find(id);
    if (row) this.#rows.set(id, row);
  }

  find(id: string): OrderRow | undefined {
    return this.#rows.get(id);
  }

  /** Moves an order one step on its way. @throws if it is at the end of it */
  advance(id: string): OrderRow {
    const row = this.#rows.get(id);
    const status = row && way[way.indexOf(row.status) + 1];
    if (!status) throw new Error(`Order ${id} cannot advance.`);
    const next = { ...row, status, version: row.version + 1, updated_at: new Date().toISOString() };
    this.#rows.set(id, next);
    return next;
  }
}
