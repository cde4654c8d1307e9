import {
  isClassification,
  type DomainStanding,
} from '@data-mesh/backstage-plugin-data-mesh-common';

type Descriptor = DomainStanding['entity'];

/** What a domain says of itself that can be changed in a form. */
export type DomainForm = {
  title: string;
  description: string;
  /** Refs; empty where there is none. */
  steward: string;
  /** Empty: products say it themselves. */
  defaultClassification: string;
  /** Name of an access rule; empty: the default one. */
  accessRule: string;
};

type Parts = {
  metadata: Record<string, unknown>;
  spec: Record<string, unknown>;
  dataMesh: Record<string, unknown>;
};

function partsOf(entity: Descriptor): Parts {
  const spec = { ...Object(entity.spec) };
  return {
    metadata: { ...Object(entity.metadata) },
    spec,
    dataMesh: { ...Object(spec.dataMesh) },
  };
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** What its descriptor says of that. */
export function domainFormOf(entity: Descriptor): DomainForm {
  const { metadata, dataMesh } = partsOf(entity);
  const classification = text(dataMesh.defaultClassification);
  return {
    title: text(metadata.title),
    description: text(metadata.description),
    steward: text(dataMesh.steward),
    defaultClassification: isClassification(classification)
      ? classification
      : '',
    accessRule: text(dataMesh.accessRule),
  };
}

/** The descriptor with what the form says; nothing that is left empty. */
export function domainDescriptorOf(
  entity: Descriptor,
  form: DomainForm,
): Descriptor {
  const { metadata, spec, dataMesh } = partsOf(entity);
  const said = (value: string) => value.trim() || undefined;
  const extension = {
    ...dataMesh,
    steward: said(form.steward),
    defaultClassification: said(form.defaultClassification),
    accessRule: said(form.accessRule),
  };
  const saysMore = Object.values(extension).some(value => value !== undefined);
  return JSON.parse(
    JSON.stringify({
      ...entity,
      metadata: {
        ...metadata,
        title: said(form.title),
        description: said(form.description),
      },
      spec: {
        ...spec,
        // What was there stays, so that nothing seems to have been changed.
        dataMesh: saysMore || spec.dataMesh ? extension : undefined,
      },
    }),
  );
}
