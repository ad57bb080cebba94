import 'order-status-tracker/define';
import 'order-status-tracker/types/vue';

export default defineNuxtPlugin(() => {});
