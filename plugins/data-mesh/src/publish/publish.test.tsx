import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Claim,
  PolicyCheck,
  ProductStanding,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { aProduct, ordersEntity } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { ClaimButton } from './ClaimButton';
import { descriptorOf, formOf } from './claimForm';
import { PublishedPanel } from './PublishedPanel';

const REF = 'dataproduct:default/orders';
const claim = (over: Partial<Claim> = {}): Claim => ({
  entity: {
    apiVersion: 'data-mesh/v1alpha1',
    kind: 'DataProduct',
    metadata: { name: 'orders', title: 'Orders' },
    spec: {
      type: 'source-aligned',
      owner: 'group:default/order-team',
      domain: 'domain:default/sales',
      outputPorts: [{ name: 'orders-v1', type: 'kafka', locations: [] }],
    },
  },
  owners: ['group:default/order-team', 'group:default/shop'],
  domainOwners: ['group:default/order-team'],
  mayPublish: true,
  results: [],
  ...over,
});
const fine: PolicyCheck = { isBlocked: false, problems: [], results: [] };
const blocked: PolicyCheck = {
  isBlocked: true,
  problems: [],
  results: [
    {
      policy: 'support',
      title: 'Consumers know whom to ask',
      severity: 'error',
      stage: 'enforce',
      blocks: true,
      remedy: 'Name a channel.',
      violations: [{ subject: '', value: 'none', message: 'There is none.' }],
    },
  ],
};

describe('the form of a claim', () => {
  it('says what was proposed until somebody changes it, and leaves out what is empty', () => {
    const proposed = claim();
    expect(descriptorOf(proposed, formOf(proposed))).toEqual(proposed.entity);
    const said = descriptorOf(proposed, {
      ...formOf(proposed),
      description: ' Every order. ',
      classification: 'internal',
      channel: '#orders',
    });
    expect(said).toMatchObject({
      metadata: { name: 'orders', description: 'Every order.' },
      spec: {
        classification: 'internal',
        support: { channel: '#orders' },
        outputPorts: [{ name: 'orders-v1' }],
      },
    });
  });
});

describe('Claim', () => {
  const open = async (api: ReturnType<typeof fakeDataMeshApi>) => {
    await renderWithMesh(
      <ClaimButton claimed={{ product: REF }} name="Orders" />,
      api,
      { entity: ordersEntity },
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Claim Orders …' }),
    );
    return screen.findByRole('dialog');
  };

  it('publishes what is proposed with what one adds, once policies hold', async () => {
    const api = fakeDataMeshApi();
    api.getProductClaim.mockResolvedValue(claim());
    api.checkDescriptor.mockImplementation(async ({ entity }) =>
      Object(entity.spec).support ? fine : blocked,
    );
    api.publishProduct.mockResolvedValue({
      product: aProduct(),
      version: 1,
      results: [],
    });
    const dialog = await open(api);
    expect(
      await within(dialog).findByText(
        '‘Consumers know whom to ask’ has to hold before it is published',
      ),
    ).toBeVisible();
    const publish = within(dialog).getByRole('button', { name: 'Publish' });
    expect(publish).toBeDisabled();
    await userEvent.type(
      within(dialog).getByLabelText(/Where consumers get help/),
      '#orders',
    );
    expect(await within(dialog).findByText('All policies hold')).toBeVisible();
    await userEvent.click(publish);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.publishProduct).toHaveBeenCalledWith({
      entity: expect.objectContaining({
        metadata: { name: 'orders', title: 'Orders' },
        spec: expect.objectContaining({ support: { channel: '#orders' } }),
      }),
    });
    expect(api.checkDescriptor).toHaveBeenLastCalledWith(
      expect.objectContaining({ origin: 'published' }),
    );
  });

  it('says in the dialog what went wrong, and keeps what one has typed', async () => {
    const api = fakeDataMeshApi();
    api.getProductClaim.mockResolvedValue(claim());
    api.checkDescriptor.mockResolvedValue(fine);
    api.publishProduct.mockRejectedValue(new Error('Liam was there first'));
    const dialog = await open(api);
    await userEvent.type(
      within(dialog).getByLabelText(/Description/),
      'Every order.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Publish' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Liam was there first',
    );
    expect(within(dialog).getByLabelText(/Description/)).toHaveValue(
      'Every order.',
    );
  });

  it('names who can where one cannot', async () => {
    const api = fakeDataMeshApi();
    api.getProductClaim.mockResolvedValue(
      claim({ mayPublish: false, reason: 'Its domain is not yours.' }),
    );
    const dialog = await open(api);
    expect(
      await within(dialog).findByText('Its domain is not yours.'),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('link', { name: 'order-team' }),
    ).toBeVisible();
    expect(
      within(dialog).queryByRole('button', { name: 'Publish' }),
    ).toBeNull();
  });
});

describe('a published product', () => {
  const standing = (over: Partial<ProductStanding> = {}): ProductStanding => ({
    version: 1,
    state: 'published',
    entity: claim().entity,
    owner: 'group:default/order-team',
    changedBy: 'user:default/olivia',
    changedAt: '2026-11-26T12:00:00.000Z',
    changes: [],
    isOwner: false,
    mayAccept: false,
    mayOverride: false,
    ...over,
  });
  const show = (over: Partial<ProductStanding>, product = aProduct()) => {
    const api = fakeDataMeshApi();
    api.getPublication.mockResolvedValue(standing(over));
    renderWithMesh(
      <PublishedPanel
        details={{
          product,
          mayAccept: product.pendingDeclaration?.topics ?? [],
        }}
        onChanged={() => {}}
      />,
      api,
      { entity: ordersEntity },
    );
    return api;
  };
  const buttons = async () => {
    await screen.findByText(/^Version 1, published by/);
    return screen
      .getAllByRole('button')
      .map(button => button.textContent)
      .filter(name => name?.endsWith('…'));
  };

  it('can be exported by all who see it, and changed by its owner alone', async () => {
    show({});
    expect(await buttons()).toEqual(['Export …']);
  });

  it('can be transferred and unpublished by its owner, who says why', async () => {
    const api = show({ isOwner: true });
    expect(await buttons()).toEqual([
      'Change …',
      'Export …',
      'Transfer …',
      'Deprecate …',
      'Retire …',
      'Unpublish …',
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Unpublish …' }));
    const dialog = await screen.findByRole('dialog');
    const unpublish = within(dialog).getByRole('button', {
      name: 'Unpublish',
    });
    expect(unpublish).toBeDisabled();
    api.unpublishProduct.mockRejectedValue(
      new Error('orders is still read by route-planner'),
    );
    await userEvent.type(within(dialog).getByLabelText(/Why/), 'no use');
    await userEvent.click(unpublish);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'is still read by route-planner',
    );
    expect(api.unpublishProduct).toHaveBeenCalledWith(REF, {
      reason: 'no use',
    });
  });

  it('is changed as its next version, based on the one that was seen', async () => {
    const api = show({ isOwner: true });
    api.checkDescriptor.mockResolvedValue(fine);
    api.changeProduct.mockResolvedValue({
      product: aProduct(),
      version: 2,
      results: [],
    });
    await buttons();
    await userEvent.click(screen.getByRole('button', { name: 'Change …' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).queryByLabelText(/Owner/)).toBeNull();
    await userEvent.type(
      within(dialog).getByLabelText(/Description/),
      'Every order.',
    );
    await userEvent.type(within(dialog).getByLabelText(/Why/), 'asked for');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Publish version 2' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.changeProduct).toHaveBeenCalledWith(REF, {
      entity: {
        ...claim().entity,
        metadata: {
          name: 'orders',
          title: 'Orders',
          description: 'Every order.',
        },
      },
      basedOn: 1,
      reason: 'asked for',
    });
  });

  it('is accepted by whom it is offered to, and nobody else', async () => {
    const transfer = {
      to: 'group:default/logistics-team',
      reason: 'they make it',
      proposedBy: 'user:default/olivia',
      proposedAt: '2026-11-26T12:00:00.000Z',
    };
    const api = show({ transfer, mayAccept: true });
    expect(await buttons()).toEqual(['Accept …', 'Export …']);
    await userEvent.click(screen.getByRole('button', { name: 'Accept …' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Accept' }),
    );
    await waitFor(() =>
      expect(api.answerTransfer).toHaveBeenCalledWith(REF, true),
    );
  });

  it('says that a declaration of its name waits, which the owner of the domain accepts', async () => {
    const topic = { cluster: 'main', topic: 'sales.orders.v1' };
    const api = show(
      {},
      aProduct({
        origin: 'published',
        pendingDeclaration: {
          originLocation: 'url:https://git.example.com/x.yaml',
          topics: [topic],
        },
      }),
    );
    expect(await screen.findByText('It is declared, too')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Accept …' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Accept' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.acceptDeclaration).toHaveBeenCalledWith(REF, topic);
  });
});
