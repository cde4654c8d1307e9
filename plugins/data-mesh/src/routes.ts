import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/**
 * The page with all data products; its sub-pages are relative to it.
 *
 * @public
 */
export const rootRouteRef = createRouteRef({ id: 'data-mesh' });

/**
 * The same page, for those who link to it: without an error where a portal has
 * switched it off.
 */
export const homeRouteRef = createExternalRouteRef({
  id: 'home',
  optional: true,
  defaultTarget: 'data-mesh.root',
});

/**
 * The form of a template, where the portal has the scaffolder.
 *
 * @public
 */
export const templateRouteRef = createExternalRouteRef({
  id: 'template',
  optional: true,
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
