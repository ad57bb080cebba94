/** The order as the back end knows it when the page is made. */
export default defineEventHandler((event) => {
  const { ordersUrl } = useRuntimeConfig(event);
  return $fetch<unknown>(`${ordersUrl}/api/orders/${getRouterParam(event, 'id')}`);
});
