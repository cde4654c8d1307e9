import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AccessRequestItem } from '@data-mesh/backstage-plugin-data-mesh-common';
import { anItem } from '../__testUtils__/access';
import { aCampaign } from '../__testUtils__/campaigns';
import { aSchemaChange } from '../__testUtils__/schemaChanges';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { ToDecidePage } from './ToDecidePage';

const waiting = anItem({ mayDecide: true });
const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

async function open(items: AccessRequestItem[] = [waiting]) {
  const api = fakeDataMeshApi({ items });
  renderWithMesh(<ToDecidePage />, api);
  await screen.findByText(/decision$/);
  const answerWith = (item: AccessRequestItem) => {
    api.decideItem.mockImplementation(async () => {
      items.splice(0, items.length);
      return item;
    });
  };
  return { api, answerWith };
}

describe('ToDecidePage', () => {
  it('shows who asks for what, why, for how long, and the exact ACLs', async () => {
    await open();
    expect(screen.getByText('1 request waits for your decision')).toBeVisible();
    expect(screen.getByText('Plan routes from open orders.')).toBeVisible();
    expect(screen.getByText('90 days')).toBeVisible();
    expect(screen.getByRole('link', { name: 'liam' })).toBeVisible();
    expect(screen.getByText('User:route-planner')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /Exactly what/ }));
    expect(
      screen.getByText(
        'ALLOW User:route-planner READ GROUP PREFIXED route-planner- from host *',
      ),
    ).toBeVisible();
  });

  it('names what is offered to one, beside what waits for a decision', async () => {
    const offers = [
      {
        kind: 'domain' as const,
        ref: 'domain:default/sales',
        title: 'Sales',
        transfer: {
          to: 'group:default/order-team',
          reason: 'you sell',
          proposedBy: 'user:default/sam',
          proposedAt: '2026-11-26T12:00:00.000Z',
        },
      },
    ];
    renderWithMesh(<ToDecidePage />, fakeDataMeshApi({ items: [], offers }));
    expect(
      await screen.findByText('1 transfer waits for you to accept or decline'),
    ).toBeVisible();
    const list = screen.getByRole('list', { name: 'Transfers' });
    expect(list).toHaveTextContent(
      /^Domain Sales for order-team, offered by sam .*: you sell$/,
    );
    expect(within(list).getByRole('link', { name: 'Sales' })).toHaveAttribute(
      'href',
      '/catalog/default/domain/sales',
    );
    expect(screen.queryByText('You are done')).toBeNull();
  });

  it('approves in two clicks, of the version that was shown', async () => {
    const { api, answerWith } = await open([waiting]);
    answerWith(anItem({ state: 'approved', grantId: 'grant-1' }));
    await press('Approve …');
    await press('Approve');
    expect(
      await screen.findByText('Approved: Read access to Orders'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'See it, or revoke it' }),
    ).toHaveAttribute('href', '/data-mesh/grants/grant-1');
    expect(api.decideItem).toHaveBeenCalledWith(waiting, {
      decision: 'approve',
      version: 3,
    });
    expect(
      await screen.findByText('Nothing waits for your decision'),
    ).toBeVisible();
  });

  it('sends conditions and a comment along', async () => {
    const { api } = await open();
    await press('Approve …');
    await userEvent.type(
      screen.getByRole('textbox', { name: /Conditions/ }),
      'No e-mail addresses',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: /Comment/ }),
      'Fine',
    );
    await press('Approve');
    await waitFor(() =>
      expect(api.decideItem).toHaveBeenCalledWith(waiting, {
        decision: 'approve',
        conditions: 'No e-mail addresses',
        comment: 'Fine',
        version: 3,
      }),
    );
  });

  it('does not reject without a reason', async () => {
    const { api, answerWith } = await open([waiting]);
    answerWith(anItem({ state: 'rejected' }));
    await press('Reject …');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Reject' })).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Why/ }),
      'Use shipments',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Reject' }));
    expect(
      await screen.findByText('Rejected: Read access to Orders'),
    ).toBeVisible();
    expect(api.decideItem).toHaveBeenCalledWith(waiting, {
      decision: 'reject',
      comment: 'Use shipments',
      version: 3,
    });
  });

  it('says that somebody else was faster, and shows how it stands', async () => {
    const items = [waiting];
    const { api } = await open(items);
    api.decideItem.mockImplementation(async () => {
      items.splice(0, 1);
      throw Object.assign(new Error('Sam has decided meanwhile'), {
        statusCode: 409,
      });
    });
    await press('Approve …');
    await press('Approve');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Nothing was decided.*Sam has decided meanwhile\. You see it as it is now/,
    );
    expect(
      await screen.findByText('Nothing waits for your decision'),
    ).toBeVisible();
  });

  it('keeps the dialog with what was typed where deciding fails otherwise', async () => {
    const { api } = await open();
    api.decideItem.mockRejectedValueOnce(new Error('The backend is away'));
    await press('Reject …');
    await userEvent.type(screen.getByRole('textbox', { name: /Why/ }), 'No');
    await press('Reject');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is away',
    );
    expect(screen.getByRole('textbox', { name: /Why/ })).toHaveValue('No');
  });

  it('says who comes next where there are two steps', async () => {
    const steps = [
      { name: 'owner', deciders: ['group:default/order-team'] },
      { name: 'steward', deciders: ['user:default/sam'] },
    ];
    const { answerWith } = await open([anItem({ mayDecide: true, steps })]);
    answerWith(anItem({ steps, step: 1 }));
    expect(screen.getByText(/\(step 1 of 2\)/)).toBeVisible();
    await press('Approve …');
    expect(screen.getByText(/After you,/)).toHaveTextContent('sam decides.');
    await press('Approve');
    expect(await screen.findByText(/^Next,/)).toHaveTextContent(
      'Next, sam decides.',
    );
  });

  it('links to new schemas that break consumers of one’s own', async () => {
    const api = fakeDataMeshApi({
      schemaChanges: [
        aSchemaChange({ yours: 1 }),
        aSchemaChange({ id: 'not-mine' }),
      ],
    });
    renderWithMesh(<ToDecidePage />, api);
    expect(
      await screen.findByText('1 new schema breaks consumers of yours'),
    ).toBeVisible();
    expect(
      within(screen.getByRole('list', { name: 'Schema changes' })).getByRole(
        'link',
        { name: 'Orders, port orders-v1' },
      ),
    ).toHaveAttribute('href', '/data-mesh/schema-changes/change-1');
    expect(screen.queryByText('You are done')).toBeNull();
  });

  it('links to campaigns in which one has yet to answer, with how much', async () => {
    const api = fakeDataMeshApi({
      campaigns: [
        aCampaign({ yours: 4 }),
        aCampaign({ id: 'campaign-2', title: 'Not mine' }),
      ],
    });
    renderWithMesh(<ToDecidePage />, api);
    expect(
      await screen.findByText('4 grants wait for your answer'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Winter cleaning' }),
    ).toHaveAttribute('href', '/data-mesh/campaigns/campaign-1?whose=mine');
    expect(screen.getByText(/or they are revoked/)).toBeVisible();
    expect(screen.queryByText('Not mine')).toBeNull();
    expect(screen.queryByText('You are done')).toBeNull();
  });

  it('says what an empty list means', async () => {
    await open([]);
    expect(screen.getByText('You are done')).toBeVisible();
  });
});
