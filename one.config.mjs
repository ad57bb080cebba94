import configs from './rollup.config.mjs';
export default configs.filter(c => String(c.input).includes('order-status-worker'));
