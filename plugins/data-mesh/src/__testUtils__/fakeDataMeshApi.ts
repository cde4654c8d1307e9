import type {
  AccessRequestItem,
  Campaign,
  CampaignItem,
  Consumer,
  DataMeshApi,
  DomainScore,
  Exemption,
  Finding,
  FindingPage,
  FindingQuery,
  FindingTrendDay,
  Grant,
  MeshCluster,
  MeshProduct,
  Offer,
  Policy,
  PolicyDocumentTrial,
  PolicyRule,
  PolicyTrial,
  PolicyVersion,
  ProductObjectives,
  ProductPage,
  ProductQuery,
  SchemaBypass,
  SchemaChange,
  SchemaChangePlan,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { aConsumer, aPlan } from './access';
import { aCluster, aProduct } from './mesh';

type Filter = 'domain' | 'owner' | 'lifecycle' | 'classification' | 'origin';

const valueOf = (product: MeshProduct, name: Filter | 'state' | 'title') => {
  if (name === 'domain') return product.domainRef;
  if (name === 'owner') return product.ownerRef ?? 'none';
  return product[name];
};
const FACETS = [
  'domain',
  'owner',
  'lifecycle',
  'classification',
  'origin',
  'state',
] as const;

const FINDING_FILTERS = [
  'policy',
  'product',
  'domain',
  'owner',
  'severity',
] as const;

/** How the domains of products stand, in the order of the products. */
function scoresOf(products: MeshProduct[], findings: Finding[]): DomainScore[] {
  const open = findings.filter(({ fixedAt }) => !fixedAt);
  return [...new Set(products.map(({ domainRef }) => domainRef))].map(
    domain => {
      const own = products.filter(({ domainRef }) => domainRef === domain);
      const of = open.filter(finding => finding.domain === domain);
      const count = (severity: Finding['severity']) =>
        of.filter(finding => finding.severity === severity).length;
      return {
        ...(domain && { domain }),
        products: own.length,
        clean: own.filter(({ ref }) => of.every(f => f.product !== ref)).length,
        error: count('error'),
        warning: count('warning'),
        info: count('info'),
      };
    },
  );
}

/** Answers as the backend would for this mesh; every method is a mock. */
export function fakeDataMeshApi(mesh?: {
  products?: MeshProduct[];
  clusters?: MeshCluster[];
  mayOperate?: boolean;
  problems?: { key: string; message: string }[];
  pageSize?: number;
  consumers?: Consumer[];
  /** Requested items; who decides and withdraws is what they say. */
  items?: AccessRequestItem[];
  grants?: Grant[];
  /** What is offered to the user. */
  offers?: Offer[];
  schemaChanges?: SchemaChange[];
  schemaChangePlan?: SchemaChangePlan;
  schemaBypasses?: SchemaBypass[];
  /** Whether the user may change schemas of the product that is asked for. */
  mayPropose?: boolean;
  campaigns?: Campaign[];
  campaignItems?: CampaignItem[];
  /** Groups that may start campaigns, and whether the user is of one. */
  campaignGroups?: string[];
  mayStart?: boolean;
  policies?: Policy[];
  policyProblems?: { key: string; message: string; policy?: string }[];
  /** Whether the user may publish policies. */
  mayPublish?: boolean;
  /** Of every policy, as it was written. */
  policyDocument?: Record<string, unknown>;
  policyVersions?: PolicyVersion[];
  policyRules?: PolicyRule[];
  /** What a document that is tried has wrong, and changes. */
  documentProblems?: PolicyDocumentTrial['problems'];
  documentChanges?: PolicyDocumentTrial['changes'];
  findings?: Finding[];
  trend?: FindingTrendDay[];
  exemptions?: Exemption[];
  objectives?: ProductObjectives;
  /** What a trial of a policy answers. */
  trial?: PolicyTrial;
}): jest.Mocked<DataMeshApi> {
  const products = mesh?.products ?? [aProduct()];
  const clusters = mesh?.clusters ?? [aCluster()];

  const list = async (query: ProductQuery = {}): Promise<ProductPage> => {
    const found = products
      .filter(product =>
        FACETS.every(
          name =>
            query[name] === undefined || query[name] === valueOf(product, name),
        ),
      )
      .filter(({ title }) =>
        title.toLowerCase().includes((query.q ?? '').toLowerCase()),
      )
      .sort((a, b) => {
        const by = query.sort ?? 'title';
        const order = query.order === 'desc' ? -1 : 1;
        return (
          order * String(valueOf(a, by)).localeCompare(String(valueOf(b, by)))
        );
      });
    const size = Math.min(query.limit ?? 50, mesh?.pageSize ?? 50);
    const start = Number(query.cursor ?? 0);
    return {
      items: found.slice(start, start + size),
      totalItems: found.length,
      ...(start + size < found.length && { nextCursor: `${start + size}` }),
      facets: Object.fromEntries(
        FACETS.map(name => {
          const counts = new Map<string, number>();
          for (const product of found) {
            const value = valueOf(product, name);
            if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
          }
          return [
            name,
            [...counts].map(([value, count]) => ({ value, count })),
          ];
        }),
      ),
    };
  };

  const consumers = mesh?.consumers ?? [aConsumer()];
  const items = mesh?.items ?? [];
  const grants = mesh?.grants ?? [];
  const campaigns = mesh?.campaigns ?? [];
  const findings = mesh?.findings ?? [];
  const exemptions = mesh?.exemptions ?? [];
  const schemaChanges = mesh?.schemaChanges ?? [];
  const objectives = mesh?.objectives ?? { objectives: [], quality: [] };

  const listFindings = async (
    query: FindingQuery = {},
  ): Promise<FindingPage> => {
    const { state = 'open', limit = 50, cursor } = query;
    const found = findings.filter(
      finding =>
        (state === 'all' || (state === 'fixed') === Boolean(finding.fixedAt)) &&
        FINDING_FILTERS.every(
          name => query[name] === undefined || query[name] === finding[name],
        ),
    );
    const start = Number(cursor ?? 0);
    const end = start + Math.min(limit, mesh?.pageSize ?? limit);
    return {
      items: found.slice(start, end),
      totalItems: found.length,
      ...(end < found.length && { nextCursor: `${end}` }),
      domains: scoresOf(products, findings),
    };
  };
  const pageOf = <T>(found: T[]) => ({
    items: found,
    totalItems: found.length,
  });
  const grantOf = async (id: string) => {
    const grant = grants.find(each => each.id === id);
    if (!grant) throw new Error(`There is no grant ${id}`);
    return grant;
  };
  const requestOf = async (id: string) => {
    const found = items.filter(({ requestId }) => requestId === id);
    if (found.length === 0) throw new Error(`There is no request ${id}`);
    return { ...found[0], id, items: found };
  };
  const campaignOf = async (id: string) => {
    const campaign = campaigns.find(each => each.id === id);
    if (!campaign) throw new Error(`There is no campaign ${id}`);
    return campaign;
  };
  const policyOf = async (id: string) => {
    const policy = mesh?.policies?.find(each => each.id === id);
    if (!policy) throw new Error(`There is no policy ${id}`);
    return { ...policy, document: mesh?.policyDocument ?? {} };
  };
  const changeOf = async (id: string) => {
    const change = schemaChanges.find(each => each.id === id);
    if (!change) throw new Error(`There is no schema change ${id}`);
    return change;
  };
  const clusterOf = async (name: string) =>
    clusters.find(cluster => cluster.name === name)!;
  const productOf = async (ref: string) =>
    products.find(product => product.ref === ref)!;

  return {
    listClusters: mock<'listClusters'>(async () => ({
      items: clusters,
      problems: mesh?.problems ?? [],
      catalog: {},
      mayOperate: mesh?.mayOperate ?? false,
    })),
    getCluster: mock<'getCluster'>(clusterOf),
    confirmRemovals: mock<'confirmRemovals'>(clusterOf),
    listTopics: mock<'listTopics'>(async () => ({ items: [], totalItems: 0 })),
    getTopic: mock<'getTopic'>(async () => {
      throw new Error('no such topic');
    }),
    sampleRecords: mock<'sampleRecords'>(async (cluster, topic) => ({
      cluster,
      topic,
      takenAt: new Date().toISOString(),
      records: [],
    })),
    listProducts: mock<'listProducts'>(list),
    getProduct: mock<'getProduct'>(async ref => ({
      product: await productOf(ref),
      topics: [],
      clusters,
      mayAccept: [],
    })),
    getObjectives: mock<'getObjectives'>(async () => objectives),
    reportQuality: mock<'reportQuality'>(async () => objectives),
    publishProduct: mock<'publishProduct'>(async () => {
      throw new Error('no product is published in this test');
    }),
    changeProduct: mock<'changeProduct'>(async () => {
      throw new Error('no product is changed in this test');
    }),
    unpublishProduct: mock<'unpublishProduct'>(async () => {
      throw new Error('no product is unpublished in this test');
    }),
    listProductVersions: mock<'listProductVersions'>(async () => pageOf([])),
    getPublication: mock<'getPublication'>(async () => {
      throw new Error('no product is published in this test');
    }),
    proposeTransfer: mock<'proposeTransfer'>(async () => {
      throw new Error('no product is offered in this test');
    }),
    listTransfers: mock<'listTransfers'>(async () =>
      pageOf(mesh?.offers ?? []),
    ),
    answerTransfer: mock<'answerTransfer'>(async () => {
      throw new Error('no product is offered in this test');
    }),
    getProductClaim: mock<'getProductClaim'>(async () => {
      throw new Error('nothing is claimed in this test');
    }),
    getTopicClaim: mock<'getTopicClaim'>(async () => {
      throw new Error('nothing is claimed in this test');
    }),
    exportDescriptor: mock<'exportDescriptor'>(async () => ''),
    claimTopics: mock<'claimTopics'>(async () => {
      throw new Error('nothing is claimed in this test');
    }),
    requestClaim: mock<'requestClaim'>(async () => {
      throw new Error('nothing is claimed in this test');
    }),
    listClaimRequests: mock<'listClaimRequests'>(async () => pageOf([])),
    answerClaimRequest: mock<'answerClaimRequest'>(async () => {
      throw new Error('nothing is claimed in this test');
    }),
    withdrawClaimRequest: mock<'withdrawClaimRequest'>(async () => {
      throw new Error('nothing is claimed in this test');
    }),
    deprecateProduct: mock<'deprecateProduct'>(async () => {
      throw new Error('no product ends in this test');
    }),
    draftDeprecation: mock<'draftDeprecation'>(async () => ({ lines: '' })),
    reinstateProduct: mock<'reinstateProduct'>(async () => {
      throw new Error('no product ends in this test');
    }),
    retireProduct: mock<'retireProduct'>(async () => {
      throw new Error('no product ends in this test');
    }),
    listReaders: mock<'listReaders'>(async () => ({
      ...pageOf([]),
      unknown: [],
      hidden: 0,
    })),
    publishDomain: mock<'publishDomain'>(async () => {
      throw new Error('no domain is published in this test');
    }),
    changeDomain: mock<'changeDomain'>(async () => {
      throw new Error('no domain is changed in this test');
    }),
    checkDomainChange: mock<'checkDomainChange'>(async () => ({
      changes: [],
    })),
    getDomainPublication: mock<'getDomainPublication'>(async () => {
      throw new Error('no domain is published in this test');
    }),
    proposeDomainTransfer: mock<'proposeDomainTransfer'>(async () => {
      throw new Error('no domain is offered in this test');
    }),
    answerDomainTransfer: mock<'answerDomainTransfer'>(async () => {
      throw new Error('no domain is offered in this test');
    }),
    unpublishDomain: mock<'unpublishDomain'>(async () => {
      throw new Error('no domain is unpublished in this test');
    }),
    listDomainVersions: mock<'listDomainVersions'>(async () => pageOf([])),
    exportDomainDescriptor: mock<'exportDomainDescriptor'>(async () => ''),
    acceptDeclaration: mock<'acceptDeclaration'>(productOf),
    createPlan: mock<'createPlan'>(async () => aPlan()),
    planCreation: mock<'planCreation'>(async () => ({
      hash: 'hash',
      steps: [],
      isBlocked: false,
    })),
    planPromotion: mock<'planPromotion'>(async () => ({
      hash: 'promotion-1',
      ports: [],
      isBlocked: false,
    })),
    promoteProduct: mock<'promoteProduct'>(async () => {
      throw new Error('no product is promoted in this test');
    }),
    planTopicChange: mock<'planTopicChange'>(async () => ({
      hash: 'plan-1',
      changes: [],
      consequences: [],
      results: [],
    })),
    changeTopic: mock<'changeTopic'>(async () => {
      throw new Error('No topic is changed here');
    }),
    createTopic: mock<'createTopic'>(async () => {
      throw new Error('no topic is created in this test');
    }),
    registerSchema: mock<'registerSchema'>(async () => {
      throw new Error('no schema is registered in this test');
    }),
    listRuns: mock<'listRuns'>(async () => pageOf([])),
    getRun: mock<'getRun'>(async () => {
      throw new Error('there is no run in this test');
    }),
    undoRun: mock<'undoRun'>(async () => ({ undone: [], left: [] })),
    listConsumers: mock<'listConsumers'>(async () => pageOf(consumers)),
    listAccessRequestItems: mock<'listAccessRequestItems'>(async (query = {}) =>
      pageOf(
        items.filter(
          item =>
            (query.role !== 'decider' || item.mayDecide) &&
            [undefined, item.state].includes(query.state) &&
            [undefined, item.product].includes(query.product) &&
            [undefined, item.consumer].includes(query.consumer),
        ),
      ),
    ),
    submitAccessRequest: mock<'submitAccessRequest'>(async () => {
      throw new Error('nothing is decided in this test');
    }),
    getAccessRequest: mock<'getAccessRequest'>(requestOf),
    decideItem: mock<'decideItem'>(
      async ({ id }) => items.find(item => item.id === id)!,
    ),
    withdrawItem: mock<'withdrawItem'>(
      async ({ id }) => items.find(item => item.id === id)!,
    ),
    listGrants: mock<'listGrants'>(async (query = {}) =>
      pageOf(
        grants.filter(
          grant =>
            (query.review !== 'mine' || grant.may.review) &&
            [undefined, grant.product].includes(query.product) &&
            [undefined, grant.consumer].includes(query.consumer) &&
            (query.state === 'live'
              ? !['expired', 'revoked'].includes(grant.state)
              : [undefined, grant.state].includes(query.state)),
        ),
      ),
    ),
    getGrant: mock<'getGrant'>(grantOf),
    renewGrant: mock<'renewGrant'>(grantOf),
    revokeGrant: mock<'revokeGrant'>(grantOf),
    retryGrant: mock<'retryGrant'>(grantOf),
    reviewGrant: mock<'reviewGrant'>(grantOf),
    listCampaigns: mock<'listCampaigns'>(async (query = {}) => ({
      ...pageOf(
        campaigns.filter(
          campaign =>
            [undefined, campaign.state].includes(query.state) &&
            [undefined, campaign.domain].includes(query.domain),
        ),
      ),
      groups: mesh?.campaignGroups ?? ['group:default/governance'],
      mayStart: mesh?.mayStart ?? false,
    })),
    startCampaign: mock<'startCampaign'>(async () => {
      throw new Error('no campaign is started in this test');
    }),
    getCampaign: mock<'getCampaign'>(campaignOf),
    listCampaignItems: mock<'listCampaignItems'>(async (_id, query = {}) =>
      pageOf(
        (mesh?.campaignItems ?? []).filter(
          item =>
            [undefined, item.state].includes(query.state) &&
            (!query.mine || item.mayDecide),
        ),
      ),
    ),
    decideCampaignItems: mock<'decideCampaignItems'>(
      async (_id, { decision, grants: decided }) => ({
        items: decided.map(grant => ({
          grant,
          outcome: decision === 'confirm' ? 'confirmed' : 'dropped',
        })),
      }),
    ),
    closeCampaign: mock<'closeCampaign'>(campaignOf),
    listSchemaChanges: mock<'listSchemaChanges'>(async (query = {}) => ({
      ...pageOf(
        schemaChanges.filter(
          change =>
            (query.role !== 'asked' || change.yours > 0) &&
            [undefined, change.state].includes(query.state) &&
            [undefined, change.product].includes(query.product),
        ),
      ),
      ...(query.product && {
        mayPropose: mesh?.mayPropose ?? false,
        bypasses: mesh?.schemaBypasses ?? [],
      }),
    })),
    planSchemaChange: mock<'planSchemaChange'>(async () => {
      if (!mesh?.schemaChangePlan) throw new Error('no schema is planned here');
      return mesh.schemaChangePlan;
    }),
    proposeSchemaChange: mock<'proposeSchemaChange'>(async () => {
      throw new Error('no schema is changed in this test');
    }),
    getSchemaChange: mock<'getSchemaChange'>(changeOf),
    answerSchemaChange: mock<'answerSchemaChange'>(changeOf),
    overrideSchemaChange: mock<'overrideSchemaChange'>(changeOf),
    withdrawSchemaChange: mock<'withdrawSchemaChange'>(changeOf),
    retrySchemaChange: mock<'retrySchemaChange'>(changeOf),
    listPolicies: mock<'listPolicies'>(async () => ({
      ...pageOf(mesh?.policies ?? []),
      problems: mesh?.policyProblems ?? [],
      mayPublish: mesh?.mayPublish ?? false,
    })),
    getPolicy: mock<'getPolicy'>(policyOf),
    publishPolicy: mock<'publishPolicy'>(async () => {
      throw new Error('nothing is published in this test');
    }),
    publishPolicyVersion: mock<'publishPolicyVersion'>(policyOf),
    retirePolicy: mock<'retirePolicy'>(async () => {
      throw new Error('nothing is retired in this test');
    }),
    listPolicyVersions: mock<'listPolicyVersions'>(async () =>
      pageOf(mesh?.policyVersions ?? []),
    ),
    announcePolicy: mock<'announcePolicy'>(async () => {
      throw new Error('nothing is announced in this test');
    }),
    listPolicyRules: mock<'listPolicyRules'>(async () =>
      pageOf(mesh?.policyRules ?? []),
    ),
    tryPolicyDocument: mock<'tryPolicyDocument'>(async () => ({
      problems: mesh?.documentProblems ?? [],
      changes: mesh?.documentChanges ?? [],
      ...(mesh?.trial && { trial: mesh.trial }),
    })),
    tryPolicy: mock<'tryPolicy'>(async () => {
      if (!mesh?.trial) throw new Error('nothing is tried in this test');
      return mesh.trial;
    }),
    listFindings: mock<'listFindings'>(listFindings),
    listExemptions: mock<'listExemptions'>(async (query = {}) =>
      pageOf(
        exemptions.filter(
          exemption =>
            [undefined, exemption.policy].includes(query.policy) &&
            [undefined, exemption.product].includes(query.product),
        ),
      ),
    ),
    requestExemption: mock<'requestExemption'>(async () => exemptions[0]),
    decideExemption: mock<'decideExemption'>(async () => exemptions[0]),
    revokeExemption: mock<'revokeExemption'>(async () => exemptions[0]),
    getFindingTrend: mock<'getFindingTrend'>(async () => mesh?.trend ?? []),
    checkDescriptor: mock<'checkDescriptor'>(async () => {
      throw new Error('nothing is checked in this test');
    }),
    explainAccess: mock<'explainAccess'>(async () => {
      throw new Error('not asked in this test');
    }),
    dropCredentials: mock<'dropCredentials'>(async () => {
      throw new Error('not told what to answer');
    }),
    revealCredentials: mock<'revealCredentials'>(async () => {
      throw new Error('nothing is revealed in this test');
    }),
    resetOffsets: mock<'resetOffsets'>(async () => {
      throw new Error('nothing is reset in this test');
    }),
    listUnmanagedAcls: mock<'listUnmanagedAcls'>(async () => ({
      ...pageOf([]),
      mayAct: true,
    })),
    adoptAcls: mock<'adoptAcls'>(async () => {
      throw new Error('nothing is adopted in this test');
    }),
    unignoreAcl: mock<'unignoreAcl'>(async () => {
      throw new Error('nothing is ignored in this test');
    }),
    ignoreAcl: mock<'ignoreAcl'>(async () => {
      throw new Error('nothing is ignored in this test');
    }),
    revokeAcl: mock<'revokeAcl'>(async () => {
      throw new Error('nothing is revoked in this test');
    }),
    listPrincipals: mock<'listPrincipals'>(async () => ({ items: [] })),
    confirmPrincipal: mock<'confirmPrincipal'>(async () => {
      throw new Error('nothing is confirmed in this test');
    }),
    listHistory: mock<'listHistory'>(async () => pageOf([])),
    exportHistory: mock<'exportHistory'>(async () => new Blob(['[]'])),
    getFeed: mock<'getFeed'>(async () => {
      throw new Error('for plugins only');
    }),
    suggestTopicName: mock<'suggestTopicName'>(async () => ({})),
    previewAccessRule: mock<'previewAccessRule'>(async () => ({
      rule: 'owner',
      steps: ['owner'],
      maxDuration: 'P90D',
    })),
    keepArchive: mock<'keepArchive'>(async () => {
      throw new Error('not faked');
    }),
    listArchives: mock<'listArchives'>(async () => ({
      items: [],
      totalItems: 0,
    })),
    downloadArchive: mock<'downloadArchive'>(async () => new Blob(['PK'])),
    listSearchDocuments: mock<'listSearchDocuments'>(async () => {
      throw new Error('for plugins only');
    }),
  };
}

function mock<K extends keyof DataMeshApi>(implementation: DataMeshApi[K]) {
  return jest.fn<ReturnType<DataMeshApi[K]>, Parameters<DataMeshApi[K]>>(
    implementation as (
      ...args: Parameters<DataMeshApi[K]>
    ) => ReturnType<DataMeshApi[K]>,
  );
}
