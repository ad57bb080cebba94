import 'order-status-tracker/define';
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';

@Component({
  selector: 'app-order',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <button type="button" (click)="isShown.set(!isShown())">{{ isShown() ? 'Hide' : 'Show' }}</button>
    @if (isShown()) {
      <order-status-tracker
        [orderId]="orderId"
        websocket-url="/api/orders"
        poll-url="/api/orders/{id}"
        [labels]="labels"
        (order-ready)="isReady.set(true)"
      ></order-status-tracker>
    }
    @if (isReady()) {
      <p>Enjoy your meal!</p>
    }
  `,
})
class OrderPage {
  readonly orderId = new URLSearchParams(location.search).get('order_id') ?? '';
  readonly labels = { ready: 'Come and get it' };
  readonly isShown = signal(true);
  readonly isReady = signal(false);
}

bootstrapApplication(OrderPage).catch(console.error);
