import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aCampaign,
  aCampaignItem,
  aCampaignPlan,
} from '../__testUtils__/campaigns';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { CampaignsPage } from './CampaignsPage';

type Mesh = Parameters<typeof fakeDataMeshApi>[0];

function open(mesh: Mesh, path = '', search = '') {
  const api = fakeDataMeshApi(mesh);
  renderWithMesh(<CampaignsPage />, api, {
    at: ['/data-mesh/campaigns', path],
    search,
    related: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Domain',
        metadata: { name: 'sales', title: 'Sales' },
      },
    ],
  });
  return api;
}
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));
const dialog = async () => within(await screen.findByRole('dialog'));

describe('the page of campaigns', () => {
  it('says first what waits for one, then how far each is', async () => {
    const api = open({ campaigns: [aCampaign({ yours: 4 })] });
    expect(
      await screen.findByText('4 grants wait for your answer'),
    ).toBeVisible();
    const [row] = screen.getAllByRole('row').slice(1);
    expect(
      within(row).getByRole('link', { name: 'Winter cleaning' }),
    ).toHaveAttribute('href', '/data-mesh/campaigns/campaign-1');
    expect(within(row).getByRole('link', { name: 'Sales' })).toBeVisible();
    expect(
      within(row).getByRole('progressbar', { name: '14 of 20 answered' }),
    ).toHaveAttribute('value', '14');
    expect(api.listCampaigns).toHaveBeenCalledWith({
      state: 'open',
      limit: 50,
    });
    expect(
      screen.queryByRole('button', { name: /Start a campaign/ }),
    ).toBeNull();
  });

  it('shows those of a state and a domain that stand in the URL', async () => {
    const api = open({}, '', '?state=closed&domain=domain:default/sales');
    expect(await screen.findByText('0 campaigns')).toBeVisible();
    expect(api.listCampaigns).toHaveBeenCalledWith({
      state: 'closed',
      domain: 'domain:default/sales',
      limit: 50,
    });
  });

  it.each([
    [['group:default/governance'], true, /You can start one/],
    [['group:default/governance'], false, /governance can start one/],
    [[], false, /until an operator sets dataMesh\.access\.campaigns\.groups/],
  ])(
    'says why it is empty, and who could change it: %j %s',
    async (campaignGroups, mayStart, words) => {
      open({ campaignGroups, mayStart });
      expect(
        await screen.findByText('Nothing is looked at again'),
      ).toBeVisible();
      const said = screen.getAllByRole('status').map(each => each.textContent);
      expect(said.join('\n')).toMatch(words);
    },
  );

  it('offers to ask again where it could not be asked', async () => {
    const api = fakeDataMeshApi({});
    api.listCampaigns.mockRejectedValue(new Error('The backend is away'));
    renderWithMesh(<CampaignsPage />, api, {
      at: ['/data-mesh/campaigns', ''],
    });
    expect(
      await screen.findByText('The campaigns could not be asked'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});

describe('starting a campaign', () => {
  it('shows whom it would ask before it does, then links to it', async () => {
    const api = open({ mayStart: true }, '', '?domain=domain:default/sales');
    api.startCampaign.mockImplementation(async ({ dryRun, undecided }) =>
      aCampaignPlan({
        dryRun: dryRun !== false,
        undecided,
        ...(dryRun === false && { campaign: aCampaign() }),
      }),
    );
    await press('Start a campaign …');
    const inside = await dialog();
    const show = inside.getByRole('button', { name: 'Show whom it would ask' });
    expect(show).toBeDisabled();
    await userEvent.type(
      inside.getByRole('textbox', { name: /Why/ }),
      'Once a year',
    );
    await userEvent.click(inside.getByRole('radio', { name: /It is revoked/ }));
    await userEvent.click(show);
    expect(
      await inside.findByText('20 grants would be looked at again'),
    ).toBeVisible();
    const asked = within(inside.getByRole('list', { name: 'Who is asked' }));
    expect(asked.getByRole('link', { name: 'order-team' })).toBeVisible();
    expect(asked.getByText(/17 grants/)).toBeVisible();
    expect(
      within(
        inside.getByRole('list', { name: 'Nobody can answer for' }),
      ).getByRole('link', { name: 'Orphan' }),
    ).toBeVisible();
    const input = {
      domain: 'domain:default/sales',
      reason: 'Once a year',
      dueAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      undecided: 'revoke',
    };
    expect(api.startCampaign).toHaveBeenCalledTimes(1);
    expect(api.startCampaign).toHaveBeenCalledWith({ ...input, dryRun: true });
    await userEvent.click(
      inside.getByRole('button', { name: 'Ask for 20 grants' }),
    );
    expect(
      await inside.findByText('20 grants are looked at again'),
    ).toBeVisible();
    expect(api.startCampaign).toHaveBeenLastCalledWith({
      ...input,
      dryRun: false,
    });
    expect(
      inside.getByRole('link', { name: 'See how far it is' }),
    ).toHaveAttribute('href', '/data-mesh/campaigns/campaign-1');
  });

  it('says why one cannot be started, and keeps what was typed', async () => {
    const api = open(
      { mayStart: true },
      '',
      '?domain=domain:default/sales&start=campaign',
    );
    api.startCampaign.mockRejectedValue(
      new Error('Campaign ‘Autumn’ is open already'),
    );
    const inside = await dialog();
    await userEvent.type(inside.getByRole('textbox', { name: /Why/ }), 'Audit');
    await userEvent.click(
      inside.getByRole('button', { name: 'Show whom it would ask' }),
    );
    expect(await inside.findByRole('alert')).toHaveTextContent(
      /cannot be started.*Campaign ‘Autumn’ is open already/,
    );
    await userEvent.click(inside.getByRole('button', { name: 'Back' }));
    expect(inside.getByRole('textbox', { name: /Why/ })).toHaveValue('Audit');
  });
});

describe('the page of a campaign', () => {
  const mine = aCampaign({ yours: 2, may: { decide: true, close: false } });
  const items = () => [
    aCampaignItem(),
    aCampaignItem({
      id: 'grant-2',
      consumer: 'component:default/tracker',
    }),
    aCampaignItem({
      id: 'grant-3',
      consumer: 'component:default/parcels',
      state: 'confirmed',
      decidedBy: 'user:default/olivia',
      comment: 'Still needed',
      mayDecide: false,
    }),
  ];
  const rowOf = (name: RegExp) => screen.getByRole('row', { name });
  const choose = async (name: RegExp) =>
    userEvent.click(within(rowOf(name)).getByRole('checkbox'));
  const openOne = (over: Mesh = {}, search = '') =>
    open(
      { campaigns: [mine], campaignItems: items(), ...over },
      '/campaign-1',
      search,
    );

  it('says first how far it is, then shows each grant with its use', async () => {
    openOne();
    expect(
      await screen.findByText(
        '6 of 20 grants still wait for an answer; due in 5 days; what nobody answers is revoked.',
      ),
    ).toBeVisible();
    expect(screen.getByText('Once a year.')).toBeVisible();
    await screen.findAllByText('Seen: group route-planner is reading.');
    const row = within(rowOf(/parcels/));
    expect(row.getByText('Confirmed')).toBeVisible();
    expect(row.getByText(/Still needed/)).toBeVisible();
    expect(
      within(rowOf(/tracker/)).getByRole('link', { name: 'order-team' }),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: /Close early/ })).toBeNull();
  });

  it('asks for one’s own and for a state as the URL says', async () => {
    const api = openOne({}, '?whose=mine&state=open');
    await screen.findByRole('row', { name: /tracker/ });
    expect(api.listCampaignItems).toHaveBeenCalledWith('campaign-1', {
      mine: true,
      state: 'open',
      limit: 50,
    });
    expect(screen.queryByRole('row', { name: /parcels/ })).toBeNull();
  });

  it('confirms several at once, and leaves out what is not to be answered', async () => {
    const api = openOne();
    await screen.findByRole('row', { name: /tracker/ });
    for (const name of [/^route-planner/, /tracker/, /parcels/]) {
      await choose(name);
    }
    expect(screen.getByText(/^2 chosen; 1 other is answered/)).toBeVisible();
    await press('Confirm …');
    const inside = await dialog();
    expect(inside.getByText('Confirm 2 grants?')).toBeVisible();
    expect(inside.getByText('tracker: Read access to Orders')).toBeVisible();
    await userEvent.click(inside.getByRole('button', { name: 'Confirm' }));
    expect(await screen.findByText('2 confirmed.')).toBeVisible();
    expect(api.decideCampaignItems).toHaveBeenCalledWith('campaign-1', {
      decision: 'confirm',
      grants: ['grant-1', 'grant-2'],
    });
    expect(screen.getByText(/^Choose grants in the table/)).toBeVisible();
  });

  it('drops with a reason only, and says what became of each', async () => {
    const api = openOne();
    api.decideCampaignItems.mockResolvedValue({
      items: [
        {
          grant: 'grant-2',
          outcome: 'conflict',
          message: 'This grant is confirmed already',
        },
      ],
    });
    await screen.findByRole('row', { name: /tracker/ });
    await choose(/tracker/);
    await press('Drop …');
    const inside = await dialog();
    const drop = inside.getByRole('button', { name: 'Drop' });
    expect(drop).toBeDisabled();
    await userEvent.type(
      inside.getByRole('textbox', { name: /Why/ }),
      'Not used',
    );
    await userEvent.click(drop);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      '1 answered by somebody else.This grant is confirmed already.',
    );
    expect(api.decideCampaignItems).toHaveBeenCalledWith('campaign-1', {
      decision: 'drop',
      grants: ['grant-2'],
      comment: 'Not used',
    });
  });

  it('keeps the dialog with what was typed where answering fails', async () => {
    const api = openOne();
    api.decideCampaignItems.mockRejectedValue(new Error('Only the owner can'));
    await screen.findByRole('row', { name: /tracker/ });
    await choose(/tracker/);
    await press('Drop …');
    const inside = await dialog();
    await userEvent.type(inside.getByRole('textbox', { name: /Why/ }), 'No');
    await userEvent.click(inside.getByRole('button', { name: 'Drop' }));
    expect(await inside.findByRole('alert')).toHaveTextContent(
      'Only the owner can',
    );
    expect(inside.getByRole('textbox', { name: /Why/ })).toHaveValue('No');
  });

  it('can be chosen from by the keyboard alone', async () => {
    openOne();
    await screen.findByRole('row', { name: /tracker/ });
    act(() =>
      within(rowOf(/tracker/))
        .getByRole('checkbox')
        .focus(),
    );
    await userEvent.keyboard(' ');
    expect(await screen.findByText('1 chosen')).toBeVisible();
  });

  it('offers no answers to who has none to give', async () => {
    openOne({ campaigns: [aCampaign()] });
    await screen.findByRole('row', { name: /tracker/ });
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: /Confirm|Drop/ })).toBeNull();
  });

  it('is closed early with a reason, which says what that does', async () => {
    const api = openOne({
      campaigns: [aCampaign({ may: { decide: false, close: true } })],
    });
    await press('Close early …');
    const inside = await dialog();
    expect(inside.getByText(/6 grants.*nothing is revoked/)).toBeVisible();
    const close = inside.getByRole('button', { name: 'Close early' });
    expect(close).toBeDisabled();
    await userEvent.type(inside.getByRole('textbox'), 'The wrong domain');
    await userEvent.click(close);
    await waitFor(() =>
      expect(api.closeCampaign).toHaveBeenCalledWith(
        'campaign-1',
        'The wrong domain',
      ),
    );
  });

  it('says what an empty list means', async () => {
    openOne({ campaignItems: [] }, '?whose=mine');
    expect(
      await screen.findByText('Nothing waits for your answer'),
    ).toBeVisible();
  });
});
