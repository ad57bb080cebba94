export default defineNuxtConfig({
  compatibilityDate: '2026-11-01',
  telemetry: false,
  app: { head: { htmlAttrs: { lang: 'en' }, title: 'Your order' } },
  runtimeConfig: { ordersUrl: '' }, // NUXT_ORDERS_URL
  vue: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('order-status-') } },
});
