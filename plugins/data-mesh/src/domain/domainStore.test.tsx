import type { Entity } from '@backstage/catalog-model';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DomainStanding } from '@data-mesh/backstage-plugin-data-mesh-common';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { DomainAboutCard } from './DomainAboutCard';
import { domainDescriptorOf, domainFormOf } from './domainForm';

const REF = 'domain:default/sales';
const described = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Domain',
  metadata: { name: 'sales', title: 'Sales' },
  spec: {
    type: 'data-domain',
    owner: 'group:default/sales-team',
    dataMesh: { policies: { pii: { days: 3 } } },
  },
};
const entity = (annotations: Record<string, string> = {}): Entity => ({
  ...described,
  metadata: { ...described.metadata, namespace: 'default', annotations },
});
const template: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'new-domain', namespace: 'default' },
  spec: { type: 'data-domain' },
};
const standing = (over: Partial<DomainStanding> = {}): DomainStanding => ({
  version: 2,
  state: 'published',
  entity: described,
  owner: 'group:default/sales-team',
  changedBy: 'user:default/sam',
  changedAt: '2026-11-26T12:00:00.000Z',
  changes: [],
  isOwner: false,
  mayChange: false,
  mayOffer: false,
  mayGive: false,
  mayAccept: false,
  mayUnpublish: false,
  ...over,
});
const OWNER = {
  isOwner: true,
  mayChange: true,
  mayOffer: true,
  mayUnpublish: true,
};

function show(over: Partial<DomainStanding> | undefined, of = entity()) {
  const api = fakeDataMeshApi();
  if (over) {
    const now = standing(over);
    api.getDomainPublication.mockResolvedValue(now);
    api.listDomainVersions.mockResolvedValue({
      items: [
        {
          ...now,
          changes: [{ path: 'spec.owner', before: 'a', after: 'b' }],
        },
        { ...now, version: 1 },
      ],
      totalItems: 2,
    });
  }
  renderWithMesh(<DomainAboutCard />, api, {
    entity: of,
    related: [template],
  });
  return api;
}

const buttons = async () => {
  await screen.findByRole('button', { name: 'Export …' });
  return screen
    .getAllByRole('button')
    .map(button => button.textContent)
    .filter(name => name?.endsWith('…'));
};

const press = async (name: string) => {
  await userEvent.click(await screen.findByRole('button', { name }));
  return screen.findByRole('dialog');
};

describe('the form of a domain', () => {
  it('changes nothing until somebody does, and keeps what it does not show', () => {
    expect(domainDescriptorOf(described, domainFormOf(described))).toEqual(
      described,
    );
    expect(
      domainDescriptorOf(described, {
        ...domainFormOf(described),
        defaultClassification: 'internal',
        description: ' What we sell. ',
      }),
    ).toEqual({
      ...described,
      metadata: { ...described.metadata, description: 'What we sell.' },
      spec: {
        ...described.spec,
        dataMesh: {
          policies: { pii: { days: 3 } },
          defaultClassification: 'internal',
        },
      },
    });
    const plain = { ...described, spec: { owner: 'a' } };
    expect(domainDescriptorOf(plain, domainFormOf(plain))).toEqual(plain);
  });
});

describe('a domain that is not published', () => {
  it('says where it is described, and asks for no version', async () => {
    const api = show(
      undefined,
      entity({
        'backstage.io/managed-by-origin-location':
          'url:https://git.example.com/domains.yaml',
      }),
    );
    expect(
      await screen.findByRole('link', { name: /domains.yaml/ }),
    ).toHaveAttribute('href', 'https://git.example.com/domains.yaml');
    expect(api.getDomainPublication).not.toHaveBeenCalled();
  });

  it('leads to the template where one is installed', async () => {
    show(undefined, entity({ 'data-mesh/origin': 'discovered' }));
    expect(await screen.findByText(/^Nobody has described it/)).toBeVisible();
    expect(
      await screen.findByRole('link', { name: 'Publish …' }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(/\/catalog\/default\/template\/new-domain$/),
    );
  });
});

describe('a published domain', () => {
  it('can be exported by all who see it', async () => {
    show({});
    expect(await buttons()).toEqual(['Export …']);
    expect(screen.getByText(/^Version 2, published by/)).toBeVisible();
  });

  it('shows what each version has changed', async () => {
    show({});
    await userEvent.click(
      await screen.findByRole('button', { name: /^Versions/ }),
    );
    const changes = await screen.findByRole('list', {
      name: 'Changes of version 2',
    });
    expect(changes).toHaveTextContent('spec.ownera → b');
  });

  it('is changed as its next version, once what was typed is looked at', async () => {
    const api = show(OWNER);
    expect(await buttons()).toEqual([
      'Change …',
      'Export …',
      'Transfer …',
      'Unpublish …',
    ]);
    api.checkDomainChange.mockImplementation(async (_ref, { entity: it }) =>
      Object(it.metadata).description
        ? { changes: [{ path: 'metadata.description', after: 'x' }] }
        : { changes: [] },
    );
    api.changeDomain.mockResolvedValue({} as never);
    const dialog = await press('Change …');
    const publish = within(dialog).getByRole('button', {
      name: 'Publish version 3',
    });
    await waitFor(() => expect(publish).toBeDisabled());
    await userEvent.type(
      within(dialog).getByLabelText(/Description/),
      'What we sell.',
    );
    expect(
      await within(dialog).findByRole('list', { name: 'What it changes' }),
    ).toHaveTextContent('metadata.description');
    await userEvent.type(within(dialog).getByLabelText(/Why/), 'asked for');
    await userEvent.click(publish);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.changeDomain).toHaveBeenCalledWith(REF, {
      entity: {
        ...described,
        metadata: { ...described.metadata, description: 'What we sell.' },
      },
      basedOn: 2,
      reason: 'asked for',
    });
  });

  it('says why a change would not be taken, and does not offer it', async () => {
    const api = show(OWNER);
    api.checkDomainChange.mockResolvedValue({
      changes: [],
      refusal: { code: 'INVALID', message: 'spec.dataMesh.accessRule is odd' },
    });
    const dialog = await press('Change …');
    expect(
      await within(dialog).findByText('spec.dataMesh.accessRule is odd'),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('button', { name: 'Publish version 3' }),
    ).toBeDisabled();
  });

  it('is not unpublished with something in it, which is named', async () => {
    const api = show(OWNER);
    api.unpublishDomain.mockRejectedValue(
      new Error('sales still has topics (sales.orders.v1)'),
    );
    const dialog = await press('Unpublish …');
    await userEvent.type(within(dialog).getByLabelText(/Why/), 'no use');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Unpublish' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'still has topics (sales.orders.v1)',
    );
    expect(api.unpublishDomain).toHaveBeenCalledWith(REF, 'no use');
  });

  const transfer = {
    to: 'group:default/logistics-team',
    proposedBy: 'user:default/sam',
    proposedAt: '2026-11-26T12:00:00.000Z',
  };

  it('is accepted by whom it is offered to', async () => {
    const api = show({ transfer, mayAccept: true });
    expect(await buttons()).toEqual(['Accept …', 'Export …']);
    const dialog = await press('Accept …');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Accept' }),
    );
    await waitFor(() =>
      expect(api.answerDomainTransfer).toHaveBeenCalledWith(REF, true),
    );
  });

  it('can be taken back by whoever could offer it, and says where that fails', async () => {
    const api = show({ transfer, mayOffer: true });
    api.answerDomainTransfer.mockRejectedValue(
      new Error('It was answered a moment ago'),
    );
    expect(await buttons()).toEqual(['Export …']);
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It was answered a moment ago',
    );
    expect(api.answerDomainTransfer).toHaveBeenCalledWith(REF, false);
  });

  it('is given away at once by governance alone, with a reason', async () => {
    show({ mayOffer: true, mayGive: true });
    expect(await buttons()).toEqual(['Export …', 'Transfer …', 'Give away …']);
    const dialog = await press('Give away …');
    await userEvent.type(within(dialog).getByLabelText(/Why/), 'they are gone');
    expect(
      within(dialog).getByRole('button', { name: 'Give away' }),
    ).toBeDisabled();
  });

  it('says that a declaration of its name does not count', async () => {
    show({
      pendingDeclaration: { originLocation: 'url:https://git.example/x.yaml' },
    });
    expect(await screen.findByText('It is declared, too')).toBeVisible();
  });

  it('stands behind a declaration, which is changed where it is', async () => {
    show({
      ...OWNER,
      mayChange: false,
      mayOffer: false,
      shadowedBy: 'url:https://git.example/x.yaml',
    });
    expect(await screen.findByText(/and changed there/)).toHaveTextContent(
      'The published version 2 stands behind it.',
    );
    expect(await buttons()).toEqual(['Export …', 'Unpublish …']);
  });
});
