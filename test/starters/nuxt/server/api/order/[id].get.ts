/** The order as the back end knows it when the page is made. */
export default defineEventHandler(async (event): Promise<unknown> => {
  const { ordersUrl } = useRuntimeConfig(event);
  return $fetch(`${ordersUrl}/api/orders/${getRouterParam(event, 'id')}`);
});
