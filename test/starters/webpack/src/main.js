import 'order-status-tracker/define';
import { registerLocale } from 'order-status-tracker';
import { de } from 'order-status-tracker/locales/de';

registerLocale(de);

const tracker = document.querySelector('order-status-tracker');
const news = document.querySelector('[role=status]');
tracker.labels = { ready: 'Komm und hol es' };
tracker.addEventListener('order-ready', () => {
  news.textContent = 'Guten Appetit!';
});
