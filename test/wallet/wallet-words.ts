import type { WalletWords } from '../../demo/supabase/functions/_shared/wallet/wallet-order.js';

/** Words in two languages, with quotes and line ends as translations have them. */
export const testWords: WalletWords = {
  languages: ['en', 'ar'],
  words: ({ number, status }, language) => ({
    title: language === 'en' ? `Order ${number}` : `الطلب ${number}`,
    status: `${status} (${language})`,
    text: 'Your order is "nearly"\nthere.',
    follow: 'Follow the order',
  }),
};
