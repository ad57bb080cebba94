import type { WalletName } from '../../supabase/functions/_shared/wallet/open-wallet.js';
import type { StaffAccount } from '../auth/staff.js';
import type { Secrets } from '../database/migrate.js';
import { demoRestaurantId } from '../restaurant.js';

/** What only the demo gives to its visitors: everybody may play the kitchen and the wall screen. */
export interface DemoGifts {
  readonly staff: StaffAccount;
}

/**
 * `/demo.json`: the settings that a page needs to connect. The URLs are attribute values: `{id}` stands for the order id.
 * Without gifts there is no secret among them.
 */
export function connectionSettings(
  origin: string,
  secrets: Secrets,
  gifts: DemoGifts | undefined,
  wallets: readonly WalletName[],
  pushKey: string | undefined,
) {
  return {
    supabase_url: origin,
    supabase_key: secrets.publishableKey,
    websocket_url: `${origin.replace(/^http/, 'ws')}/ws`,
    poll_url: `${origin}/api/orders/{id}`,
    token_url: `${origin}/api/track`,
    notify_url: `${origin}/functions/v1/notify`,
    restaurant_id: demoRestaurantId,
    // For the devices of the kitchen.
    ...(pushKey !== undefined && { push_public_key: pushKey }),
    ...(wallets.length > 0 && { wallet_url: `${origin}/functions/v1/wallet`, wallets }),
    board_poll_url: `${origin}/api/boards/{id}`,
    ...(gifts && {
      board_url: `${origin}/board?restaurant_id=${demoRestaurantId}#track=${secrets.boardCapability}`,
      staff: gifts.staff,
    }),
  };
}
