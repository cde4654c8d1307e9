import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeDataMeshApi } from '../../__testUtils__/fakeDataMeshApi';
import {
  aSizePolicy,
  aTrial,
  aVersion,
  someRules,
} from '../../__testUtils__/governance';
import { renderWithMesh } from '../../__testUtils__/renderWithMesh';
import { GovernancePage } from '../GovernancePage';

jest.setTimeout(60_000);

type Mesh = NonNullable<Parameters<typeof fakeDataMeshApi>[0]>;

const SETTLED = { timeout: 5_000 };
const portal = aSizePolicy({
  origin: 'portal',
  version: 2,
  severity: 'error',
  stage: 'enforce',
  stageNow: 'enforce',
  publishedBy: 'user:default/grace',
  publishedAt: aVersion().publishedAt,
});
const mesh = (over: Mesh = {}): Mesh => ({
  policies: [portal],
  policyRules: someRules(),
  policyVersions: [aVersion()],
  mayPublish: true,
  trial: aTrial(),
  ...over,
});

function open(
  path: string,
  over: Mesh = {},
  api = fakeDataMeshApi(mesh(over)),
) {
  const view = renderWithMesh(<GovernancePage />, api, {
    at: ['/data-mesh/governance', path],
  });
  return { api, view };
}

const field = (name: string | RegExp) => screen.findByRole('textbox', { name });
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));
const publishable = () =>
  waitFor(
    () =>
      expect(screen.getByRole('button', { name: /^Publish/ })).toBeEnabled(),
    SETTLED,
  );

beforeEach(() => window.sessionStorage.clear());

describe('writing the next version of a policy', () => {
  it('checks it as one writes, says what it will do, and publishes it', async () => {
    const { api } = open('/policies/parallel/edit', {
      documentChanges: [{ path: 'rule.minPartitions', before: 2, after: 6 }],
      trial: aTrial({ newlyBlocked: 3 }),
    });
    const partitions = await field(/Fewest partitions/);
    expect(partitions).toHaveValue('2');
    expect(await field('ID')).toHaveAttribute('readonly');
    expect(screen.getByRole('button', { name: /^Publish/ })).toBeDisabled();
    await userEvent.clear(partitions);
    await userEvent.type(partitions, '6');
    await userEvent.tab();
    const changes = await screen.findByRole(
      'list',
      { name: 'What it changes' },
      SETTLED,
    );
    expect(changes).toHaveTextContent('minPartitions2 → 6');
    const document = {
      ...aVersion().document,
      rule: { type: 'topic-size', minPartitions: 6 },
    };
    await waitFor(
      () =>
        expect(api.tryPolicyDocument).toHaveBeenCalledWith({
          document,
          limit: 500,
        }),
      SETTLED,
    );
    await publishable();
    await press(/^Publish/);
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      'Nobody is given access to 3 products that can be had now.',
    );
    expect(dialog).toHaveTextContent('3 products newly fail, and their owners');
    const confirm = within(dialog).getByRole('button', { name: 'Publish' });
    expect(confirm).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Why' }),
      'readers wait',
    );
    await userEvent.click(confirm);
    // Back on its page.
    expect(await screen.findByText('What it finds now')).toBeVisible();
    expect(api.publishPolicyVersion).toHaveBeenCalledWith('parallel', {
      document,
      reason: 'readers wait',
      basedOn: 2,
    });
    expect(window.sessionStorage).toHaveLength(0);
  });

  it('says what is wrong with an expression below it, at its place', async () => {
    const expression = 'product.tier == 1 &&\n  consumer.ref == ""';
    open('/policies/parallel/edit', {
      policyVersions: [
        aVersion({
          document: {
            ...aVersion().document,
            rule: { type: 'product-expression', expressions: [expression] },
          },
        }),
      ],
      documentProblems: [
        {
          path: 'rule.expressions[0]',
          message: "there is no variable 'consumer'",
          line: 2,
          column: 3,
        },
      ],
      trial: undefined,
    });
    const area = await field('Expression 1');
    expect(area).toHaveValue(expression);
    await waitFor(
      () =>
        expect(area).toHaveAccessibleDescription(
          /Line 2, column 3: there is no variable 'consumer'/,
        ),
      SETTLED,
    );
    const pointer = screen.getByText(/consumer\.ref/, { selector: 'pre' });
    expect(pointer.textContent).toBe('  consumer.ref == ""\n  ^');
    expect(screen.getByText('1 thing is missing or wrong')).toBeVisible();
    expect(screen.getByRole('button', { name: /^Publish/ })).toBeDisabled();
  });

  it('tells that somebody else was faster, and goes on from theirs where one has seen it', async () => {
    const { api } = open('/policies/parallel/edit');
    api.tryPolicyDocument.mockResolvedValue({
      problems: [],
      changes: [{ path: 'why', before: 'a', after: 'b' }],
      version: 3,
      trial: aTrial(),
    });
    await userEvent.type(await field('Why'), '!');
    expect(
      await screen.findByText('Version 3 was published meanwhile', {}, SETTLED),
    ).toBeVisible();
    await press('Go on from version 3');
    expect(screen.queryByText(/was published meanwhile/)).toBeNull();
    await publishable();
    await press(/^Publish/);
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Why' }),
      'both',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Publish' }),
    );
    expect(api.publishPolicyVersion).toHaveBeenCalledWith(
      'parallel',
      expect.objectContaining({ basedOn: 3 }),
    );
  });

  it('asks before one leaves what is not published, and has it again after', async () => {
    const { view } = open('/policies/parallel/edit');
    await userEvent.type(await field('Why'), ' Or two.');
    await userEvent.click(screen.getByRole('link', { name: 'The policy' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Leave without publishing?');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Stay' }));
    expect(await field('Why')).toHaveValue(
      'One partition is one reader at a time. Or two.',
    );
    await userEvent.click(screen.getByRole('link', { name: 'The policy' }));
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Leave',
      }),
    );
    expect(await screen.findByText('What it finds now')).toBeVisible();
    view.unmount();
    open('/policies/parallel/edit');
    expect(
      await screen.findByText('What you have changed before is here'),
    ).toBeVisible();
    expect(await field('Why')).toHaveValue(
      'One partition is one reader at a time. Or two.',
    );
    await press('Discard it');
    expect(await field('Why')).toHaveValue(
      'One partition is one reader at a time.',
    );
    expect(window.sessionStorage).toHaveLength(0);
  });

  it('leaves at once where nothing was changed', async () => {
    open('/policies/parallel/edit');
    await field('Why');
    await userEvent.click(screen.getByRole('link', { name: 'The policy' }));
    expect(await screen.findByText('What it finds now')).toBeVisible();
  });

  it('is not for those who may not publish, nor for what configuration has', async () => {
    const { view } = open('/policies/parallel/edit', { mayPublish: false });
    expect(
      await screen.findByText('Policies are not yours to publish'),
    ).toBeVisible();
    view.unmount();
    open('/policies/parallel/edit', { policyVersions: [] });
    expect(
      await screen.findByText('Policy parallel stands in the configuration'),
    ).toBeVisible();
  });
});

describe('writing a new policy', () => {
  it('suggests an ID, asks for nothing that nobody could have said yet, and publishes', async () => {
    const { api } = open('/new-policy', { trial: aTrial({ failsNow: 0 }) });
    api.publishPolicy.mockResolvedValue({ ...portal, document: {} });
    api.tryPolicyDocument.mockResolvedValueOnce({
      problems: [{ path: 'title', message: "'title' is missing" }],
      changes: [],
    });
    const title = await field('Title');
    expect(
      await screen.findByText('1 thing is missing or wrong', {}, SETTLED),
    ).toBeVisible();
    expect(title).not.toHaveAccessibleDescription(/missing/);
    await userEvent.type(title, 'Two at least');
    expect(await field('ID')).toHaveValue('two-at-least');
    await userEvent.type(await field('Why'), 'W');
    await userEvent.type(await field('What to do'), 'R');
    await press(/Rule/);
    await userEvent.click(
      await screen.findByRole('option', { name: /^Partitions/ }),
    );
    await userEvent.type(await field(/Fewest partitions/), '2');
    await userEvent.click(screen.getByRole('checkbox', { name: 'tier-1' }));
    await userEvent.click(screen.getByRole('radio', { name: /^Warn:/ }));
    await publishable();
    await press(/^Publish/);
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Why' }),
      'agreed',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Publish' }),
    );
    await waitFor(() =>
      expect(api.publishPolicy).toHaveBeenCalledWith({
        document: {
          id: 'two-at-least',
          title: 'Two at least',
          why: 'W',
          severity: 'warning',
          stage: 'warn',
          scope: { tier: ['tier-1'] },
          rule: { type: 'topic-size', minPartitions: 2 },
          remedy: 'R',
        },
        reason: 'agreed',
      }),
    );
  });
});

describe('the page of a policy of the portal', () => {
  it('lets those who may edit it, look back, and retire it', async () => {
    const { api } = open('/policies/parallel');
    expect(await screen.findByRole('link', { name: 'Edit' })).toHaveAttribute(
      'href',
      '/data-mesh/governance/policies/parallel/edit',
    );
    expect(screen.getByRole('link', { name: 'Versions' })).toBeVisible();
    expect(screen.getByText('Version 2')).toBeVisible();
    api.retirePolicy.mockResolvedValue(aVersion({ state: 'retired' }));
    await press(/^Retire/);
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Why' }),
      'of no use',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Retire' }),
    );
    expect(await screen.findByText(/^1 policy: /)).toBeVisible();
    expect(api.retirePolicy).toHaveBeenCalledWith('parallel', {
      reason: 'of no use',
      basedOn: 2,
    });
  });

  it('offers others nothing, and of configuration only what can be done', async () => {
    const { view } = open('/policies/parallel', { mayPublish: false });
    expect(await screen.findByText('What it finds now')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Edit' })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Retire/ })).toBeNull();
    view.unmount();
    open('/policies/parallel', { policies: [aSizePolicy()] });
    expect(await screen.findByText('What it finds now')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Edit' })).toBeNull();
  });

  it('tells owners of the day that it has, and how many were told', async () => {
    const enforceFrom = '2099-03-01T00:00:00.000Z';
    const { api } = open('/policies/parallel', {
      policies: [{ ...portal, stageNow: 'warn', enforceFrom }],
    });
    api.announcePolicy.mockResolvedValue({
      told: 3,
      toldBefore: 1,
      withoutOwner: 0,
    });
    await press(/^Tell owners/);
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /besides/ }),
      'Plan for it',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Tell owners' }),
    );
    expect(
      await screen.findByText(
        'The owners of 3 products are told. Those of 1 knew already.',
      ),
    ).toBeVisible();
    expect(api.announcePolicy).toHaveBeenCalledWith('parallel', {
      enforceFrom,
      message: 'Plan for it',
    });
  });

  it('has its versions, with what each has changed', async () => {
    open('/policies/parallel/versions', {
      policyVersions: [
        aVersion({ version: 3, state: 'retired', changes: [] }),
        aVersion(),
      ],
    });
    expect(await screen.findByText('Version 3: retired')).toBeVisible();
    expect(screen.getAllByText('Two will do.')).toHaveLength(2);
    expect(
      screen.getByRole('list', { name: 'What version 2 changed' }),
    ).toHaveTextContent('minPartitions3 → 2');
    expect(screen.getByRole('link', { name: 'Publish again' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Retire/ })).toBeNull();
  });
});

describe('the versions of a policy', () => {
  it('are shown further back where one wants to see them', async () => {
    const api = fakeDataMeshApi(mesh());
    api.listPolicyVersions
      .mockResolvedValueOnce({
        items: [aVersion()],
        totalItems: 2,
        nextCursor: 'o1',
      })
      .mockResolvedValueOnce({
        items: [aVersion({ version: 1, changes: [], reason: 'The first.' })],
        totalItems: 2,
      });
    open('/policies/parallel/versions', {}, api);
    await press('Show older ones');
    expect(await screen.findByText('The first.')).toBeVisible();
    expect(api.listPolicyVersions).toHaveBeenLastCalledWith('parallel', {
      cursor: 'o1',
    });
    expect(screen.queryByRole('button', { name: /older/ })).toBeNull();
  });
});

describe('the page of policies', () => {
  it('lets those who may make a new one, and put right what cannot be read', async () => {
    open('/policies', {
      policyProblems: [
        { key: 'old, version 3', policy: 'old', message: 'it cannot be read' },
      ],
    });
    expect(
      await screen.findByRole('link', { name: 'New policy' }),
    ).toHaveAttribute('href', '/data-mesh/governance/new-policy');
    expect(
      screen.getByRole('link', { name: 'Versions of old' }),
    ).toHaveAttribute('href', '/data-mesh/governance/policies/old/versions');
  });
});
