import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { ownersModules } from './ownersModules';

export default createApp({ features: [catalogPlugin, ...ownersModules] });
