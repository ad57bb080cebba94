import type { PayloadCase } from './payload-case.js';

export const flipdish: readonly PayloadCase[] = [
  {
    title: 'an order of the API',
    payload: {
      Data: {
        OrderId: 500123,
        LocalOrderId: 'K12',
        OrderState: 'AcceptedByRestaurant',
        DeliveryType: 'Pickup',
        PickupLocationType: 'TakeOut',
        AcceptedFor: '2026-11-28T18:30:00Z',
        PlacedTime: '2026-11-28T18:00:00Z',
        Store: { Id: 1, Name: 'Harbour Grill' },
        OrderItems: [
          { MenuItemId: 7, Name: 'Chowder', Price: 8.5 },
          { MenuItemId: 8, Name: 'Bread', Price: 2 },
        ],
        Amount: 10.5,
        Currency: 'EUR',
      },
    },
    order: {
      id: '500123',
      status: 'preparing',
      number: 'K12',
      fulfilment: 'pickup',
      restaurantName: 'Harbour Grill',
      placedAt: '2026-11-28T18:00:00.000Z',
      estimatedReadyTo: '2026-11-28T18:30:00.000Z',
      items: [
        { name: 'Chowder', quantity: 1, id: '7' },
        { name: 'Bread', quantity: 1, id: '8' },
      ],
      totalMinor: 1050,
      currency: 'EUR',
    },
  },
  {
    title: 'a webhook about a driver',
    payload: {
      Type: 'order.updated',
      CreateTime: '2026-11-28T18:05:00Z',
      Body: {
        Order: {
          OrderId: 500124,
          OrderTrackingCode: 'X7KP2M',
          OrderState: 'Dispatched',
          DeliveryType: 'Delivery',
          DeliveryTrackingStatus: 'ArrivedAtLocation',
          AcceptedFor: '2026-11-28T18:40:00Z',
        },
      },
    },
    order: {
      id: '500124',
      status: 'out_for_delivery',
      number: 'X7KP2M',
      fulfilment: 'delivery',
      estimatedArrivalTo: '2026-11-28T18:40:00.000Z',
    },
  },
  {
    title: 'a webhook about a rejection: why is a code',
    payload: {
      Type: 'order.rejected.v1',
      Body: {
        OrderId: 500125,
        OrderState: 'RejectedByStore',
        DeliveryType: 'Delivery',
        DeliveryTrackingStatus: 'Unassigned',
        RejectionReason: 'TooBusy',
      },
    },
    order: { id: '500125', status: 'rejected', fulfilment: 'delivery' },
  },
  {
    title: 'an order at a table',
    payload: {
      OrderId: 500126,
      OrderState: 'ReadyToProcess',
      DeliveryType: 'Pickup',
      PickupLocationType: 'TableService',
      TableServiceCatagory: 'Table',
      DropOffLocation: 'Table 4',
    },
    order: { id: '500126', status: 'pending', fulfilment: 'dine_in', tableLabel: 'Table 4' },
  },
  {
    title: 'an order that the driver cannot deliver',
    payload: {
      Data: {
        OrderId: 500127,
        OrderState: 'Dispatched',
        DeliveryType: 'Delivery',
        DeliveryTrackingStatus: 'CannotDeliver',
      },
    },
    order: { id: '500127', fulfilment: 'delivery', delayed: true },
  },
  {
    title: 'a pre-order that was accepted',
    payload: {
      Data: {
        OrderId: 500128,
        OrderState: 'AcceptedByRestaurant',
        IsPreOrder: true,
        DeliveryType: 'Pickup',
        PickupLocationType: 'TakeOut',
        AcceptedFor: '2026-11-29T12:00:00Z',
      },
    },
    order: {
      id: '500128',
      status: 'scheduled',
      fulfilment: 'pickup',
      estimatedReadyTo: '2026-11-29T12:00:00.000Z',
    },
  },
  {
    title: 'an event with its order',
    payload: {
      EventName: 'order.accepted',
      OrderAcceptedTime: '2026-11-28T18:05:00Z',
      Order: {
        OrderId: 500129,
        OrderState: 'AcceptedByRestaurant',
        DeliveryType: 'Delivery',
        DeliveryTrackingStatus: 'Accepted',
        AcceptedFor: '2026-11-28T18:45:00',
      },
      FlipdishEventId: 'f',
      CreateTime: '2026-11-28T18:05:00Z',
    },
    order: {
      id: '500129',
      status: 'preparing',
      fulfilment: 'delivery',
      estimatedArrivalTo: '2026-11-28T18:45:00.000Z',
    },
  },
  {
    title: 'an order for a drive-through',
    payload: {
      OrderId: 500130,
      OrderState: 'ReadyToProcess',
      DeliveryType: 'Pickup',
      PickupLocationType: 'TableService',
      TableServiceCatagory: 'DriveThrough',
      DropOffLocation: 'Lane 1',
    },
    order: { id: '500130', status: 'pending', fulfilment: 'pickup', tableLabel: 'Lane 1' },
  },
];
