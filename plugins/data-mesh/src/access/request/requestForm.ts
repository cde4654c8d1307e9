import type {
  AccessRequestInput,
  MeshLocation,
  MeshPort,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** What somebody has filled in so far. */
export type RequestForm = {
  /** Names of the chosen ports. */
  ports: string[];
  /** The chosen environment of each port that is in several. */
  environments: Record<string, string>;
  consumer?: string;
  mode: AccessRequestInput['mode'];
  purpose: string;
  /** Absent until chosen; then the usual one counts. */
  duration?: string;
  /** As typed: names with commas or spaces between them. */
  groups: string;
  transactionalIdPrefix: string;
  applicationId: string;
};

/** An empty form for one port of a product, or for all where it has one. */
export function startForm(product: MeshProduct, port?: string): RequestForm {
  const all = product.ports.map(({ name }) => name);
  return {
    ports: port ? [port] : all.slice(0, all.length === 1 ? 1 : 0),
    environments: {},
    mode: 'read',
    purpose: '',
    groups: '',
    transactionalIdPrefix: '',
    applicationId: '',
  };
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
  form: RequestForm,
  port: MeshPort,
): MeshLocation | undefined {
  const wanted = form.environments[port.name] ?? environmentsOf(port)[0];
  return port.locations.find(({ environment }) => environment === wanted);
}

/** The names in a text with commas, spaces or line breaks between them. */
export function namesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

/**
 * What is sent; nothing while it is not known what for whom.
 *
 * @param consumer - the chosen one, or the only one
 */
export function toInput(
  form: RequestForm,
  product: MeshProduct,
  consumer: string | undefined,
  duration: string,
): AccessRequestInput | undefined {
  const ports = product.ports.filter(({ name }) => form.ports.includes(name));
  if (!consumer || ports.length === 0) return undefined;
  const { mode, transactionalIdPrefix, applicationId } = form;
  const groups = mode === 'read' ? namesIn(form.groups) : [];
  return {
    items: ports.map(port => ({
      product: product.ref,
      port: port.name,
      ...(environmentsOf(port).length > 1 && {
        environment: chosenLocation(form, port)?.environment,
      }),
    })),
    consumer,
    mode,
    ...(groups.length > 0 && { groups }),
    ...(transactionalIdPrefix.trim() && {
      transactionalIdPrefix: transactionalIdPrefix.trim(),
    }),
    ...(applicationId.trim() && { applicationId: applicationId.trim() }),
    purpose: form.purpose.trim(),
    duration,
  };
}
