import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aConnection, aGrant } from '../__testUtils__/access';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { GrantsPage } from '../grants/GrantsPage';

const partitions = [
  { partition: 0, from: '120', to: '0', records: 120 },
  { partition: 1, from: '5', to: '8', records: -3 },
  { partition: 2, to: '0' },
];

async function open() {
  const grant = aGrant({
    may: { ...aGrant().may, resetOffsets: true },
    connection: aConnection(),
    evidence: {
      verdict: 'seen',
      sentence: 'A group reads.',
      groups: [{ group: 'route-planner-eu', members: 0 }],
    },
  });
  const api = fakeDataMeshApi({ grants: [grant] });
  api.resetOffsets.mockImplementation(async (_, { group, dryRun }) => ({
    group,
    topic: 'sales.orders.v1',
    dryRun: dryRun !== false,
    partitions,
  }));
  renderWithMesh(<GrantsPage />, api, {
    at: ['/data-mesh/grants', '/grant-1'],
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Read from elsewhere …' }),
  );
  return { api, dialog: within(await screen.findByRole('dialog')) };
}

describe('moving offsets', () => {
  it('shows what would move, then moves it', async () => {
    const { api, dialog } = await open();
    expect(
      dialog.getByRole('combobox', { name: /Consumer group/ }),
    ).toHaveValue('route-planner-eu');
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '?reset=offsets',
    );
    await userEvent.click(
      dialog.getByRole('button', { name: 'Show what would move' }),
    );
    expect(
      await dialog.findByText(
        'If you go on, 120 records are read again and 3 records are skipped',
      ),
    ).toBeVisible();
    expect(dialog.getByText('120 records read again')).toBeVisible();
    expect(dialog.getByText('3 records skipped')).toBeVisible();
    expect(dialog.getByText('Not known')).toBeVisible();
    const input = { group: 'route-planner-eu', to: 'earliest' };
    expect(api.resetOffsets).toHaveBeenCalledTimes(1);
    expect(api.resetOffsets).toHaveBeenCalledWith('grant-1', {
      ...input,
      dryRun: true,
    });
    await userEvent.click(
      dialog.getByRole('button', { name: 'Move the offsets' }),
    );
    expect(await dialog.findByText(/^Done: 120 records/)).toBeVisible();
    expect(api.resetOffsets).toHaveBeenLastCalledWith('grant-1', {
      ...input,
      dryRun: false,
    });
  });

  it('asks for a time as such', async () => {
    const { api, dialog } = await open();
    await userEvent.click(dialog.getByLabelText('From a time on'));
    expect(
      dialog.getByRole('group', { name: /First record at or after/ }),
    ).toBeVisible();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Show what would move' }),
    );
    await dialog.findByText(/^If you go on/);
    expect(api.resetOffsets).toHaveBeenCalledWith('grant-1', {
      group: 'route-planner-eu',
      to: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00/),
      dryRun: true,
    });
  });

  it('says what to do where the group is in use, and tries again', async () => {
    const { api, dialog } = await open();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Show what would move' }),
    );
    const move = await dialog.findByRole('button', {
      name: 'Move the offsets',
    });
    await dialog.findByText(/^If you go on/);
    api.resetOffsets.mockRejectedValueOnce(
      Object.assign(new Error('The group has 2 members'), { statusCode: 409 }),
    );
    await userEvent.click(move);
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The group has 2 members. Offsets move only while nobody reads in the group: stop its members, then try again.',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Try again' }));
    expect(await dialog.findByText(/^Done:/)).toBeVisible();
  });
});
