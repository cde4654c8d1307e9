import { useState, type ComponentType } from 'react';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aPlan,
  aStep,
  PERSONAL_DATA,
  REFUSED,
} from '../__testUtils__/creations';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { dataMeshApiRef } from '../api';
import { ClassificationField } from './ClassificationField';
import { ClusterField } from './ClusterField';
import { PlanField, validatePlan } from './PlanField';
import { PortsField } from './PortsField';
import { SchemaField, validateSchema } from './SchemaField';
import { TopicsField } from './TopicsField';
import { TopicNameField, validateTopicName } from './TopicNameField';

const FORM = {
  name: 'returns',
  description: 'What customers send back.',
  owner: 'group:default/order-team',
  domain: 'domain:default/sales',
  cluster: 'main',
  topic: 'sales.returns.v1',
  partitions: 3,
  schema: '{"type":"record","name":"Returns","fields":[]}',
};

type Api = ReturnType<typeof fakeDataMeshApi>;

/** A field as the form of a template holds it. */
function render<T>(
  Field: ComponentType<any>,
  api: Api,
  {
    form = {},
    value,
    uiSchema = {},
  }: { form?: object; value?: T; uiSchema?: object } = {},
) {
  const changes: T[] = [];
  function Form() {
    const [formData, setFormData] = useState<T | undefined>(value);
    return (
      <Field
        schema={{ title: 'Field' }}
        uiSchema={uiSchema}
        formContext={{ formData: { ...form } }}
        formData={formData}
        onChange={(next: T) => {
          changes.push(next);
          setFormData(next);
        }}
      />
    );
  }
  renderWithMesh(<Form />, api);
  return changes;
}

/** What a validator has against a value. */
async function problemsOf(
  validate: (value: any, field: any, context: any) => unknown,
  value: unknown,
  api: Api,
  form: object = FORM,
  uiSchema: object = {},
): Promise<string[]> {
  const problems: string[] = [];
  await validate(
    value,
    { addError: (problem: string) => problems.push(problem) },
    {
      formData: form,
      uiSchema,
      apiHolder: {
        get: (ref: unknown) => (ref === dataMeshApiRef ? api : undefined),
      },
    },
  );
  return problems;
}

describe('the name of a topic', () => {
  const api = () => {
    const fake = fakeDataMeshApi();
    fake.suggestTopicName.mockResolvedValue({ name: 'sales.returns.v1' });
    fake.planCreation.mockResolvedValue(aPlan());
    return fake;
  };

  it('is filled in as the naming has it, and said to be free', async () => {
    const changes = render<string>(TopicNameField, api(), { form: FORM });
    expect(await screen.findByText(/free, and yours to use/)).toBeVisible();
    expect(changes).toEqual(['sales.returns.v1']);
  });

  it('stays what somebody typed', async () => {
    const changes = render<string>(TopicNameField, api(), {
      form: FORM,
      value: 'sales.mine.v1',
    });
    expect(await screen.findByText(/free, and yours to use/)).toBeVisible();
    expect(changes).toEqual([]);
  });

  it('is refused while typing and on the way to the next page', async () => {
    const fake = api();
    fake.planCreation.mockResolvedValue(aPlan([REFUSED]));
    render<string>(TopicNameField, fake, { form: FORM });
    expect(await screen.findByText(/exists already/)).toBeVisible();
    expect(
      await problemsOf(validateTopicName, 'sales.returns.v1', fake),
    ).toEqual(['Topic sales.returns.v1 exists already on cluster main']);
  });

  it('can be asked about again where Kafka was away', async () => {
    const fake = api();
    const away = { code: 'UNAVAILABLE' as const, message: 'No answer in time' };
    fake.planCreation.mockResolvedValueOnce(
      aPlan([{ ...REFUSED, refusal: away }]),
    );
    render<string>(TopicNameField, fake, { form: FORM });
    expect(await screen.findByText('No answer in time')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/free, and yours to use/)).toBeVisible();
  });

  it('can be asked about again where that failed', async () => {
    const fake = api();
    fake.planCreation.mockRejectedValueOnce(new Error('The backend is away'));
    render<string>(TopicNameField, fake, { form: FORM });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );
    expect(await screen.findByText(/free, and yours to use/)).toBeVisible();
  });
});

describe('a schema', () => {
  it('begins with fields that say what they mean', async () => {
    const api = fakeDataMeshApi();
    api.planCreation.mockResolvedValue(aPlan());
    const changes = render<string>(SchemaField, api, {
      form: { ...FORM, schema: undefined },
    });
    expect(await screen.findByText('2 fields')).toBeVisible();
    expect(JSON.parse(changes[0]).name).toBe('Returns');
  });

  it('shows what policies say of it, and stops where one blocks', async () => {
    const api = fakeDataMeshApi();
    const product = aStep({
      kind: 'product',
      name: 'dataproduct:default/returns',
      results: [PERSONAL_DATA],
    });
    api.planCreation.mockResolvedValue(aPlan([aStep(), product]));
    render<string>(SchemaField, api, { form: FORM, value: FORM.schema });
    expect(
      await screen.findByText(/email is tagged PII. Classify the port/),
    ).toBeVisible();
    expect(await problemsOf(validateSchema, FORM.schema, api)).toEqual([
      'Personal data is confidential: email is tagged PII. Classify the port as confidential.',
    ]);
  });

  it('tells how many fields do not say what they mean', async () => {
    const api = fakeDataMeshApi();
    api.planCreation.mockResolvedValue(aPlan());
    const schema = JSON.stringify({
      type: 'record',
      name: 'R',
      fields: [{ name: 'id', type: 'string' }],
    });
    render<string>(SchemaField, api, { form: FORM, value: schema });
    expect(
      await screen.findByText('1 field, 1 without a meaning'),
    ).toBeVisible();
  });
});

describe('the plan', () => {
  it('lists what will be made, and confirms exactly that', async () => {
    const api = fakeDataMeshApi();
    api.planCreation.mockResolvedValue(aPlan());
    const changes = render(PlanField, api, { form: FORM });
    expect(
      await screen.findByText('Create topic sales.returns.v1'),
    ).toBeVisible();
    expect(screen.getByText(/created with 3 partitions/)).toBeVisible();
    await waitFor(() => expect(changes).toEqual([{ hash: 'as-shown' }]));
    expect(await problemsOf(validatePlan, { hash: 'as-shown' }, api)).toEqual(
      [],
    );
  });

  it('confirms nothing that cannot be made, and says why', async () => {
    const api = fakeDataMeshApi();
    api.planCreation.mockResolvedValue(aPlan([REFUSED]));
    const changes = render(PlanField, api, { form: FORM });
    expect(await screen.findByText(/exists already/)).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent('cannot be made');
    expect(changes).toEqual([]);
    expect(await problemsOf(validatePlan, {}, api)).toEqual([
      'It cannot be made like this; go back and change it',
    ]);
  });

  it('is refused once something has changed since it was shown', async () => {
    const api = fakeDataMeshApi();
    api.planCreation.mockResolvedValue(aPlan([aStep()], 'another'));
    expect(await problemsOf(validatePlan, { hash: 'as-shown' }, api)).toEqual([
      'It has changed meanwhile; look at the plan again',
    ]);
  });

  it('plans a domain where the template makes one', async () => {
    const api = fakeDataMeshApi();
    api.planCreation.mockResolvedValue(aPlan());
    const uiSchema = { 'ui:options': { makes: 'domain' } };
    const form = { name: 'emea', owner: 'group:default/emea-team' };
    render(PlanField, api, { form, uiSchema });
    await screen.findByText('Create topic sales.returns.v1');
    const problems = await problemsOf(
      validatePlan,
      { hash: 'as-shown' },
      api,
      form,
      uiSchema,
    );
    expect(problems).toEqual([]);
    expect(api.planCreation.mock.calls).toEqual(
      [1, 2].map(() => [
        { domain: { entity: expect.objectContaining({ kind: 'Domain' }) } },
      ]),
    );
  });

  it('names what the form lacks', async () => {
    const api = fakeDataMeshApi();
    render(PlanField, api, { form: { ...FORM, owner: '' } });
    expect(await screen.findByText(/owner is missing/)).toBeVisible();
    expect(api.planCreation).not.toHaveBeenCalled();
  });
});

describe('ports and topics', () => {
  it('do not count the empty item that a form begins a list with', async () => {
    const api = fakeDataMeshApi();
    render(PortsField, api, { value: [{}] });
    expect(await screen.findByText('Another data product')).toBeVisible();
    expect(api.getProduct).not.toHaveBeenCalled();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('keep the topics that a search hides', async () => {
    const api = fakeDataMeshApi();
    const known = await api.listTopics('main');
    api.listTopics.mockResolvedValue({
      items: ['sales.a.v1', 'sales.b.v1'].map(name => ({
        ...known.items[0],
        name,
        cluster: 'main',
        domainRef: 'domain:default/sales',
        productRef: undefined,
      })),
      totalItems: 2,
    });
    const { items, ...rest } = await api.listClusters();
    api.listClusters.mockResolvedValue({ ...rest, items: items.slice(0, 1) });
    const changes = render(TopicsField, api, {
      form: FORM,
      value: [{ cluster: 'main', topic: 'sales.a.v1' }],
    });
    await userEvent.type(
      await screen.findByRole('searchbox', { name: 'Search topics' }),
      'b.v1',
    );
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'sales.b.v1 on main' }),
    );
    expect(changes.at(-1)).toEqual([
      { cluster: 'main', topic: 'sales.a.v1' },
      { cluster: 'main', topic: 'sales.b.v1' },
    ]);
    expect(screen.getByText(/^2 topics of 2 chosen/)).toBeVisible();
  });
});

describe('a classification', () => {
  it('says what it entails for those who ask', async () => {
    const api = fakeDataMeshApi();
    api.previewAccessRule.mockImplementation(async ({ classification }) => ({
      rule: 'r',
      steps: classification === 'public' ? [] : ['owner', 'steward'],
      maxDuration: 'P30D',
    }));
    const changes = render<string>(ClassificationField, api, { form: FORM });
    expect(
      await screen.findByText(/may read it at once, for 30 days at most/),
    ).toBeVisible();
    expect(
      screen.getAllByText(/waits for the owner and the steward/),
    ).toHaveLength(3);
    fireEvent.click(screen.getByRole('radio', { name: /^Restricted/ }));
    expect(changes).toEqual(['restricted']);
  });
});

describe('a cluster', () => {
  it('says so where none lets the portal make topics', async () => {
    const api = fakeDataMeshApi();
    const { items, ...rest } = await api.listClusters();
    api.listClusters.mockResolvedValue({
      ...rest,
      items: items.map(cluster => ({ ...cluster, mode: 'observe' })),
    });
    render<string>(ClusterField, api);
    expect(
      await screen.findByText(/No cluster lets the portal make topics/),
    ).toBeVisible();
  });

  it('is chosen by itself where there is one', async () => {
    const api = fakeDataMeshApi();
    const { items, ...rest } = await api.listClusters();
    api.listClusters.mockResolvedValue({
      ...rest,
      items: items.slice(0, 1).map(each => ({ ...each, mode: 'manage' })),
    });
    const changes = render<string>(ClusterField, api);
    await waitFor(() => expect(changes).toEqual([items[0].name]));
  });
});
