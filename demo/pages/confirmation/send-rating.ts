import type { DemoConfig } from '../shared/demo-config.js';
import { type GuestLink, postAsGuest } from './guest-post.js';

/** Sends a rating. The page has thanked the guest before. */
export async function sendRating(config: DemoConfig, link: GuestLink, rating: number): Promise<void> {
  try {
    await postAsGuest(config, link, 'rating', { rating });
  } catch {
    // The rating is lost when the guest is offline. A restaurant that needs every rating stores it and sends it later.
  }
}
