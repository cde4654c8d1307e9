import type { DomainEntity } from '@backstage/catalog-model';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Claim,
  ClaimRequest,
  MeshTopic,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { aCluster, namedProduct, ordersEntity } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { UnclaimedTopicsCard } from '../domain/UnclaimedTopicsCard';
import { productsOf } from './bulkClaim';
import { ClaimButton } from './ClaimButton';

const sales: DomainEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Domain',
  metadata: { name: 'sales', namespace: 'default' },
  spec: { owner: 'order-team', type: 'data-domain' },
};
const topic = (name: string, more?: Partial<MeshTopic>): MeshTopic => ({
  cluster: 'main',
  environment: 'production',
  name,
  entityRef: `resource:default/main.${name}`,
  domainRef: 'domain:default/sales',
  ...more,
});
const claim = (over: Partial<Claim> = {}): Claim => ({
  entity: {
    apiVersion: 'data-mesh/v1alpha1',
    kind: 'DataProduct',
    metadata: { name: 'a', title: 'A' },
    spec: { owner: 'group:default/shop', domain: 'domain:default/sales' },
  },
  owners: ['group:default/shop'],
  domainOwners: ['group:default/order-team'],
  mayPublish: true,
  results: [],
  ...over,
});
const request = (over: Partial<ClaimRequest> = {}): ClaimRequest => ({
  id: 'c1',
  product: 'dataproduct:default/a',
  title: 'Refunds',
  domain: 'domain:default/sales',
  domainOwner: 'group:default/order-team',
  entity: claim().entity,
  owner: 'group:default/shop',
  message: 'we make it',
  state: 'open',
  requestedBy: 'user:default/liam',
  requestedAt: '2026-11-26T12:00:00.000Z',
  may: { answer: false, withdraw: false },
  ...over,
});

describe('what one may not claim', () => {
  it('is asked of the owner of the domain, with a message', async () => {
    const api = fakeDataMeshApi();
    api.getProductClaim.mockResolvedValue(
      claim({ mayPublish: false, reason: 'Its domain is not yours.' }),
    );
    api.checkDescriptor.mockResolvedValue({
      isBlocked: false,
      problems: [],
      results: [],
    });
    api.requestClaim.mockResolvedValue(request());
    await renderWithMesh(
      <ClaimButton
        claimed={{ product: 'dataproduct:default/orders' }}
        name="Orders"
      />,
      api,
      { entity: ordersEntity },
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Claim Orders …' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText('Its domain is not yours.'),
    ).toBeVisible();
    const ask = within(dialog).getByRole('button', {
      name: 'Ask order-team to publish this',
    });
    expect(ask).toBeDisabled();
    await userEvent.type(
      within(dialog).getByLabelText(/Message/),
      'we make it',
    );
    await userEvent.click(ask);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.requestClaim).toHaveBeenCalledWith({
      entity: claim().entity,
      message: 'we make it',
    });
  });
});

describe('claims that wait, on the page of the domain', () => {
  const show = (...items: ClaimRequest[]) => {
    const api = fakeDataMeshApi();
    api.listClaimRequests.mockResolvedValue({
      items,
      totalItems: items.length,
    });
    renderWithMesh(<UnclaimedTopicsCard />, api, { entity: sales });
    return api;
  };

  it('are accepted or declined by its owner, who sees what is proposed', async () => {
    const api = show(request({ may: { answer: true, withdraw: false } }));
    const section = await screen.findByRole('region', {
      name: 'Claims that wait',
    });
    expect(section).toHaveTextContent(
      /^Claims that waitliam asks for Refunds to be published for shop, .* ago: we make it/,
    );
    expect(api.listClaimRequests).toHaveBeenCalledWith({
      domain: 'domain:default/sales',
      state: 'open',
      limit: 100,
    });
    await userEvent.click(
      within(section).getByRole('button', { name: 'Decline …' }),
    );
    const dialog = await screen.findByRole('dialog');
    const decline = within(dialog).getByRole('button', { name: 'Decline' });
    expect(decline).toBeDisabled();
    api.answerClaimRequest.mockResolvedValue(request({ state: 'declined' }));
    await userEvent.type(within(dialog).getByLabelText(/Why/), 'it is ours');
    await userEvent.click(decline);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.answerClaimRequest).toHaveBeenCalledWith('c1', {
      accept: false,
      comment: 'it is ours',
    });
  });

  it('are withdrawn by whoever asked', async () => {
    const api = show(request({ may: { answer: false, withdraw: true } }));
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Withdraw the request to publish Refunds',
      }),
    );
    expect(api.withdrawClaimRequest).toHaveBeenCalledWith('c1');
    expect(await screen.findByRole('alert')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Accept …' })).toBeNull();
  });
});

describe('several topics', () => {
  const refusal = { code: 'NOT_ALLOWED', message: 'c is not yours.' } as const;
  const open = async () => {
    const api = fakeDataMeshApi({
      products: [namedProduct('a', { origin: 'discovered' })],
    });
    api.listClusters.mockResolvedValue({
      items: [aCluster()],
      problems: [],
      catalog: {},
      mayOperate: false,
    });
    api.listTopics.mockResolvedValue({
      items: [
        topic('a.v1', { productRef: 'dataproduct:default/a' }),
        topic('a.v2', { productRef: 'dataproduct:default/a' }),
        topic('b'),
        topic('c'),
        topic('taken', { productRef: 'dataproduct:default/orders' }),
      ],
      totalItems: 5,
    });
    api.getTopicClaim.mockResolvedValue(claim());
    api.claimTopics.mockImplementation(async ({ topics, dryRun = false }) => ({
      items: topics.map(({ cluster, topic: name }) => {
        const [product] = name.split('.');
        const isRefused = product === 'c';
        return {
          cluster,
          topic: name,
          product: `dataproduct:default/${product}`,
          title: product.toLocaleUpperCase('en-US'),
          published: !dryRun && !isRefused,
          ...(isRefused ? { refusal } : {}),
        };
      }),
      totalItems: topics.length,
    }));
    renderWithMesh(<UnclaimedTopicsCard />, api, { entity: sales });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Claim several …' }),
    );
    return { api, dialog: await screen.findByRole('dialog') };
  };

  it('are chosen, shown as the products that they would be, and published one by one', async () => {
    const { api, dialog } = await open();
    const all = await within(dialog).findByRole('checkbox', {
      name: 'All 4 topics',
    });
    expect(
      within(dialog).queryByRole('checkbox', { name: 'taken on main' }),
    ).toBeNull();
    await userEvent.click(all);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'See what they become' }),
    );
    const list = await within(dialog).findByRole('list', { name: 'Products' });
    const lines = () =>
      within(list)
        .getAllByRole('listitem')
        .map(item => item.textContent);
    expect(lines()).toEqual([
      'Aa.v1, a.v2Can be published',
      'BbCan be published',
      'Ccc is not yours.',
    ]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Publish 2 products' }),
    );
    await within(dialog).findByRole('button', { name: 'Done' });
    expect(lines()).toEqual([
      'Aa.v1, a.v2Published',
      'BbPublished',
      'Ccc is not yours.',
    ]);
    const [tried, ...published] = api.claimTopics.mock.calls.map(
      ([input]) => input,
    );
    expect(tried).toMatchObject({ owner: 'group:default/shop', dryRun: true });
    expect(published.map(({ topics }) => topics.length)).toEqual([2, 1]);
    expect(new Set(published.map(({ run }) => run)).size).toBe(1);
  });

  it('that were not reached are tried again by the same run', async () => {
    const { api, dialog } = await open();
    await userEvent.click(
      await within(dialog).findByRole('checkbox', { name: 'b on main' }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'See what they become' }),
    );
    const publish = await within(dialog).findByRole('button', {
      name: 'Publish 1 product',
    });
    api.claimTopics.mockRejectedValueOnce(new Error('the portal is away'));
    await userEvent.click(publish);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'the portal is away',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Try the rest again' }),
    );
    await within(dialog).findByRole('button', { name: 'Done' });
    const runs = api.claimTopics.mock.calls.slice(1).map(([{ run }]) => run);
    expect(runs).toHaveLength(2);
    expect(new Set(runs).size).toBe(1);
  });

  it('of one product are one line, and those of none each their own', () => {
    const item = { cluster: 'main', published: false };
    expect(
      productsOf([
        { ...item, topic: 'a', product: 'dataproduct:default/x', title: 'X' },
        { ...item, topic: 'b', product: 'dataproduct:default/x', title: 'X' },
        {
          ...item,
          topic: 'c',
          refusal: { code: 'NOT_FOUND', message: 'there is none' },
        },
      ]).map(({ key, topics }) => [key, topics.length]),
    ).toEqual([
      ['dataproduct:default/x', 2],
      ['main/c', 1],
    ]);
  });
});
