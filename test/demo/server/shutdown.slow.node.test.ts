import { describeSigterm } from './describe-sigterm.js';

describeSigterm({ guests: 2, orders: 4 });
