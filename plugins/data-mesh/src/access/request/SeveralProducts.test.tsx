import { useState } from 'react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  AccessRequest,
  AccessRequestInput,
  PlannedItem,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  aConsumer,
  anItem,
  aPlan,
  aPlannedItem,
} from '../../__testUtils__/access';
import { fakeDataMeshApi } from '../../__testUtils__/fakeDataMeshApi';
import {
  aCluster,
  aLocation,
  aProduct,
  namedProduct,
} from '../../__testUtils__/mesh';
import { renderWithMesh } from '../../__testUtils__/renderWithMesh';
import { ProductsField } from './ProductsField';
import { RequestAccessButton } from './RequestAccessButton';
import { startForm, withChoice } from './requestForm';

const orders = aProduct();
const [port] = orders.ports;
const elsewhere = (topic: string) => [aLocation({ topic, cluster: 'west' })];
const customers = namedProduct('customers', {
  ownerRef: 'group:default/crm-team',
  domainRef: undefined,
  ports: [{ ...port, name: 'v1', locations: elsewhere('crm.customers.v1') }],
});
const payments = namedProduct('payments', {
  ports: ['v1', 'v2'].map(name => ({
    ...port,
    name,
    locations: [
      aLocation({ topic: `pay.${name}`, environment: 'staging' }),
      aLocation({ topic: `pay.${name}` }),
    ],
  })),
});
const empty = namedProduct('nothing');
const main = aCluster();
const west = aCluster({ name: 'west', title: 'West' });
const ready = aConsumer({
  principals: ['main', 'west'].map(cluster => ({
    cluster,
    principal: 'User:route-planner',
    state: 'held',
  })),
});

type Wanted = AccessRequestInput['items'][number];

/** A plan that says of each item what the test wants it to. */
function planning(of: (item: Wanted) => Partial<PlannedItem> = () => ({})) {
  return async ({ items }: AccessRequestInput) =>
    aPlan(
      ...items.map(item =>
        aPlannedItem({
          product: item.product,
          productTitle: [orders, customers, payments].find(
            ({ ref }) => ref === item.product,
          )?.title,
          port: item.port,
          ...(item.product === customers.ref && {
            cluster: 'west',
            topic: 'crm.customers.v1',
            steps: [{ name: 'owner', deciders: ['group:default/crm-team'] }],
          }),
          ...of(item),
        }),
      ),
    );
}

function open(of?: (item: Wanted) => Partial<PlannedItem>, product = orders) {
  const api = fakeDataMeshApi({
    products: [orders, customers, payments, empty],
    consumers: [ready],
  });
  api.createPlan.mockImplementation(planning(of));
  api.getProduct.mockImplementation(async ref => ({
    product: [customers, payments].find(each => each.ref === ref)!,
    topics: [],
    clusters: ref === customers.ref ? [west] : [main],
    mayAccept: [],
  }));
  const details = { product, topics: [], clusters: [main], mayAccept: [] };
  const search = '?request=all';
  renderWithMesh(<RequestAccessButton details={details} />, api, { search });
  return api;
}

const press = (name: string | RegExp) =>
  userEvent.click(screen.getByRole('button', { name }));
const group = (name: string) => within(screen.getByRole('region', { name }));

async function look(text = '') {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Add another product' }),
  );
  if (text) await userEvent.keyboard(text);
}

async function add(title: string) {
  await look();
  await userEvent.click(
    await screen.findByRole('button', { name: `Add ${title}` }),
  );
  await screen.findByRole('region', { name: title });
}

/** From the first step to the last one, typing nothing but the purpose. */
async function toReview() {
  await screen.findByText('Signs in to Main as User:route-planner.');
  await press('Next');
  await userEvent.type(
    screen.getByRole('textbox', { name: /What for/ }),
    'Plan routes',
  );
  await press('Next');
  await screen.findAllByText(/decides\.|cannot be asked/);
}

describe('a request for several products', () => {
  it('finds another one as one types, and says whose each is and which cannot be added', async () => {
    const api = open();
    await look();
    const found = await screen.findByRole('list', {
      name: 'Data products found',
    });
    const rows = within(found)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(rows).toEqual([
      'CustomersIn no domain, owned by crm-teamAdd',
      'NothingIn sales, owned by order-teamHas no port to ask for',
      'OrdersIn sales, owned by order-teamAlready in this request',
      'PaymentsIn sales, owned by order-teamAdd',
    ]);
    // One is in the field already.
    await userEvent.keyboard('cust');
    await waitFor(() =>
      expect(api.listProducts).toHaveBeenLastCalledWith({
        q: 'cust',
        limit: 6,
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Add Payments' })).toBeNull(),
    );
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByRole('region', { name: 'Customers' }),
    ).toHaveFocus();
  });

  it('shows each with its ports, the only one chosen at once, and says so in the title', async () => {
    const api = open();
    expect(
      await screen.findByText('Request access to Orders'),
    ).toBeInTheDocument();
    await add('Customers');
    expect(
      screen.getByText('Request access to 2 products'),
    ).toBeInTheDocument();
    expect(
      group('Customers').getByRole('checkbox', {
        name: 'v1: topic crm.customers.v1 on West',
      }),
    ).toBeChecked();
    expect(
      await screen.findByText('Signs in to West as User:route-planner.'),
    ).toBeInTheDocument();

    await add('Payments');
    expect(
      screen.getByText('Request access to 3 products'),
    ).toBeInTheDocument();
    expect(group('Payments').getByText(/Choose at least one/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
    await userEvent.click(
      group('Payments').getByRole('checkbox', { name: 'v2' }),
    );
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Next' })).toBeEnabled(),
    );
    expect(api.createPlan.mock.lastCall?.[0].items).toEqual([
      { product: orders.ref, port: 'orders-v1' },
      { product: customers.ref, port: 'v1' },
      { product: payments.ref, port: 'v2', environment: 'production' },
    ]);
  });

  it('is for one product again once the other is removed', async () => {
    const api = open();
    await add('Customers');
    expect(
      group('Orders').queryByRole('button', { name: /^Remove/ }),
    ).toBeNull();
    await press('Remove Customers');
    expect(screen.queryByRole('region', { name: 'Customers' })).toBeNull();
    expect(screen.getByText('Request access to Orders')).toBeInTheDocument();
    await waitFor(() =>
      expect(api.createPlan.mock.lastCall?.[0].items).toEqual([
        { product: orders.ref, port: 'orders-v1' },
      ]),
    );
    await look();
    expect(
      await screen.findByRole('button', { name: 'Add Customers' }),
    ).toBeVisible();
  });

  it('says at the right product what cannot be asked for, and what there is already', async () => {
    open(({ product }) => ({
      ...(product === customers.ref && {
        refusal: { code: 'CONFLICT', message: 'The topic is contested' },
      }),
      ...(product === payments.ref && {
        refusal: { code: 'CONFLICT', message: 'Has it (grant g)' },
        existing: { grantId: 'grant-1' },
      }),
    }));
    await add('Customers');
    expect(
      await group('Customers').findByText('The topic is contested.'),
    ).toBeVisible();
    await add('Payments');
    await userEvent.click(
      group('Payments').getByRole('checkbox', { name: 'v1' }),
    );
    expect(
      await group('Payments').findByRole('link', { name: 'renew it there' }),
    ).toHaveAttribute('href', '/data-mesh/grants/grant-1');
    expect(group('Orders').queryByRole('status')).toBeNull();
  });

  it('tells of each who decides, and sends all of them in one', async () => {
    const api = open();
    const items = [
      anItem(),
      anItem({
        id: 'item-2',
        product: customers.ref,
        productTitle: 'Customers',
        port: 'v1',
        steps: [{ name: 'owner', deciders: ['group:default/crm-team'] }],
      }),
    ];
    api.submitAccessRequest.mockResolvedValue({
      ...items[0],
      items,
    } as AccessRequest);
    await add('Customers');
    await toReview();
    expect(
      screen.getByText(/Route planner asks to read Orders and Customers until/),
    ).toBeInTheDocument();
    expect(
      group('Orders').getByRole('link', { name: 'order-team' }),
    ).toBeVisible();
    expect(
      group('Customers').getByRole('link', { name: 'crm-team' }),
    ).toBeVisible();
    expect(
      group('Customers').getByText(
        'Topic crm.customers.v1 on West, as User:route-planner.',
      ),
    ).toBeVisible();

    await press('Send request');
    expect(
      await screen.findByText('You are told of each as soon as it is decided.'),
    ).toBeVisible();
    expect(
      screen.getAllByRole('listitem').map(({ textContent }) => textContent),
    ).toEqual([
      'Read access to Orders, port orders-v1 in production: order-team decides.',
      'Read access to Customers, port v1 in production: crm-team decides.',
    ]);
    expect(api.submitAccessRequest).toHaveBeenCalledTimes(1);
    expect(api.submitAccessRequest.mock.calls[0][0].items).toEqual([
      { product: orders.ref, port: 'orders-v1' },
      { product: customers.ref, port: 'v1' },
    ]);
  });

  it.each([
    [customers, 'Customers', 'Orders', orders],
    [orders, 'Orders', 'Customers', customers],
  ])(
    'leaves out the item that was meant: %#',
    async (refused, title, other, rest) => {
      const api = open(({ product }) => ({
        ...(product === refused.ref && {
          refusal: { code: 'NOT_ALLOWED', message: 'Not for this one' },
        }),
      }));
      await add('Customers');
      await toReview();
      expect(group(title).getByRole('alert')).toHaveTextContent(
        'Not for this one.',
      );
      await userEvent.click(
        group(title).getByRole('button', { name: 'Leave it out' }),
      );
      await waitFor(() =>
        expect(
          screen.getByRole('button', { name: 'Send request' }),
        ).toBeEnabled(),
      );
      expect(screen.queryByText('Not for this one.')).toBeNull();
      expect(
        screen.getByText(`Request access to ${other}`),
      ).toBeInTheDocument();
      expect(api.createPlan.mock.lastCall?.[0].items).toMatchObject([
        { product: rest.ref },
      ]);
      expect(screen.queryByRole('button', { name: 'Leave it out' })).toBeNull();
    },
  );

  it('offers what all of them allow, and says which one keeps it short', async () => {
    open(({ product }) => ({
      maxDuration: product === customers.ref ? 'P30D' : 'P180D',
    }));
    await add('Customers');
    await screen.findByText('Signs in to West as User:route-planner.');
    await press('Next');
    expect(
      await screen.findByText(/30 days at most, because of Customers\./),
    ).toBeVisible();
    expect(
      within(screen.getByRole('radiogroup')).getAllByRole('radio'),
    ).toHaveLength(1);
  });

  it('does not ask for longer than allowed while something is left out', async () => {
    const api = open(({ product }) =>
      product === customers.ref
        ? { maxDuration: 'P30D' }
        : { refusal: { code: 'CONFLICT', message: 'Not now' } },
    );
    await add('Customers');
    await toReview();
    await press('Leave it out');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Send request' }),
      ).toBeEnabled(),
    );
    const asked = api.createPlan.mock.calls.map(([{ duration }]) => duration);
    // That of a day only asks whether it can be at all.
    expect(new Set(asked)).toEqual(new Set(['PT1M', 'P30D']));
  });

  it('says that nothing is found, and what else to try', async () => {
    open();
    await look('zebra');
    expect(
      await screen.findByText(
        /No data product that you may see matches “zebra”/,
      ),
    ).toHaveTextContent(/Try a part of its name/);
  });

  it('says how many more there are than it shows', async () => {
    const api = open();
    api.listProducts.mockResolvedValue({
      items: [customers],
      totalItems: 40,
      facets: {},
    });
    await look();
    expect(await screen.findByText(/^39 others not shown/)).toBeVisible();
  });

  it('asks again on a click where the search failed', async () => {
    const api = open();
    api.listProducts.mockRejectedValueOnce(new Error('The backend is away'));
    await look();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is away',
    );
    await press('Try again');
    expect(
      await screen.findByRole('button', { name: 'Add Customers' }),
    ).toBeVisible();
  });

  it('adds a product on the second try, or none', async () => {
    const api = open();
    api.getProduct.mockRejectedValueOnce(new Error('The backend is away'));
    await look();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add Customers' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is away',
    );
    await press('Try again');
    await screen.findByRole('region', { name: 'Customers' });

    await look();
    await press('Add none');
    expect(
      screen.getByRole('button', { name: 'Add another product' }),
    ).toHaveFocus();
  });

  /** With so many of 51 ports chosen. */
  async function choose(count: number) {
    const product = aProduct({
      ports: Array.from({ length: 51 }, (_, n) => ({ ...port, name: `p${n}` })),
    });
    const form = startForm(product);
    const ports = product.ports.slice(0, count).map(({ name }) => name);
    renderWithMesh(
      <ProductsField
        products={[{ product, topics: [], clusters: [main], mayAccept: [] }]}
        form={{
          ...form,
          ...withChoice(form, product.ref, { ports, environments: {} }),
        }}
        saidClusters={[]}
        onChange={() => {}}
      />,
      fakeDataMeshApi(),
    );
    await screen.findByLabelText(/^p0:/);
  }

  it('can be added to up to as many ports as the API takes', async () => {
    await choose(49);
    expect(screen.getByLabelText(/^p50:/)).toBeEnabled();
    expect(
      screen.getByRole('button', { name: 'Add another product' }),
    ).toBeVisible();
  });

  it('says that it is full, and lets one choose otherwise', async () => {
    await choose(50);
    expect(
      screen.getByText(/50 ports are as many as one request takes/),
    ).toBeVisible();
    expect(screen.getByLabelText(/^p50:/)).toBeDisabled();
    expect(screen.getByLabelText(/^p0:/)).toBeEnabled();
    expect(
      screen.queryByRole('button', { name: 'Add another product' }),
    ).toBeNull();
  });

  it('keeps what was added while the dialog is closed', async () => {
    open();
    await add('Customers');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await press('Request access');
    expect(
      await screen.findByRole('region', { name: 'Customers' }),
    ).toBeVisible();
  });

  it('is another draft on the page of another product', async () => {
    const detailsOf = (product: typeof orders) => ({
      product,
      topics: [],
      clusters: [main, west],
      mayAccept: [],
    });
    function Page() {
      const [product, setProduct] = useState(orders);
      return (
        <>
          <button onClick={() => setProduct(customers)}>elsewhere</button>
          <RequestAccessButton details={detailsOf(product)} />
        </>
      );
    }
    const api = fakeDataMeshApi({
      products: [orders, customers, payments],
      consumers: [ready],
    });
    api.createPlan.mockImplementation(planning());
    renderWithMesh(<Page />, api, { search: '?request=all' });
    await add('Payments');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await press('elsewhere');
    await press('Request access');
    expect(
      await screen.findByText('Request access to Customers'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'Payments' })).toBeNull();
  });
});
