import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import { aConnection, aGrant } from '../__testUtils__/access';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { dayWords } from '../humanise/times';
import { GrantsPage } from './GrantsPage';

const [first, second, third] = aGrant().bindings;
const all = {
  renew: true,
  renewWithoutEvidence: true,
  revoke: true,
  retry: true,
  reveal: false,
  resetOffsets: false,
  review: false,
};
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString();

function open(grants: Grant[], path = '/grant-1', search = '') {
  const api = fakeDataMeshApi({ grants });
  renderWithMesh(<GrantsPage />, api, {
    at: ['/data-mesh/grants', path],
    search,
  });
  return api;
}

describe('the list of grants', () => {
  it('asks for what the URL says', async () => {
    const api = open([aGrant()], '', '?role=owner&state=active');
    expect(await screen.findByText('Read access to Orders')).toBeVisible();
    expect(api.listGrants).toHaveBeenCalledWith({
      role: 'owner',
      state: 'active',
      limit: 50,
    });
  });

  it('says what is next where nothing matches', async () => {
    open([], '');
    expect(await screen.findByText('No grant matches')).toBeVisible();
  });
});

describe('the page of a grant', () => {
  it('says in words what it allows, to whom, until when, on whose decision', async () => {
    const grant = aGrant({ conditions: 'No e-mail addresses' });
    open([grant]);
    expect(await screen.findByRole('heading', { level: 2 })).toHaveTextContent(
      `Read access to Orders until ${dayWords(grant.endsAt)}`,
    );
    expect(screen.getByText(/^For/)).toHaveTextContent(
      'For route-planner, decided by olivia.',
    );
    expect(screen.getByText('On condition: No e-mail addresses')).toBeVisible();
    expect(screen.queryByRole('button', { name: /Renew|Revoke/ })).toBeNull();
  });

  it('names the rule where nobody had to decide', async () => {
    open([aGrant({ approvedBy: ['rule:same-team'] })]);
    expect(await screen.findByText(/^For/)).toHaveTextContent(
      'approved at once by the rule same-team',
    );
  });

  it('follows a grant until every broker has confirmed it', async () => {
    const grants = [aGrant({ state: 'pending', confirmed: 2, brokers: 3 })];
    open(grants);
    expect(await screen.findByText('2 of 3 brokers confirmed')).toBeVisible();
    grants[0] = aGrant({ connection: aConnection() });
    expect(
      await screen.findByText('How to connect', {}, { timeout: 3_000 }),
    ).toBeVisible();
    expect(screen.getByText('Active')).toBeVisible();
  });

  it('shows each binding exactly, and what is special about it', async () => {
    open([
      aGrant({
        may: all,
        bindings: [
          { ...first, state: 'missing' },
          { ...second, existedBefore: true },
          { ...third, sharedWith: 2 },
        ],
      }),
    ]);
    expect(
      await screen.findByText('Somebody removed 1 ACL of this grant at Kafka'),
    ).toBeVisible();
    expect(
      screen.getByText('Missing: somebody removed it at Kafka'),
    ).toBeVisible();
    expect(
      screen.getByText(
        'It was there before this grant, so it stays when the grant ends.',
      ),
    ).toBeVisible();
    expect(screen.getByText(/2 other grants need it too/)).toBeVisible();
  });

  it.each(['active', 'pending'] as const)(
    'repairs an %s one on a click',
    async state => {
      const grant = aGrant({
        state,
        may: all,
        bindings: [{ ...first, state: 'missing' }],
      });
      const api = open([grant]);
      await userEvent.click(
        await screen.findByRole('button', { name: 'Repair' }),
      );
      expect(api.retryGrant).toHaveBeenCalledWith('grant-1');
    },
  );

  it('tells why it failed, and tries again on a click', async () => {
    const api = open([
      aGrant({ state: 'failed', reason: 'Main did not answer', may: all }),
    ]);
    expect(await screen.findByText('Main did not answer')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(api.retryGrant).toHaveBeenCalledWith('grant-1');
  });

  it('renews with one click, saying the new end, and says why it cannot', async () => {
    const api = open([aGrant({ may: all, endsAt: inDays(5) })]);
    api.renewGrant.mockRejectedValueOnce(
      new Error('Not seen in use, so Order team has to renew it'),
    );
    const button = await screen.findByRole('button', {
      name: `Renew until ${dayWords(inDays(90))}`,
    });
    await userEvent.click(button);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Not seen in use, so Order team has to renew it',
    );
    await userEvent.click(button);
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(api.renewGrant).toHaveBeenLastCalledWith('grant-1');
  });

  const consumer = { ...all, renewWithoutEvidence: false };
  const seen = { verdict: 'seen', sentence: 'Seen: group a.' } as const;

  it('offers the consumer to renew while it is seen to be used', async () => {
    open([aGrant({ may: consumer, endsAt: inDays(5), evidence: seen })]);
    expect(
      await screen.findByRole('button', { name: /^Renew until/ }),
    ).toBeVisible();
  });

  it.each([
    [
      { evidence: { verdict: 'not-seen', sentence: 'Not seen: no group.' } },
      'Not seen: no group. Without a sign of use, one of the owners of Orders can renew it.',
    ],
    [
      { evidence: { verdict: 'unknown', sentence: 'It cannot be known.' } },
      'It cannot be known. Without a sign of use, one of the owners of Orders can renew it.',
    ],
    [
      {},
      'Whether it is used was not asked yet. Without a sign of use, one of the owners of Orders can renew it.',
    ],
    [
      { evidence: seen, reason: 'The topic moves' },
      'It was given notice, which one of the owners of Orders can take back by renewing it.',
    ],
  ] as const)(
    'tells the consumer of %j who can renew it, before they try',
    async (how, words) => {
      open([aGrant({ may: consumer, endsAt: inDays(5), ...how })]);
      const note = await screen.findByText(/can renew it\.|take back/);
      expect(note).toHaveTextContent(words);
      expect(
        within(note).getByRole('link', { name: 'Orders' }),
      ).toHaveAttribute('href', '/catalog/default/dataproduct/orders');
      expect(screen.queryByRole('button', { name: /^Renew/ })).toBeNull();
      expect(screen.getByRole('button', { name: 'Revoke …' })).toBeVisible();
    },
  );

  it('names the topic where a grant is of no data product', async () => {
    open([aGrant({ may: consumer, product: undefined })]);
    expect(
      await screen.findByText(
        /whoever owns topic sales.orders.v1 can renew it/,
      ),
    ).toBeVisible();
  });

  it('renews for another period in a dialog', async () => {
    const api = open([aGrant({ may: all, endsAt: inDays(5) })]);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Renew otherwise …' }),
    );
    await userEvent.click(screen.getByLabelText(/^180 days, until/));
    await userEvent.click(
      screen.getByRole('button', { name: 'Renew otherwise' }),
    );
    await waitFor(() =>
      expect(api.renewGrant).toHaveBeenCalledWith('grant-1', {
        duration: 'P180D',
      }),
    );
  });

  it('does not revoke without a reason, and lists before what happens', async () => {
    const api = open([
      aGrant({
        may: all,
        bindings: [
          first,
          { ...second, existedBefore: true },
          { ...third, sharedWith: 1 },
        ],
      }),
    ]);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Revoke …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const [removed, before, shared] = dialog.getAllByRole('listitem');
    expect(removed).toHaveTextContent('is removed');
    expect(before).toHaveTextContent('stays, it was there before');
    expect(shared).toHaveTextContent('stays, another grant needs it');
    const revoke = dialog.getByRole('button', { name: 'Revoke' });
    expect(revoke).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Why/ }),
      'Retired',
    );
    await userEvent.click(dialog.getByLabelText(/^In 7 days/));
    await userEvent.click(revoke);
    await waitFor(() =>
      expect(api.revokeGrant).toHaveBeenCalledWith('grant-1', {
        reason: 'Retired',
        notice: 'P7D',
      }),
    );
  });

  it('tells both sides that access remains that was there before', async () => {
    open([
      aGrant({
        state: 'expired',
        accessRemains: true,
        endedAt: inDays(-1),
      }),
    ]);
    expect(await screen.findByText('Access remains at Kafka')).toBeVisible();
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(
      'Read access to Orders, ended',
    );
  });

  it.each([
    ['seen', 'In use'],
    ['not-seen', 'Not seen'],
    ['unknown', 'Cannot be known'],
  ] as const)('shows evidence that is %s as such', async (verdict, words) => {
    open([
      aGrant({
        startsAt: inDays(-30),
        evidence: { verdict, sentence: 'As far as Kafka tells.' },
      }),
    ]);
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.getByText('As far as Kafka tells.')).toBeVisible();
  });

  it('keeps the way to connect in the URL', async () => {
    open([aGrant({ connection: aConnection() })]);
    await userEvent.click(await screen.findByRole('tab', { name: 'Python' }));
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '?client=python',
    );
    expect(
      await screen.findByRole('region', { name: 'consume.py' }),
    ).toBeVisible();
  });

  it('says that there is no such grant', async () => {
    open([], '/gone');
    expect(await screen.findByText('There is no grant gone')).toBeVisible();
  });
});
