import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To see clusters, topics and products through the plugin's API. What of the
 * catalog one may read is checked besides.
 *
 * @public
 */
export const dataMeshMeshReadPermission = createPermission({
  name: 'data-mesh.mesh.read',
  attributes: { action: 'read' },
});

/**
 * To let removals pass that the guard has held. Only operators can, whatever
 * the permission policy says; it may narrow this further.
 *
 * @public
 */
export const dataMeshRemovalConfirmPermission = createPermission({
  name: 'data-mesh.removal.confirm',
  attributes: { action: 'update' },
});

/**
 * To accept a declaration from an untrusted location. Only the owner of the
 * topic's domain can, whatever the permission policy says.
 *
 * @public
 */
export const dataMeshDeclarationAcceptPermission = createPermission({
  name: 'data-mesh.declaration.accept',
  attributes: { action: 'update' },
});

/**
 * All permissions of the suite.
 *
 * @public
 */
export const dataMeshPermissions = [
  dataMeshMeshReadPermission,
  dataMeshRemovalConfirmPermission,
  dataMeshDeclarationAcceptPermission,
];
