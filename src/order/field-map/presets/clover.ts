import type { FieldMap } from '../field-map.js';

/**
 * Clover: an order of the REST API (`?expand=lineItems`), or a list of them. Clover's states are those of the bill: an open
 * order is received, and a locked or paid one has been paid. It has no words for the kitchen, so an order is never ready and
 * never completed here: use Clover for numbers and dishes, and send the kitchen's status yourself. Each line is one piece,
 * unless it is sold by a unit, such as weight, of which `unitQty` counts thousandths. Refunded lines are left out.
 *
 * Certainty: read in Clover's documentation, https://docs.clover.com/docs/working-with-orders and
 * https://docs.clover.com/dev/reference/ordercreateorder, and in a third party's copy of the order's schema,
 * https://github.com/api-evangelist/clover (`json-schema/platform-rest-api-order-schema.json`), `TAKE-OUT-TYPE` in another,
 * https://github.com/dzekelid/types (`_listings/clover/`). `unitQty` and its divisor in code that uses Clover's own
 * calculator, https://gist.github.com/ismdcf/5c013f20d4df258eb196f0e5ae3ecb13. That a locked order was paid is inferred; the
 * other words of `systemOrderTypeId` are from memory.
 */
const clover: FieldMap = {
  root: ['elements', 'order'],
  fields: {
    id: ['id', 'externalReferenceId'],
    number: 'title',
    status: [
      { path: 'deletedTimestamp', statuses: { 0: null, '*': 'cancelled' } },
      {
        path: 'paymentState',
        statuses: { REFUNDED: 'refunded', CREDITED: 'refunded', '*': null },
      },
      'state',
    ],
    placed_at: ['clientCreatedTime', 'createdTime'],
    updated_at: 'modifiedTime',
    total_minor: 'total',
    reason: [],
    version: [],
  },
  statuses: { open: 'pending', locked: null, paid: null },
  fulfilments: [
    {
      path: 'orderType.systemOrderTypeId',
      words: {
        'DINE-IN-TYPE': 'dine_in',
        'TAKE-OUT-TYPE': 'pickup',
        'PICK-UP-TYPE': 'pickup',
        'DELIVERY-TYPE': 'delivery',
      },
    },
  ],
  items: {
    path: ['lineItems.elements', 'lineItems'],
    fields: { quantity: 'unitQty', status: [] },
    quantityDecimals: 3,
    only: { path: 'refunded', words: ['false'] },
  },
};

export default clover;
