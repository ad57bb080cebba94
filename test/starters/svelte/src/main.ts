import 'order-status-tracker/define';
import 'order-status-tracker/types/svelte';
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.querySelector('#app');
if (target) mount(App, { target });
