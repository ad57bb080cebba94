import { describeSigterm } from '../demo/server/describe-sigterm.js';

describeSigterm({ guests: 8, orders: 40 });
