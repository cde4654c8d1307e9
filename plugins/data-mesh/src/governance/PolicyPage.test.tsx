import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { aFinding, aPolicy, aSizePolicy } from '../__testUtils__/governance';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { GovernancePage } from './GovernancePage';

type Mesh = NonNullable<Parameters<typeof fakeDataMeshApi>[0]>;

function open(mesh: Mesh, path: string, search = '') {
  const api = fakeDataMeshApi(mesh);
  renderWithMesh(<GovernancePage />, api, {
    at: ['/data-mesh/governance', path],
    search,
  });
  return api;
}
describe('the page of policies', () => {
  it('lists them with what they are about and what they find', async () => {
    open(
      {
        policies: [
          aPolicy({
            stageNow: 'warn',
            enforceFrom: '2099-03-01T12:00:00Z',
            scope: { domains: ['domain:default/sales'] },
            tightened: ['domain:default/customer'],
            findings: 7,
            products: 3,
          }),
          aSizePolicy({ stage: 'draft', stageNow: 'draft' }),
        ],
        policyProblems: [
          { key: 'dataMesh.policies[2]', message: "'why' is missing" },
        ],
      },
      '/policies',
    );
    expect(
      await screen.findByText('2 policies: 1 only warns, 1 is a draft'),
    ).toBeVisible();
    expect(screen.getByText('dataMesh.policies[2]')).toBeVisible();
    const row = screen.getByRole('row', { name: /Personal data/ });
    const cells = within(row)
      .getAllByRole('gridcell')
      .map(cell => cell.textContent);
    expect(cells).toEqual([
      'Error',
      'Enforced from 1 March 2099',
      'Data products in sales',
      '7',
      '3',
      'customer',
    ]);
    expect(
      within(row).getByRole('link', { name: 'Personal data is confidential' }),
    ).toHaveAttribute('href', '/data-mesh/governance/policies/personal-data');
  });

  it('says what they are for where there are none', async () => {
    open({}, '/policies');
    expect(await screen.findByText('There are no policies yet')).toBeVisible();
  });

  it('offers to ask again where they could not be asked', async () => {
    const api = fakeDataMeshApi();
    api.listPolicies.mockRejectedValue(new Error('The backend is away'));
    renderWithMesh(<GovernancePage />, api, {
      at: ['/data-mesh/governance', '/policies'],
    });
    expect(
      await screen.findByText('The policies could not be asked'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});

describe('the page of one policy', () => {
  it('says why it is there, what it asks for, what to do and what it finds', async () => {
    open(
      { policies: [aPolicy()], findings: [aFinding()] },
      '/policies/personal-data',
    );
    expect(
      await screen.findByText('1 finding is open, in 1 product.'),
    ).toBeVisible();
    expect(
      screen.getByText('Whoever reads it has to have a reason.'),
    ).toBeVisible();
    expect(
      screen.getByText('Fields with certain tags demand a classification'),
    ).toBeVisible();
    expect(screen.getByText('PII', { selector: 'dd *' })).toBeVisible();
    expect(screen.getByText(/^Enforced/)).toBeVisible();
    const row = await screen.findByRole('row', { name: /Field email/ });
    await userEvent.click(within(row).getByRole('link', { name: /Field/ }));
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'What is there',
    );
  });

  it('says that there is none of this name', async () => {
    open({ policies: [aPolicy()] }, '/policies/other');
    expect(await screen.findByText('There is no policy other')).toBeVisible();
  });
});
