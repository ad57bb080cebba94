import * as relay from 'order-status-tracker/relay';

console.log(Object.keys(relay));
