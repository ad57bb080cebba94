import 'order-status-tracker/define';

export default defineNuxtPlugin(() => {});
