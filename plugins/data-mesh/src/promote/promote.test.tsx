import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  MeshProduct,
  PromotionPlan,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { aCluster, aLocation, aProduct } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { PromoteButton } from './PromoteButton';
import { portsIn, sourcesOf, targetsOf, toInput } from './promoteTargets';

const TEST = aCluster({ name: 'test', title: 'Test', environment: 'test' });
const PROD = aCluster({ name: 'prod', title: 'Prod' });
const IN_TEST = { cluster: 'test', environment: 'test' };
const WEEK = '604800000';
const DAY = '86400000';

const PLAN: PromotionPlan = {
  hash: 'promotion-1',
  isBlocked: false,
  ports: [
    {
      port: 'orders-v1',
      from: { ...IN_TEST, topic: 'sales.orders.v1' },
      to: {
        cluster: 'prod',
        environment: 'production',
        topic: 'sales.orders.v1',
      },
      topic: {
        state: 'change',
        differences: [
          { key: 'partitions', source: '6', target: '3', becomes: '6' },
          {
            key: 'replicationFactor',
            source: '1',
            target: '3',
            becomes: '3',
            note: 'How many replicas a topic has is not changed here',
          },
          { key: 'retention.ms', source: DAY, target: WEEK, becomes: DAY },
        ],
        consequences: ['Records older than 1 day are deleted, for good'],
        results: [],
      },
      schemas: [
        {
          state: 'register',
          subject: 'sales.orders.v1-value',
          source: { subject: 'sales.orders.v1-value', version: 2 },
          target: { version: 1 },
          format: 'AVRO',
          before: '{"fields": ["id"]}',
          after: '{"fields": ["id", "note"]}',
          consequences: ['A version that is compatible is registered'],
        },
      ],
    },
  ],
  product: {
    state: 'publish',
    version: 4,
    consequences: ['orders is published as version 4'],
    results: [],
  },
};

function open(
  plan: PromotionPlan = PLAN,
  product: MeshProduct = aProduct({ origin: 'published' }, IN_TEST),
  options: { clusters?: (typeof TEST)[]; isOwner?: boolean } = {},
) {
  const { clusters = [TEST, PROD] } = options;
  const api = fakeDataMeshApi({ clusters });
  api.planPromotion.mockImplementation(async () => plan);
  api.promoteProduct.mockImplementation(async (_, { run }) => ({
    run,
    outcome: 'promoted',
    plan,
  }));
  const onChanged = jest.fn();
  renderWithMesh(
    <PromoteButton
      product={product}
      isOwner={'isOwner' in options ? options.isOwner : true}
      onChanged={onChanged}
    />,
    api,
  );
  return { api, onChanged };
}

const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

async function openPlan(...args: Parameters<typeof open>) {
  const opened = open(...args);
  await press('Promote …');
  const dialog = within(await screen.findByRole('dialog'));
  await press('Show what happens');
  return { ...opened, dialog };
}

describe('promoting a product', () => {
  it('shows what differs, then does it in a run with a reason', async () => {
    const { api, onChanged, dialog } = await openPlan();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '?promote=product',
    );
    const port = within(
      await dialog.findByRole('region', { name: 'Port orders-v1' }),
    );
    const [, partitions, copies, kept] = port.getAllByRole('row');
    expect(partitions).toHaveTextContent(/Partitions.*6.*3.*6/);
    expect(copies).toHaveTextContent(/Copies.*1.*3.*3How many replicas/);
    expect(kept).toHaveTextContent(/Kept.*1 day.*7 days.*1 day/);
    expect(port.getByText(/^Records older than 1 day/)).toBeVisible();
    expect(port.getByLabelText('Differences of the schemas')).toHaveTextContent(
      'added: + "note"',
    );
    const act = dialog.getByRole('button', { name: 'Promote' });
    expect(act).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /^Why/ }),
      'ready',
    );
    await userEvent.click(act);
    expect(await dialog.findByRole('status')).toHaveTextContent(
      /^The product was promoted/,
    );
    const [ref, sent] = api.promoteProduct.mock.calls[0];
    expect([ref, sent]).toEqual([
      'dataproduct:default/orders',
      {
        to: { cluster: 'prod' },
        ports: ['orders-v1'],
        from: 'test',
        planHash: 'promotion-1',
        run: expect.stringMatching(/.{20,}/),
        reason: 'ready',
      },
    ]);
    expect(dialog.getByRole('link')).toHaveAttribute(
      'href',
      expect.stringContaining(`/runs/${sent.run}`),
    );
    expect(onChanged).toHaveBeenCalled();
  });

  it('leaves there what is to stay, and plans again', async () => {
    const { api, dialog } = await openPlan();
    expect(
      (await dialog.findAllByRole('checkbox')).map(each =>
        each.getAttribute('aria-label'),
      ),
    ).toEqual(['Partitions stays as it is there', 'Kept stays as it is there']);
    await userEvent.click(
      dialog.getByRole('checkbox', { name: /^Kept stays/ }),
    );
    await waitFor(() =>
      expect(api.planPromotion).toHaveBeenLastCalledWith(
        'dataproduct:default/orders',
        {
          to: { cluster: 'prod' },
          ports: ['orders-v1'],
          from: 'test',
          keep: ['retention.ms'],
        },
      ),
    );
  });

  it('keeps its run when it is tried again', async () => {
    const { api, dialog } = await openPlan();
    await userEvent.type(
      await dialog.findByRole('textbox', { name: /^Why/ }),
      'ready',
    );
    api.promoteProduct.mockRejectedValueOnce(
      new Error('The schema registry did not answer'),
    );
    await press('Promote');
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /did not answer/,
    );
    await press('Promote');
    expect(await dialog.findByRole('status')).toBeVisible();
    const [first, second] = api.promoteProduct.mock.calls;
    expect(second[1].run).toBe(first[1].run);
  });

  it('says why it cannot be', async () => {
    const [port] = PLAN.ports;
    const { dialog } = await openPlan({
      ...PLAN,
      isBlocked: true,
      ports: [
        {
          ...port,
          topic: {
            state: 'refused',
            differences: [],
            consequences: [],
            results: [],
            refusal: { code: 'CONFLICT', message: 'It is held by another' },
          },
        },
      ],
    });
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /It is held by another\./,
    );
    expect(dialog.getByRole('button', { name: 'Promote' })).toBeDisabled();
    expect(dialog.queryByRole('textbox')).toBeNull();
  });

  it('gives the lines to merge where the product is declared', async () => {
    const { dialog } = await openPlan({
      ...PLAN,
      ports: PLAN.ports.map(each => ({
        ...each,
        topic: { ...each.topic, state: 'same', differences: [] },
        schemas: [],
      })),
      product: {
        state: 'git',
        declaredAt: 'url:https://git.example.com/orders.yaml',
        lines: 'spec:\n  outputPorts: []\n',
        consequences: [],
        results: [],
      },
    });
    expect(
      await dialog.findByText('All of it is there already.'),
    ).toBeVisible();
    expect(
      dialog.getByText(/^Merge these lines into https:\/\/git.example.com/),
    ).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Promote' })).toBeDisabled();
  });

  it('asks for other names, and from where, only where that can be', async () => {
    const both = aProduct({
      ports: [
        {
          name: 'orders-v1',
          state: 'in-sync',
          locations: [
            aLocation(IN_TEST),
            aLocation({ cluster: 'dev', environment: 'dev' }),
          ],
        },
      ],
    });
    const { api } = open(PLAN, both, { clusters: [PROD] });
    await press('Promote …');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: /From/ })).toBeVisible();
    await press('Other names for its topics there');
    await userEvent.type(
      dialog.getByRole('textbox', { name: /^Topic of orders-v1/ }),
      'shop.orders.v1',
    );
    await press('Show what happens');
    await waitFor(() =>
      expect(api.planPromotion).toHaveBeenLastCalledWith(both.ref, {
        to: { cluster: 'prod', topic: { 'orders-v1': 'shop.orders.v1' } },
        ports: ['orders-v1'],
        from: 'dev',
      }),
    );
  });
});

describe('the button', () => {
  const product = aProduct({ origin: 'declared' }, IN_TEST);

  it('is not there where the mesh has one environment', async () => {
    const { api } = open(PLAN, product, { clusters: [TEST] });
    await waitFor(() => expect(api.listClusters).toHaveBeenCalled());
    expect(screen.queryByRole('button', { name: /^Promote/ })).toBeNull();
  });

  it('asks whether one may where the page does not know, for one port', async () => {
    const { api } = open(PLAN, product, { isOwner: undefined });
    expect(
      await screen.findByRole('button', { name: 'Promote …' }),
    ).toBeVisible();
    expect(api.planPromotion).toHaveBeenCalledWith(product.ref, {
      to: { cluster: 'prod' },
      from: 'test',
      ports: ['orders-v1'],
    });
  });

  it('is not there for whoever does not own it', async () => {
    const { api } = open(
      {
        hash: 'none',
        ports: [],
        isBlocked: true,
        refusal: { code: 'NOT_ALLOWED', message: 'Ask the order team' },
      },
      product,
      { isOwner: undefined },
    );
    await waitFor(() => expect(api.planPromotion).toHaveBeenCalled());
    expect(screen.queryByRole('button', { name: /^Promote/ })).toBeNull();
  });
});

describe('where a product can go', () => {
  const product = aProduct({}, IN_TEST);
  const observed = aCluster({ name: 'eu', mode: 'observe' });

  it('is what is managed, in another environment', () => {
    expect(targetsOf(product, [TEST, PROD, observed])).toEqual([PROD]);
    expect(sourcesOf(product, PROD)).toEqual(['test']);
    expect(sourcesOf(product, TEST)).toEqual([]);
    expect(portsIn(product, 'test')).toEqual(['orders-v1']);
    expect(portsIn(product, 'production')).toEqual([]);
  });

  it('leaves out names that nobody has typed', () => {
    expect(
      toInput({
        cluster: 'prod',
        ports: ['a'],
        topics: { a: ' ', b: 'x' },
        keep: [],
      }),
    ).toEqual({ to: { cluster: 'prod' }, ports: ['a'] });
  });
});
