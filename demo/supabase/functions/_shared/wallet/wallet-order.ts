/** An order as the database gives it for a wallet: our own wire format, of which these fields are read. */
export interface WalletOrder {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly status_source: 'confirmed' | 'estimated';
  readonly fulfilment: 'dine_in' | 'pickup' | 'delivery';
  readonly restaurant_name: string;
  readonly placed_at: string;
  readonly updated_at: string;
  readonly version: number;
  readonly estimated_ready_from: string | null;
  readonly estimated_ready_to: string | null;
  readonly items: readonly { readonly name: string; readonly quantity: number }[];
  readonly total_minor: number | null;
  readonly currency: string;
}

/** The words of a card in one language. */
export interface CardWords {
  /** "Order 42". */
  readonly title: string;
  /** The status: "Ready". */
  readonly status: string;
  /** A sentence about it. */
  readonly text: string;
  /** The name of the link to the guest's page: "Follow the order". */
  readonly follow: string;
}

/** The words of cards, in the element's own languages. */
export interface WalletWords {
  /** BCP 47 tags. The first is that of cards whose phone speaks none of them. */
  readonly languages: readonly string[];
  words(order: WalletOrder, language: string): CardWords;
}

/** How far an order is, for a wallet. What is only estimated is never told as a fact. */
export type WalletStage = 'open' | 'preparing' | 'ready' | 'on_the_way' | 'done' | 'cancelled';

const stages: Readonly<Record<string, WalletStage>> = {
  preparing: 'preparing',
  ready: 'ready',
  out_for_delivery: 'on_the_way',
  served: 'done',
  completed: 'done',
  cancelled: 'cancelled',
  rejected: 'cancelled',
  failed: 'cancelled',
  refunded: 'cancelled',
};

export function stageOf({ status, status_source }: Pick<WalletOrder, 'status' | 'status_source'>): WalletStage {
  const stage = stages[status] ?? 'open';
  return status_source === 'estimated' && stage !== 'open' ? 'preparing' : stage;
}
