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
 * Type of the resources that permissions on requests are about: one item, with
 * its product and its consumer.
 *
 * @public
 */
export const RESOURCE_TYPE_ACCESS_REQUEST = 'data-mesh-access-request';

/**
 * Type of the resources that permissions on grants are about.
 *
 * @public
 */
export const RESOURCE_TYPE_GRANT = 'data-mesh-grant';

/**
 * To ask for access on behalf of a consumer. Only its owners can, whatever the
 * permission policy says.
 *
 * @public
 */
export const dataMeshAccessRequestCreatePermission = createPermission({
  name: 'data-mesh.access-request.create',
  attributes: { action: 'create' },
});

/**
 * To use emergency access. Only the groups that configuration names can, for
 * consumers of their own, whatever the permission policy says.
 *
 * @public
 */
export const dataMeshAccessRequestBreakGlassPermission = createPermission({
  name: 'data-mesh.access-request.break-glass',
  attributes: { action: 'create' },
});

/**
 * To see requests. What of the catalog one may read is checked besides.
 *
 * @public
 */
export const dataMeshAccessRequestReadPermission = createPermission({
  name: 'data-mesh.access-request.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ACCESS_REQUEST,
});

/**
 * To approve or reject. Only whom the access rule names can, and never whoever
 * asked, whatever the permission policy says.
 *
 * @public
 */
export const dataMeshAccessRequestDecidePermission = createPermission({
  name: 'data-mesh.access-request.decide',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ACCESS_REQUEST,
});

/**
 * To take a request back. Only whoever asked can.
 *
 * @public
 */
export const dataMeshAccessRequestWithdrawPermission = createPermission({
  name: 'data-mesh.access-request.withdraw',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_ACCESS_REQUEST,
});

/**
 * To see grants. What of the catalog one may read is checked besides.
 *
 * @public
 */
export const dataMeshGrantReadPermission = createPermission({
  name: 'data-mesh.grant.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_GRANT,
});

/**
 * To move the end of a grant. Only owners of product or consumer can.
 *
 * @public
 */
export const dataMeshGrantRenewPermission = createPermission({
  name: 'data-mesh.grant.renew',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GRANT,
});

/**
 * To end a grant. Only owners of product or consumer, and governance, can.
 *
 * @public
 */
export const dataMeshGrantRevokePermission = createPermission({
  name: 'data-mesh.grant.revoke',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_GRANT,
});

/**
 * To close the review of emergency access. Only owners of the product, and
 * governance, can, and never whoever took it.
 *
 * @public
 */
export const dataMeshGrantReviewPermission = createPermission({
  name: 'data-mesh.grant.review',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GRANT,
});

/**
 * To try a failed grant again, or have removed ACLs created again.
 *
 * @public
 */
export const dataMeshGrantRetryPermission = createPermission({
  name: 'data-mesh.grant.retry',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GRANT,
});

/**
 * To have a user made for a consumer, and be told its password. Only the
 * consumer's owners can.
 *
 * @public
 */
export const dataMeshCredentialsRevealPermission = createPermission({
  name: 'data-mesh.credentials.reveal',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GRANT,
});

/**
 * To move offsets of a group that a grant lets a consumer use. Only the
 * consumer's owners can.
 *
 * @public
 */
export const dataMeshOffsetsResetPermission = createPermission({
  name: 'data-mesh.offsets.reset',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GRANT,
});

/**
 * To see the newest records of a topic. Only members of the groups that
 * configuration names can, of data products whose owners let them be seen.
 *
 * @public
 */
export const dataMeshRecordSamplePermission = createPermission({
  name: 'data-mesh.record.sample',
  attributes: { action: 'read' },
});

/**
 * To confirm that a principal is a consumer's. Only operators can, whatever the
 * permission policy says.
 *
 * @public
 */
export const dataMeshPrincipalConfirmPermission = createPermission({
  name: 'data-mesh.principal.confirm',
  attributes: { action: 'update' },
});

/**
 * To make grants of ACLs that are there already. Only operators and governance
 * can, whatever the permission policy says.
 *
 * @public
 */
export const dataMeshAclAdoptPermission = createPermission({
  name: 'data-mesh.acl.adopt',
  attributes: { action: 'create' },
});

/**
 * To let an ACL be that no grant has made. Only operators and governance can.
 *
 * @public
 */
export const dataMeshAclIgnorePermission = createPermission({
  name: 'data-mesh.acl.ignore',
  attributes: { action: 'update' },
});

/**
 * To delete an ACL that no grant has made. Only operators and governance can.
 *
 * @public
 */
export const dataMeshAclRevokePermission = createPermission({
  name: 'data-mesh.acl.revoke',
  attributes: { action: 'delete' },
});

/**
 * To see campaigns, in which owners look at grants again. What of the catalog
 * one may read, and which grants, is checked besides.
 *
 * @public
 */
export const dataMeshCampaignReadPermission = createPermission({
  name: 'data-mesh.campaign.read',
  attributes: { action: 'read' },
});

/**
 * To start a campaign. Only members of the groups that configuration names can,
 * whatever the permission policy says.
 *
 * @public
 */
export const dataMeshCampaignStartPermission = createPermission({
  name: 'data-mesh.campaign.start',
  attributes: { action: 'create' },
});

/**
 * To confirm or drop grants in a campaign. Only owners of the product or its
 * domain can, and never whoever asked, whatever the permission policy says.
 *
 * @public
 */
export const dataMeshCampaignDecidePermission = createPermission({
  name: 'data-mesh.campaign.decide',
  attributes: { action: 'update' },
});

/**
 * To close a campaign before its date. Only members of the groups that
 * configuration names can, whatever the permission policy says.
 *
 * @public
 */
export const dataMeshCampaignClosePermission = createPermission({
  name: 'data-mesh.campaign.close',
  attributes: { action: 'update' },
});

/**
 * To see and export the history. What of the catalog one may read is checked
 * besides.
 *
 * @public
 */
export const dataMeshHistoryReadPermission = createPermission({
  name: 'data-mesh.history.read',
  attributes: { action: 'read' },
});

/**
 * To see policies and what they find, and to try them. What of the catalog one
 * may read is checked besides.
 *
 * @public
 */
export const dataMeshPolicyReadPermission = createPermission({
  name: 'data-mesh.policy.read',
  attributes: { action: 'read' },
});

/**
 * To report on the quality of a product's data. Only its owner can, and
 * services that configuration names, whatever the permission policy says.
 *
 * @public
 */
export const dataMeshQualityReportPermission = createPermission({
  name: 'data-mesh.quality.report',
  attributes: { action: 'create' },
});

/**
 * To ask for exemptions from policies, and to take them back. Only the
 * product's owner and those who make policies can, whatever the permission
 * policy says.
 *
 * @public
 */
export const dataMeshExemptionRequestPermission = createPermission({
  name: 'data-mesh.exemption.request',
  attributes: { action: 'create' },
});

/**
 * To decide on exemptions from policies. Only those who make policies can, and
 * never on what they have asked for, whatever the permission policy says.
 *
 * @public
 */
export const dataMeshExemptionDecidePermission = createPermission({
  name: 'data-mesh.exemption.decide',
  attributes: { action: 'update' },
});

/**
 * To publish, retire and announce policies in the portal. Only operators and
 * governance can, whatever the permission policy says.
 *
 * @public
 */
export const dataMeshPolicyPublishPermission = createPermission({
  name: 'data-mesh.policy.publish',
  attributes: { action: 'update' },
});

/**
 * To publish, change and transfer data products in the portal. Only members of
 * the owner can, with the owners of the topics' domains, whatever the
 * permission policy says.
 *
 * @public
 */
export const dataMeshProductPublishPermission = createPermission({
  name: 'data-mesh.product.publish',
  attributes: { action: 'update' },
});

/**
 * To publish, change and unpublish data domains in the portal. Only owners,
 * those of the domain above, operators and governance can, whatever the
 * permission policy says.
 *
 * @public
 */
export const dataMeshDomainPublishPermission = createPermission({
  name: 'data-mesh.domain.publish',
  attributes: { action: 'update' },
});

/**
 * To unpublish data products. Only members of the owner, stewards and
 * governance can, whatever the permission policy says.
 *
 * @public
 */
export const dataMeshProductUnpublishPermission = createPermission({
  name: 'data-mesh.product.unpublish',
  attributes: { action: 'delete' },
});

/**
 * To see changes of schemas. What of the catalog one may read is checked
 * besides.
 *
 * @public
 */
export const dataMeshSchemaChangeReadPermission = createPermission({
  name: 'data-mesh.schema-change.read',
  attributes: { action: 'read' },
});

/**
 * To plan, propose, withdraw and try again changes of schemas. Only owners of
 * the product can, whatever the permission policy says.
 *
 * @public
 */
export const dataMeshSchemaChangeProposePermission = createPermission({
  name: 'data-mesh.schema-change.propose',
  attributes: { action: 'create' },
});

/**
 * To answer for a consumer to a change of a schema that it reads. Only its
 * owners can, whatever the permission policy says.
 *
 * @public
 */
export const dataMeshSchemaChangeAnswerPermission = createPermission({
  name: 'data-mesh.schema-change.answer',
  attributes: { action: 'update' },
});

/**
 * To accept a change of a schema for those who read it. Only stewards and
 * governance can, and never who proposed it, whatever the permission policy
 * says.
 *
 * @public
 */
export const dataMeshSchemaChangeOverridePermission = createPermission({
  name: 'data-mesh.schema-change.override',
  attributes: { action: 'update' },
});

/**
 * To create topics at Kafka, to register schemas for them, and to undo that.
 * Only owners of the topic or its domain can, whatever the permission policy
 * says.
 *
 * @public
 */
export const dataMeshTopicCreatePermission = createPermission({
  name: 'data-mesh.topic.create',
  attributes: { action: 'create' },
});

/**
 * To change partitions and configs of topics at Kafka. Only owners of the
 * topic's product, or of its domain where it is in none, can, whatever the
 * permission policy says.
 *
 * @public
 */
export const dataMeshTopicChangePermission = createPermission({
  name: 'data-mesh.topic.change',
  attributes: { action: 'update' },
});

/**
 * All permissions that are about no single resource.
 *
 * @public
 */
export const dataMeshBasicPermissions = [
  dataMeshMeshReadPermission,
  dataMeshRemovalConfirmPermission,
  dataMeshDeclarationAcceptPermission,
  dataMeshAccessRequestCreatePermission,
  dataMeshAccessRequestBreakGlassPermission,
  dataMeshPrincipalConfirmPermission,
  dataMeshAclAdoptPermission,
  dataMeshAclIgnorePermission,
  dataMeshAclRevokePermission,
  dataMeshCampaignReadPermission,
  dataMeshCampaignStartPermission,
  dataMeshCampaignDecidePermission,
  dataMeshCampaignClosePermission,
  dataMeshHistoryReadPermission,
  dataMeshPolicyReadPermission,
  dataMeshSchemaChangeReadPermission,
  dataMeshSchemaChangeProposePermission,
  dataMeshSchemaChangeAnswerPermission,
  dataMeshSchemaChangeOverridePermission,
  dataMeshPolicyPublishPermission,
  dataMeshDomainPublishPermission,
  dataMeshProductPublishPermission,
  dataMeshProductUnpublishPermission,
  dataMeshRecordSamplePermission,
  dataMeshTopicChangePermission,
  dataMeshTopicCreatePermission,
  dataMeshQualityReportPermission,
  dataMeshExemptionRequestPermission,
  dataMeshExemptionDecidePermission,
];

/**
 * Permissions on requests.
 *
 * @public
 */
export const dataMeshAccessRequestPermissions = [
  dataMeshAccessRequestReadPermission,
  dataMeshAccessRequestDecidePermission,
  dataMeshAccessRequestWithdrawPermission,
];

/**
 * Permissions on grants.
 *
 * @public
 */
export const dataMeshGrantPermissions = [
  dataMeshGrantReadPermission,
  dataMeshGrantRenewPermission,
  dataMeshGrantRevokePermission,
  dataMeshGrantReviewPermission,
  dataMeshGrantRetryPermission,
  dataMeshCredentialsRevealPermission,
  dataMeshOffsetsResetPermission,
];

/**
 * All permissions of the suite.
 *
 * @public
 */
export const dataMeshPermissions = [
  ...dataMeshBasicPermissions,
  ...dataMeshAccessRequestPermissions,
  ...dataMeshGrantPermissions,
];
