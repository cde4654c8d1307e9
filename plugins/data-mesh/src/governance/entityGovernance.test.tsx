import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { aFinding, aPolicy, aSizePolicy } from '../__testUtils__/governance';
import { aProduct, namedProduct, ordersEntity } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { DomainGovernanceCard } from './DomainGovernanceCard';
import { GovernanceContent } from './GovernanceContent';

const policies = [aPolicy(), aSizePolicy()];
const sales = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Domain',
  metadata: { name: 'sales', namespace: 'default' },
};

describe('the tab Governance of a data product', () => {
  it('says first what to do, once for each policy, and last what was fixed', async () => {
    renderWithMesh(
      <GovernanceContent />,
      fakeDataMeshApi({
        policies,
        findings: [
          aFinding(),
          aFinding({ id: 'finding-2', message: 'Field phone is tagged PII' }),
          aFinding({
            id: 'finding-3',
            message: 'Field name is tagged PII',
            fixedAt: new Date().toISOString(),
          }),
          aFinding({ id: 'other', product: 'dataproduct:default/other' }),
        ],
      }),
      { entity: ordersEntity },
    );
    expect(await screen.findByText('2 errors are open')).toBeVisible();
    expect(
      await screen.findByRole('link', { name: '2 policies look at it' }),
    ).toHaveAttribute('href', '/data-mesh/governance/policies');
    const toDo = screen.getByRole('list', { name: 'What to do' });
    expect(toDo).toHaveTextContent(
      /^Classify the port as confidential, or leave the field out\.Error/,
    );
    expect(within(toDo).getAllByText(/^Classify/)).toHaveLength(1);
    expect(within(toDo).getByText(/Field phone/)).toBeVisible();
    expect(
      within(toDo).getByRole('link', { name: 'Personal data is confidential' }),
    ).toHaveAttribute('href', '/data-mesh/governance/policies/personal-data');
    const fixed = await screen.findByRole('list', { name: 'Fixed' });
    expect(fixed).toHaveTextContent(/^Field name is tagged PII Fixed/);
  });

  it('says that nothing is wrong, and how many policies say so', async () => {
    renderWithMesh(<GovernanceContent />, fakeDataMeshApi({ policies }), {
      entity: ordersEntity,
    });
    expect(await screen.findByText('Nothing is wrong')).toBeVisible();
    expect(await screen.findByText('2 policies look at it')).toBeVisible();
    expect(screen.queryByRole('list')).toBeNull();
  });

  it('does not say that nothing is wrong where no policy looks', async () => {
    renderWithMesh(<GovernanceContent />, fakeDataMeshApi(), {
      entity: ordersEntity,
    });
    expect(await screen.findByText('No policy looks at it')).toBeVisible();
    expect(screen.queryByText('Nothing is wrong')).toBeNull();
  });

  it('links to all findings where there are many', async () => {
    renderWithMesh(
      <GovernanceContent />,
      fakeDataMeshApi({
        policies,
        findings: [aFinding(), aFinding({ id: 'finding-2' })],
        pageSize: 1,
      }),
      { entity: ordersEntity },
    );
    expect(await screen.findByText('2 findings are open')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'All 2 findings' }),
    ).toHaveAttribute(
      'href',
      '/data-mesh/governance?product=dataproduct%3Adefault%2Forders',
    );
  });

  it('offers to ask again where it could not be asked', async () => {
    const api = fakeDataMeshApi({ policies });
    api.listFindings.mockRejectedValue(new Error('The backend is away'));
    renderWithMesh(<GovernanceContent />, api, { entity: ordersEntity });
    expect(
      await screen.findByText('The findings could not be asked'),
    ).toBeVisible();
    api.listFindings.mockResolvedValue({
      items: [],
      totalItems: 0,
      domains: [],
    });
    const [again] = screen.getAllByRole('button', { name: 'Try again' });
    await userEvent.click(again);
    expect(await screen.findByText('Nothing is wrong')).toBeVisible();
  });
});

describe('the card Governance of a domain', () => {
  it('says how its products stand, and links to what is wrong', async () => {
    renderWithMesh(
      <DomainGovernanceCard />,
      fakeDataMeshApi({
        policies,
        products: [aProduct(), namedProduct('customers')],
        findings: [aFinding()],
      }),
      { entity: sales },
    );
    expect(
      await screen.findByText(
        '1 of 2 products has nothing wrong; 1 error is open',
      ),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: '1 finding to look at' }),
    ).toHaveAttribute(
      'href',
      '/data-mesh/governance?domain=domain%3Adefault%2Fsales',
    );
  });

  it('says how many of them are in domains below it', async () => {
    const api = fakeDataMeshApi();
    api.listFindings.mockResolvedValue({
      items: [aFinding()],
      totalItems: 3,
      domains: [
        {
          domain: 'domain:default/sales',
          products: 2,
          clean: 1,
          error: 1,
          warning: 0,
          info: 0,
        },
      ],
    });
    renderWithMesh(<DomainGovernanceCard />, api, { entity: sales });
    expect(
      await screen.findByText(/2 of them in domains below it/),
    ).toBeVisible();
  });

  it('says that it has no data products', async () => {
    renderWithMesh(
      <DomainGovernanceCard />,
      fakeDataMeshApi({ policies, products: [] }),
      { entity: sales },
    );
    expect(
      await screen.findByText('The domain has no data products of its own.'),
    ).toBeVisible();
  });

  it('does not say that nothing is wrong where there are no policies', async () => {
    renderWithMesh(<DomainGovernanceCard />, fakeDataMeshApi(), {
      entity: sales,
    });
    expect(
      await screen.findByRole('link', { name: 'what they are for' }),
    ).toHaveAttribute('href', '/data-mesh/governance');
    expect(screen.queryByText(/Nothing is wrong/)).toBeNull();
  });
});
