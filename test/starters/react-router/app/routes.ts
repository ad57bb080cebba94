import { index, type RouteConfig, route } from '@react-router/dev/routes';

export default [index('routes/card.tsx'), route('hook', 'routes/hook.tsx')] satisfies RouteConfig;
