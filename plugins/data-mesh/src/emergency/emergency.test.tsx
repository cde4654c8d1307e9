import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  aConsumer,
  aGrant,
  anItem,
  aPlan,
  aPlannedItem,
} from '../__testUtils__/access';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { aCluster, aProduct } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { RequestAccessButton } from '../access/request/RequestAccessButton';
import { ToDecidePage } from '../access/ToDecidePage';
import { GrantsPage } from '../grants/GrantsPage';

const INCIDENT = 'https://incidents.example/7';

function anEmergency(over?: Partial<Grant>): Grant {
  const { may } = aGrant();
  return aGrant({
    origin: 'break-glass',
    purpose: 'Orders are stuck',
    approvedBy: ['rule:break-glass'],
    breakGlass: { incident: INCIDENT },
    may: { ...may, review: true },
    ...over,
  });
}

function openGrant(grant: Grant) {
  const api = fakeDataMeshApi({ grants: [grant] });
  renderWithMesh(<GrantsPage />, api, {
    at: ['/data-mesh/grants', '/grant-1'],
  });
  return api;
}

const product = aProduct();
const asked = { code: 'CONFLICT', message: 'It was asked for already' };

/** The dialog of a product, for somebody who may use emergency access. */
function openDialog(breakGlass?: { maxDuration: string }) {
  const api = fakeDataMeshApi();
  api.listConsumers.mockResolvedValue({
    items: [aConsumer()],
    totalItems: 1,
    ...(breakGlass && { breakGlass }),
  });
  api.createPlan.mockImplementation(async ({ breakGlass: emergency }) =>
    aPlan(
      aPlannedItem(
        emergency
          ? { steps: [], rule: 'break-glass', maxDuration: 'PT4H' }
          : { existing: { requestId: 'r1' }, refusal: asked },
      ),
    ),
  );
  renderWithMesh(
    <RequestAccessButton
      details={{ product, topics: [], clusters: [aCluster()], mayAccept: [] }}
    />,
    api,
    { search: '?request=all' },
  );
  return api;
}
const next = () =>
  userEvent.click(screen.getByRole('button', { name: 'Next' }));

describe('taking emergency access', () => {
  it('is not offered to others than those who may', async () => {
    openDialog();
    await screen.findByText(/Signs in to Main/);
    expect(
      screen.queryByRole('checkbox', { name: 'This is an emergency' }),
    ).toBeNull();
  });

  it('goes where a request waits already, with the incident, for hours', async () => {
    const api = openDialog({ maxDuration: 'PT4H' });
    api.submitAccessRequest.mockResolvedValue({
      ...anItem(),
      items: [anItem({ state: 'approved', grantId: 'grant-1' })],
    });
    const emergency = await screen.findByRole('checkbox', {
      name: 'This is an emergency',
    });
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled(),
    );
    await userEvent.click(emergency);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Next' })).toBeEnabled(),
    );
    await next();
    await userEvent.type(
      screen.getByRole('textbox', { name: /What has happened/ }),
      'Orders are stuck',
    );
    const incident = screen.getByRole('textbox', { name: /Incident/ });
    await userEvent.type(incident, 'INC-7');
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
    await userEvent.clear(incident);
    await userEvent.type(incident, INCIDENT);
    expect(
      within(screen.getByRole('radiogroup')).getByLabelText(/^1 hour, until/),
    ).toBeChecked();
    expect(screen.queryByLabelText(/days/)).toBeNull();
    await next();
    expect(
      await screen.findByText(/review stays open until somebody else/),
    ).toBeVisible();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take access now' }),
    );
    expect(await screen.findByText('Approved at once')).toBeVisible();
    expect(api.submitAccessRequest).toHaveBeenCalledWith(
      expect.objectContaining({
        breakGlass: { incident: INCIDENT },
        purpose: 'Orders are stuck',
        duration: 'PT1H',
      }),
      expect.any(String),
    );
  });
});

describe('emergency access', () => {
  it('is told apart on the page of its grant, with the incident', async () => {
    openGrant(anEmergency({ may: aGrant().may }));
    expect(
      await screen.findByText('Emergency access, to be reviewed'),
    ).toBeVisible();
    expect(screen.getByText(/^For/)).toHaveTextContent('taken in an emergency');
    const link = screen.getByRole('link', { name: INCIDENT });
    expect(link).toHaveAttribute('href', INCIDENT);
    expect(link).toHaveAttribute('rel', expect.stringContaining('noopener'));
    expect(screen.queryByRole('button', { name: 'Review …' })).toBeNull();
  });

  it('says what the review came to', async () => {
    openGrant(
      anEmergency({
        breakGlass: {
          incident: INCIDENT,
          review: {
            verdict: 'unjustified',
            comment: 'The dashboard shows it',
            reviewedBy: 'user:default/olivia',
            reviewedAt: new Date().toISOString(),
          },
        },
      }),
    );
    expect(
      await screen.findByText('Emergency access, found unjustified'),
    ).toBeVisible();
    expect(screen.getByText(/The dashboard shows it/)).toBeVisible();
  });

  it('waits among what is to be decided, and is reviewed there with a verdict and a reason', async () => {
    const grants = [anEmergency()];
    const api = fakeDataMeshApi({ grants });
    api.reviewGrant.mockImplementation(async () => grants.pop()!);
    renderWithMesh(<ToDecidePage />, api);
    const waiting = await screen.findByRole('region', {
      name: 'Emergency access to review',
    });
    expect(
      within(waiting).getByText('1 emergency waits for your review'),
    ).toBeVisible();
    expect(within(waiting).getByText('Orders are stuck')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Review …' }));
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: 'Review' });
    await userEvent.type(dialog.getByRole('textbox', { name: /Why/ }), 'Fine');
    expect(confirm).toBeDisabled();
    await userEvent.click(dialog.getByLabelText('It was justified'));
    await userEvent.click(confirm);
    expect(api.reviewGrant).toHaveBeenCalledWith('grant-1', {
      verdict: 'justified',
      comment: 'Fine',
    });
    await waitFor(() =>
      expect(
        screen.queryByRole('region', { name: 'Emergency access to review' }),
      ).toBeNull(),
    );
  });

  it('keeps what was written where the review fails', async () => {
    const api = openGrant(anEmergency());
    api.reviewGrant.mockRejectedValueOnce(new Error('The backend is away'));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Review …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByLabelText('It was not justified'));
    await userEvent.type(dialog.getByRole('textbox', { name: /Why/ }), 'No');
    await userEvent.click(dialog.getByRole('button', { name: 'Review' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The backend is away',
    );
    expect(dialog.getByRole('textbox', { name: /Why/ })).toHaveValue('No');
  });
});
