import 'order-status-tracker/define';
import 'order-status-tracker/types/vue';
import { createApp } from 'vue';
import App from './App.vue';

createApp(App).mount('#app');
