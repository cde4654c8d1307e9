import type {
  Archive,
  CreationPlan,
  CreationStep,
  Run,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** A step that can be done. */
export const aStep = (over: Partial<CreationStep> = {}): CreationStep => ({
  kind: 'topic',
  name: 'sales.returns.v1',
  state: 'create',
  consequences: ['Topic sales.returns.v1 is created with 3 partitions'],
  ...over,
});

export const aPlan = (
  steps: CreationStep[] = [aStep()],
  hash = 'as-shown',
): CreationPlan => ({
  hash,
  steps,
  isBlocked: steps.some(({ state }) => state === 'refused'),
});

export const REFUSED = aStep({
  state: 'refused',
  refusal: {
    code: 'CONFLICT',
    message: 'Topic sales.returns.v1 exists already on cluster main',
  },
  consequences: [],
});

/** What a policy has against a schema with personal data. */
export const PERSONAL_DATA = {
  policy: 'personal-data',
  title: 'Personal data is confidential',
  severity: 'error' as const,
  stage: 'enforce' as const,
  blocks: true,
  remedy: 'Classify the port as confidential.',
  violations: [
    {
      subject: 'sales.returns.v1-value',
      value: 'email',
      message: 'email is tagged PII',
    },
  ],
};

export const aRun = (over: Partial<Run> = {}): Run => ({
  run: 'task-1',
  createdBy: 'user:default/olivia',
  begunAt: '2026-11-20T10:00:00Z',
  mayUndo: true,
  creations: [
    {
      id: '1',
      run: 'task-1',
      kind: 'topic',
      cluster: 'main',
      name: 'sales.returns.v1',
      state: 'created',
      createdBy: 'user:default/olivia',
      intendedAt: '2026-11-20T10:00:00Z',
      topic: {
        topicId: 'x',
        partitions: 3,
        replicationFactor: 1,
        configs: {},
      },
    },
    {
      id: '2',
      run: 'task-1',
      kind: 'product',
      name: 'dataproduct:default/returns',
      state: 'created',
      createdBy: 'user:default/olivia',
      intendedAt: '2026-11-20T10:00:01Z',
      version: 1,
    },
  ],
  ...over,
});

export const anArchive = (over: Partial<Archive> = {}): Archive => ({
  id: 'a1',
  run: 'task-1',
  name: 'return-service.zip',
  createdBy: 'user:default/olivia',
  createdAt: '2026-11-20T10:00:00Z',
  expiresAt: '2026-11-21T10:00:00Z',
  size: 6_000,
  sha256: 'f'.repeat(64),
  ...over,
});
