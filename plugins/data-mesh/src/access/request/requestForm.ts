import type {
  AccessRequestInput,
  MeshLocation,
  MeshPort,
  MeshProduct,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** As many ports as the API takes in one request. */
export const MOST_PORTS = 50;

/** What is chosen of one product. */
export type PortChoice = {
  /** Names of the chosen ports. */
  ports: string[];
  /** The chosen environment of each port that is in several. */
  environments: Record<string, string>;
};

/** What somebody has filled in so far. */
export type RequestForm = {
  /** What is chosen of each product, by its ref. */
  choices: Record<string, PortChoice>;
  /** Products besides the one whose page it is, as they were when added. */
  added: ProductDetails[];
  consumer?: string;
  mode: AccessRequestInput['mode'];
  /** Whether it is taken at once, without anybody's approval. */
  isEmergency: boolean;
  /** Address of the incident, where it is an emergency. */
  incident: string;
  purpose: string;
  /** Absent until chosen; then the usual one counts. */
  duration?: string;
  /** As typed: names with commas or spaces between them. */
  groups: string;
  transactionalIdPrefix: string;
  applicationId: string;
};

/** What changes in a form, as it is or by what it is then. */
export type FormChange =
  | Partial<RequestForm>
  | ((form: RequestForm) => Partial<RequestForm>);

/** Nothing of a product but one port, or all of it where it has one. */
function startChoice(product: MeshProduct, port?: string): PortChoice {
  const all = product.ports.map(({ name }) => name);
  return {
    ports: port ? [port] : all.slice(0, all.length === 1 ? 1 : 0),
    environments: {},
  };
}

/** An empty form for one port of a product, or for all where it has one. */
export function startForm(product: MeshProduct, port?: string): RequestForm {
  return {
    choices: { [product.ref]: startChoice(product, port) },
    added: [],
    mode: 'read',
    isEmergency: false,
    incident: '',
    purpose: '',
    groups: '',
    transactionalIdPrefix: '',
    applicationId: '',
  };
}

/** What is chosen of a product so far. */
export function choiceOf(form: RequestForm, { ref }: MeshProduct): PortChoice {
  return form.choices[ref] ?? { ports: [], environments: {} };
}

/** The ports of a product that are asked for, in its own order. */
export function chosenPorts(
  form: RequestForm,
  product: MeshProduct,
): MeshPort[] {
  const { ports } = choiceOf(form, product);
  return product.ports.filter(({ name }) => ports.includes(name));
}

/** The same form with another choice of a product's ports. */
export function withChoice(
  { choices }: RequestForm,
  ref: string,
  choice: PortChoice,
): Partial<RequestForm> {
  return { choices: { ...choices, [ref]: choice } };
}

/** The form with another product in it. */
export function withProduct(
  form: RequestForm,
  details: ProductDetails,
): Partial<RequestForm> {
  const { product } = details;
  if (form.choices[product.ref]) return {};
  return {
    ...withChoice(form, product.ref, startChoice(product)),
    added: [...form.added, details],
  };
}

/** The form without a product that was added. */
export function withoutProduct(
  { choices, added }: RequestForm,
  ref: string,
): Partial<RequestForm> {
  const { [ref]: _, ...others } = choices;
  return {
    choices: others,
    added: added.filter(({ product }) => product.ref !== ref),
  };
}

/** The form without a port; an added product goes with its last one. */
export function withoutPort(
  form: RequestForm,
  item: { product: string; port: string },
): Partial<RequestForm> {
  const choice = form.choices[item.product];
  const ports = choice.ports.filter(name => name !== item.port);
  const isAdded = form.added.some(
    ({ product }) => product.ref === item.product,
  );
  return isAdded && ports.length === 0
    ? withoutProduct(form, item.product)
    : withChoice(form, item.product, { ...choice, ports });
}

/** Environments that a port is in, production first. */
export function environmentsOf(port: MeshPort): string[] {
  const names = port.locations.flatMap(({ environment }) => environment ?? []);
  return [...new Set(names)].sort((a, b) => rank(a) - rank(b));
}

function rank(environment: string): number {
  return environment === 'production' ? 0 : 1;
}

/** Where the port is that is asked for. */
export function chosenLocation(
  { environments }: PortChoice,
  port: MeshPort,
): MeshLocation | undefined {
  const wanted = environments[port.name] ?? environmentsOf(port)[0];
  return port.locations.find(({ environment }) => environment === wanted);
}

/** The names in a text with commas, spaces or line breaks between them. */
function namesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

/**
 * What is sent; nothing while it is not known what for whom.
 *
 * @param products - the one whose page it is, and those that were added
 * @param consumer - the chosen one, or the only one
 */
export function toInput(
  form: RequestForm,
  products: MeshProduct[],
  consumer: string | undefined,
  duration: string,
): AccessRequestInput | undefined {
  const items = products.flatMap(product =>
    chosenPorts(form, product).map(port => ({
      product: product.ref,
      port: port.name,
      ...(environmentsOf(port).length > 1 && {
        environment: chosenLocation(choiceOf(form, product), port)?.environment,
      }),
    })),
  );
  if (!consumer || items.length === 0) return undefined;
  const { mode, transactionalIdPrefix, applicationId } = form;
  const groups = mode === 'read' ? namesIn(form.groups) : [];
  return {
    items,
    consumer,
    mode,
    ...(groups.length > 0 && { groups }),
    ...(transactionalIdPrefix.trim() && {
      transactionalIdPrefix: transactionalIdPrefix.trim(),
    }),
    ...(applicationId.trim() && { applicationId: applicationId.trim() }),
    ...(form.isEmergency && {
      breakGlass: { incident: form.incident.trim() },
    }),
    purpose: form.purpose.trim(),
    duration,
  };
}

/** Whether a text is the address of a page, as that of an incident has to be. */
export function isPage(text: string): boolean {
  return /^https?:\/\/./.test(text) && URL.canParse(text);
}
