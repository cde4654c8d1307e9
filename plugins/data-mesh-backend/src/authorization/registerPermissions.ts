import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { createConditionTransformer } from '@backstage/plugin-permission-node';
import {
  dataMeshAccessRequestPermissions,
  dataMeshBasicPermissions,
  dataMeshGrantPermissions,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  accessRequestPermissionResourceRef,
  accessRequestRules,
  grantPermissionResourceRef,
  grantRules,
  type AccessResource,
} from '@data-mesh/backstage-plugin-data-mesh-node';
import type { Knex } from 'knex';
import { readGrants } from '../access/grantRows';
import { readItems } from '../access/requestRows';
import {
  createNarrowing,
  readAccessResource,
  type Narrowing,
} from './permissionRules';

/** How lists of each resource are narrowed by the permission policy. */
export type Narrowings = { requests: Narrowing; grants: Narrowing };

/** Tells the permission system of all our permissions, resources and rules. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  db: Knex,
): Narrowings {
  const one = async (
    subject: { productRef?: string; consumerRef: string } | undefined,
  ): Promise<AccessResource | undefined> =>
    subject && readAccessResource(db, subject.productRef, subject.consumerRef);

  registry.addPermissions(dataMeshBasicPermissions);
  registry.addResourceType({
    resourceRef: accessRequestPermissionResourceRef,
    permissions: dataMeshAccessRequestPermissions,
    rules: Object.values(accessRequestRules),
    getResources: refs =>
      Promise.all(refs.map(async id => one((await readItems(db, { id }))[0]))),
  });
  registry.addResourceType({
    resourceRef: grantPermissionResourceRef,
    permissions: dataMeshGrantPermissions,
    rules: Object.values(grantRules),
    getResources: refs =>
      Promise.all(refs.map(async id => one((await readGrants(db, { id }))[0]))),
  });
  return {
    requests: createNarrowing(
      createConditionTransformer(
        registry.getPermissionRuleset(accessRequestPermissionResourceRef),
      ),
    ),
    grants: createNarrowing(
      createConditionTransformer(
        registry.getPermissionRuleset(grantPermissionResourceRef),
      ),
    ),
  };
}
