import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Exemption } from '@data-mesh/backstage-plugin-data-mesh-common';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { aFinding, aPolicy } from '../__testUtils__/governance';
import { ordersEntity } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { GovernanceContent } from '../governance/GovernanceContent';
import { PolicyExemptionsCard } from './PolicyExemptionsCard';

const anExemption = (over: Partial<Exemption> = {}): Exemption => ({
  id: 'x1',
  policy: 'personal-data',
  policyTitle: 'Personal data is confidential',
  product: 'dataproduct:default/orders',
  productTitle: 'Orders',
  state: 'requested',
  reason: 'until the new port is there',
  requestedBy: 'user:default/olivia',
  requestedAt: new Date().toISOString(),
  endsAt: '2027-03-01T22:59:59.000Z',
  may: { decide: true, revoke: false },
  ...over,
});

describe('exemptions', () => {
  it('are asked for from the page of the product, by those who may', async () => {
    const api = fakeDataMeshApi({
      policies: [aPolicy()],
      findings: [aFinding({ mayExempt: true })],
    });
    renderWithMesh(<GovernanceContent />, api, { entity: ordersEntity });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask for an exemption …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText(
        'Exempt Orders from ‘Personal data is confidential’ for a while?',
      ),
    ).toBeVisible();
    const confirm = dialog.getByRole('button', {
      name: 'Ask for an exemption',
    });
    expect(confirm).toBeDisabled();
    await userEvent.type(dialog.getByLabelText(/Why/), ' the new port ');
    await userEvent.click(confirm);
    expect(api.requestExemption).toHaveBeenCalledWith({
      policy: 'personal-data',
      product: 'dataproduct:default/orders',
      reason: 'the new port',
      endsAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  it('are not offered to whoever has no say', async () => {
    renderWithMesh(
      <GovernanceContent />,
      fakeDataMeshApi({ policies: [aPolicy()], findings: [aFinding()] }),
      { entity: ordersEntity },
    );
    expect(await screen.findByText('1 error is open')).toBeVisible();
    expect(screen.queryByRole('button', { name: /exemption/ })).toBeNull();
  });

  it('are decided on the page of the policy, with all that one has to know', async () => {
    const api = fakeDataMeshApi({ exemptions: [anExemption()] });
    renderWithMesh(<PolicyExemptionsCard policy="personal-data" />, api);
    const list = await screen.findByRole('list', { name: 'Exemptions' });
    expect(list).toHaveTextContent('Waits for a decision');
    expect(list).toHaveTextContent('Orders until 1 March 2027');
    expect(list).toHaveTextContent('until the new port is there');
    await userEvent.click(
      within(list).getByRole('button', { name: 'Decide …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: 'Decide' });
    expect(confirm).toBeDisabled();
    await userEvent.click(dialog.getByRole('radio', { name: /^Exempt it/ }));
    await userEvent.type(dialog.getByLabelText(/Comment/), 'this once');
    await userEvent.click(confirm);
    expect(api.decideExemption).toHaveBeenCalledWith('x1', {
      decision: 'approve',
      comment: 'this once',
    });
  });

  it('say where a decision did not work, and stay open', async () => {
    const api = fakeDataMeshApi({
      exemptions: [
        anExemption({ state: 'active', may: { decide: false, revoke: true } }),
      ],
    });
    api.revokeExemption.mockRejectedValue(new Error('It is over by now'));
    renderWithMesh(<PolicyExemptionsCard policy="personal-data" />, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take back …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/Why/), 'mended');
    await userEvent.click(dialog.getByRole('button', { name: 'Take back' }));
    expect(await dialog.findByText('It is over by now')).toBeVisible();
  });

  it('stand with the product that is exempt', async () => {
    renderWithMesh(
      <GovernanceContent />,
      fakeDataMeshApi({
        policies: [aPolicy()],
        exemptions: [
          anExemption({
            state: 'active',
            decidedBy: 'user:default/grace',
            comment: 'this once',
            may: { decide: false, revoke: false },
          }),
        ],
      }),
      { entity: ordersEntity },
    );
    const list = await screen.findByRole('list', { name: 'Exemptions' });
    expect(list).toHaveTextContent('ExemptPersonal data is confidential until');
    expect(list).toHaveTextContent(/decided by .*grace.*: this once/i);
    expect(within(list).queryByRole('button')).toBeNull();
  });
});
