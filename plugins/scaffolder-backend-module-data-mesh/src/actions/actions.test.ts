import { ResponseError } from '@backstage/errors';
import type {
  CreationPlan,
  DataMeshApi,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  exampleInputs,
  fakeMesh,
  type FakeMesh,
  RUN,
  runAction,
} from '../__testUtils__/runExample';
import { checkPoliciesAction } from './checkPolicies';
import { claimTopicsAction } from './claimTopics';
import { configureTopicAction } from './configureTopic';
import { createActions } from './createActions';
import { createDomainAction } from './createDomain';
import { createTopicAction } from './createTopic';
import { deprecateProductAction } from './deprecateProduct';
import { planAction } from './plan';
import { promoteProductAction } from './promoteProduct';
import { publishProductAction } from './publishProduct';
import { registerSchemaAction } from './registerSchema';
import { requestAccessAction } from './requestAccess';
import { undoAction } from './undo';

const refused = async (statusCode: number, message: string) =>
  ResponseError.fromResponse({
    ok: false,
    status: statusCode,
    statusText: 'Refused',
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () =>
      JSON.stringify({
        error: { name: 'Error', message },
        response: { statusCode },
      }),
  } as never);

const aPlan = (over: Partial<CreationPlan> = {}): CreationPlan => ({
  hash: '5f2b',
  isBlocked: false,
  steps: [
    {
      kind: 'topic',
      name: 'sales.returns.v1',
      state: 'create',
      consequences: ['It can be read by nobody yet'],
    },
  ],
  ...over,
});
const blocked = (message: string) =>
  aPlan({
    isBlocked: true,
    steps: [
      {
        kind: 'topic',
        name: 'x',
        state: 'refused',
        refusal: { code: 'INVALID', message },
        consequences: [],
      },
    ],
  });

/** Each action, with a mesh that has done what it asks. */
const MADE: Array<
  [(options: any) => any, FakeMesh, (fake: FakeMesh) => unknown]
> = [
  [
    createTopicAction,
    { createTopic: jest.fn(async () => ({ outcome: 'created' } as never)) },
    fake => fake.createTopic,
  ],
  [
    registerSchemaAction,
    {
      registerSchema: jest.fn(
        async () => ({ version: 1, schemaId: 7 } as never),
      ),
    },
    fake => fake.registerSchema,
  ],
  [
    publishProductAction,
    {
      publishProduct: jest.fn(
        async () =>
          ({ product: { ref: 'x' }, version: 1, results: [] } as never),
      ),
    },
    fake => fake.publishProduct,
  ],
  [
    createDomainAction,
    {
      publishDomain: jest.fn(
        async () => ({ domain: { ref: 'x' }, version: 1 } as never),
      ),
    },
    fake => fake.publishDomain,
  ],
  [
    deprecateProductAction,
    {
      deprecateProduct: jest.fn(
        async () => ({ product: { ref: 'x' }, version: 2 } as never),
      ),
    },
    fake => fake.deprecateProduct,
  ],
];

describe('each action', () => {
  it.each(MADE)(
    '%p does its examples as the run it is in',
    async (make, fake, called) => {
      const action = make(fakeMesh(fake));
      for (const [, input] of exampleInputs(action)) {
        await runAction(action, input);
        const [call] = (called(fake) as jest.Mock).mock.calls.slice(-1);
        expect(call.at(-1)).toMatchObject({ run: RUN });
      }
    },
  );

  it('has examples that its own schema takes', () => {
    for (const action of createActions(fakeMesh({}))) {
      expect(exampleInputs(action).length).toBeGreaterThan(0);
      expect(action.schema?.output).toBeDefined();
    }
  });

  it('says why it could not, and what one can do', async () => {
    const error = await refused(409, 'Topic x exists already on cluster main');
    const action = createTopicAction(
      fakeMesh({ createTopic: jest.fn().mockRejectedValue(error) }),
    );
    const [[, input]] = exampleInputs(action);
    await expect(runAction(action, input)).rejects.toThrow(
      'Could not create topic sales.returns.v1: Topic x exists already on cluster main. Retry this task to go on where it stopped, or undo what it made: https://portal.example.com/data-mesh/runs/run-1',
    );
  });
});

describe('a dry run', () => {
  it.each([
    [createTopicAction, 'topic'],
    [registerSchemaAction, 'schema'],
    [publishProductAction, 'product'],
    [createDomainAction, 'domain'],
    [requestAccessAction, 'accessRequest'],
  ] as const)('of %p plans, and makes nothing', async (make, part) => {
    const planCreation = jest.fn(async () => aPlan());
    const action = make(fakeMesh({ planCreation }));
    for (const [, input] of exampleInputs(action)) {
      await runAction(action, input, { isDryRun: true });
      expect(planCreation).toHaveBeenLastCalledWith({
        [part]: expect.any(Object),
      });
    }
  });

  it('fails where the real one would', async () => {
    const action = createTopicAction(
      fakeMesh({ planCreation: jest.fn(async () => blocked('It is taken')) }),
    );
    const [[, input]] = exampleInputs(action);
    await expect(runAction(action, input, { isDryRun: true })).rejects.toThrow(
      'It is taken',
    );
  });
});

describe('data-mesh:plan', () => {
  const planned = (plan: CreationPlan) =>
    planAction(fakeMesh({ planCreation: jest.fn(async () => plan) }));
  const [[, input]] = exampleInputs(planned(aPlan()));

  it('gives the steps after it what was confirmed', async () => {
    const outputs = await runAction(planned(aPlan()), input);
    expect(outputs).toMatchObject({
      topic: { cluster: 'main', name: 'sales.returns.v1', partitions: 3 },
      entity: { kind: 'DataProduct', metadata: { name: 'returns' } },
      hash: '5f2b',
    });
  });

  it('refuses a plan that has changed since', async () => {
    await expect(
      runAction(planned(aPlan({ hash: 'other' })), input),
    ).rejects.toThrow(
      /no longer what was confirmed.*look at its plan\. Nothing has been made$/,
    );
  });

  it('refuses a plan that is blocked, naming why', async () => {
    await expect(
      runAction(planned(blocked('Topic x is held by y')), input),
    ).rejects.toThrow('Topic x is held by y');
  });

  it('names a field that is missing', async () => {
    await expect(
      runAction(planned(aPlan()), {
        draft: { name: 'returns', topic: 'sales.returns.v1' },
      }),
    ).rejects.toThrow('description is missing');
  });

  it('gives a first record that the schema takes', async () => {
    const schema = '{"type":"record","name":"R","fields":[]}';
    const { draft } = input as { draft: object };
    const outputs = await runAction(planned(aPlan()), {
      draft: { ...draft, schema },
    });
    expect(outputs).toMatchObject({ schemaFile: 'value.avsc', example: '{}' });
  });
});

describe('kafka:topic:configure', () => {
  const plan = {
    hash: 'h',
    changes: [{ key: 'retention.ms', from: '1', to: '2' }],
    consequences: ['Older records are deleted'],
    results: [],
  };

  it('changes what it planned, by its hash', async () => {
    const fake = {
      planTopicChange: jest.fn(async () => plan as never),
      changeTopic: jest.fn(),
    };
    const action = configureTopicAction(fakeMesh(fake));
    const [[, input]] = exampleInputs(action);
    const outputs = await runAction(action, input);
    expect(fake.changeTopic).toHaveBeenCalledWith(
      'main',
      'sales.orders.v1',
      expect.objectContaining({ planHash: 'h' }),
    );
    expect(outputs.changed).toEqual(['retention.ms']);
  });

  it('changes nothing where all is as it should be', async () => {
    const fake = {
      planTopicChange: jest.fn(async () => ({ ...plan, changes: [] } as never)),
      changeTopic: jest.fn(),
    };
    const action = configureTopicAction(fakeMesh(fake));
    const [[, input]] = exampleInputs(action);
    await runAction(action, input);
    expect(fake.changeTopic).not.toHaveBeenCalled();
  });
});

describe('data-mesh:product:promote', () => {
  const plan = (over: object = {}) => ({
    hash: 'h',
    isBlocked: false,
    ports: [
      {
        port: 'v1',
        topic: { state: 'create', consequences: ['It is created'] },
        schemas: [],
      },
    ],
    product: { state: 'git', lines: 'spec: {}', consequences: [] },
    ...over,
  });
  const promoting = (planned: object) => {
    const fake = {
      planPromotion: jest.fn(async () => planned as never),
      promoteProduct: jest.fn(async () => ({ plan: planned } as never)),
    };
    const action = promoteProductAction(fakeMesh(fake));
    const [[, input]] = exampleInputs(action);
    return { fake, run: () => runAction(action, input) };
  };

  it('promotes by the plan, in the run of its task', async () => {
    const { fake, run } = promoting(plan());
    expect(await run()).toEqual({ promoted: true, lines: 'spec: {}' });
    expect(fake.promoteProduct).toHaveBeenCalledWith(
      'dataproduct:default/orders',
      expect.objectContaining({
        to: { cluster: 'main' },
        planHash: 'h',
        run: RUN,
      }),
    );
  });

  it('leaves what is there already as it is', async () => {
    const { fake, run } = promoting(
      plan({
        ports: [
          {
            port: 'v1',
            topic: { state: 'same', consequences: [] },
            schemas: [{ state: 'same', consequences: [] }],
          },
        ],
        product: { state: 'same', consequences: [] },
      }),
    );
    expect(await run()).toEqual({ promoted: false });
    expect(fake.promoteProduct).not.toHaveBeenCalled();
  });

  it('stops where something is refused, and says why', async () => {
    const { fake, run } = promoting(
      plan({
        isBlocked: true,
        product: {
          state: 'refused',
          consequences: [],
          refusal: { code: 'CONFLICT', message: 'A policy is against it' },
        },
      }),
    );
    await expect(run()).rejects.toThrow(/A policy is against it/);
    expect(fake.promoteProduct).not.toHaveBeenCalled();
  });
});

describe('data-mesh:access:request', () => {
  it('asks once, however often it is tried', async () => {
    const submitAccessRequest = jest.fn(
      async () => ({ id: 'r', items: [{ state: 'pending' }] } as never),
    );
    const createPlan = jest.fn(async () => ({ items: [] }));
    const action = requestAccessAction(
      fakeMesh({ createPlan, submitAccessRequest }),
    );
    const [[, input]] = exampleInputs(action);
    await runAction(action, input);
    expect(await runAction(action, input)).toEqual({
      requestId: 'r',
      states: ['pending'],
    });
    const keys = submitAccessRequest.mock.calls.map(
      call =>
        (call as unknown as Parameters<DataMeshApi['submitAccessRequest']>)[1],
    );
    expect(new Set(keys)).toEqual(new Set([`${RUN}:step`]));
  });

  it('asks for nothing that was asked for already', async () => {
    const submitAccessRequest = jest.fn();
    const createPlan = jest.fn(async () => ({
      items: [
        {
          product: 'dataproduct:default/orders',
          port: 'orders-v1',
          existing: { requestId: 'before' },
        },
      ],
    }));
    const action = requestAccessAction(
      fakeMesh({ createPlan, submitAccessRequest }),
    );
    const [[, input]] = exampleInputs(action);
    expect(await runAction(action, input)).toEqual({
      requestId: 'before',
      states: [],
    });
    expect(submitAccessRequest).not.toHaveBeenCalled();
  });
});

describe('data-mesh:policy:check', () => {
  const result = (blocks: boolean) => ({
    policy: 'p',
    title: 'Personal data is confidential',
    severity: 'error',
    stage: 'enforce',
    blocks,
    remedy: 'Classify the port as confidential.',
    violations: [{ message: 'email is tagged PII' }],
  });
  const checked = (blocks: boolean) =>
    checkPoliciesAction(
      fakeMesh({
        checkDescriptor: jest.fn(
          async () =>
            ({
              isBlocked: blocks,
              problems: [],
              results: [result(blocks)],
            } as never),
        ),
      }),
    );

  it('stops where one blocks, naming rule, value and remedy', async () => {
    const [[, input]] = exampleInputs(checked(true));
    await expect(runAction(checked(true), input)).rejects.toThrow(
      'Personal data is confidential: email is tagged PII. Classify the port as confidential.',
    );
  });

  it('goes on where one only warns', async () => {
    const [[, input]] = exampleInputs(checked(false));
    const { violations } = await runAction(checked(false), input);
    expect(violations).toEqual([expect.stringMatching(/^Personal data/)]);
  });
});

describe('data-mesh:topics:claim', () => {
  const claimed = (refusal?: { message: string }) =>
    jest.fn(async () => ({
      items: [
        { cluster: 'main', topic: 'a', product: 'dataproduct:default/a' },
        {
          cluster: 'main',
          topic: 'b',
          product: 'dataproduct:default/b',
          refusal,
        },
      ],
    }));

  it('tells which products they are', async () => {
    const claimTopics = claimed();
    const action = claimTopicsAction(fakeMesh({ claimTopics }));
    const [[, input]] = exampleInputs(action);
    expect(await runAction(action, input)).toEqual({
      products: ['dataproduct:default/a', 'dataproduct:default/b'],
    });
    expect(claimTopics).toHaveBeenCalledWith({ ...input, run: RUN });
  });

  it('fails where one could not be claimed, naming it and what was', async () => {
    const claimTopics = claimed({ message: 'Somebody has it' });
    const action = claimTopicsAction(fakeMesh({ claimTopics }));
    const [[, input]] = exampleInputs(action);
    await expect(runAction(action, input)).rejects.toThrow(
      '1 of 2 topics were not claimed, the others were: b: Somebody has it',
    );
  });

  it('only looks in a dry run', async () => {
    const claimTopics = claimed();
    const action = claimTopicsAction(fakeMesh({ claimTopics }));
    const [[, input]] = exampleInputs(action);
    await runAction(action, input, { isDryRun: true });
    expect(claimTopics).toHaveBeenCalledWith(
      expect.objectContaining({ dryRun: true }),
    );
  });
});

describe('data-mesh:undo', () => {
  it('tells what is gone, and what stays and why', async () => {
    const topic = { kind: 'topic', name: 'sales.returns.v1' };
    const undoRun = jest.fn(
      async () =>
        ({
          undone: [{ kind: 'schema', name: 's' }],
          left: [{ creation: topic, reason: 'it has records' }],
        } as never),
    );
    const action = undoAction(fakeMesh({ undoRun }));
    const [[, input]] = exampleInputs(action);
    expect(await runAction(action, input)).toEqual({
      undone: ['schema s'],
      left: ['topic sales.returns.v1: it has records'],
    });
  });
});
