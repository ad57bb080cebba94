import 'order-status-tracker/define';

const tracker = document.querySelector('order-status-tracker');
const news = document.querySelector('[role=status]');
if (tracker && news) {
  tracker.labels = { ready: 'Come and get it' };
  tracker.addEventListener('order-ready', () => {
    news.textContent = 'Enjoy your meal!';
  });
}
