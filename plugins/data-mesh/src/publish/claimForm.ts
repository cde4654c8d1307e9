import {
  isClassification,
  type Claim,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** What somebody says who claims a product; the rest is known already. */
export type ClaimForm = {
  title: string;
  description: string;
  /** Full ref. */
  owner: string;
  /** Empty: as its domain has it. */
  classification: string;
  channel: string;
};

type Parts = {
  metadata: Record<string, unknown>;
  spec: Record<string, unknown>;
};

function partsOf({ entity }: Pick<Claim, 'entity'>): Parts {
  return {
    metadata: { ...Object(entity.metadata) },
    spec: { ...Object(entity.spec) },
  };
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The form as the backend has filled it in. */
export function formOf(claim: Pick<Claim, 'entity'>): ClaimForm {
  const { metadata, spec } = partsOf(claim);
  return {
    title: text(metadata.title),
    description: text(metadata.description),
    owner: text(spec.owner),
    classification: isClassification(text(spec.classification))
      ? text(spec.classification)
      : '',
    channel: text(Object(spec.support).channel),
  };
}

/** What was proposed, with what the form says; nothing that is left empty. */
export function descriptorOf(
  claim: Pick<Claim, 'entity'>,
  form: ClaimForm,
): Claim['entity'] {
  const { metadata, spec } = partsOf(claim);
  const said = (key: string, value: string) =>
    value.trim() ? { [key]: value.trim() } : { [key]: undefined };
  const entity = {
    ...claim.entity,
    metadata: {
      ...metadata,
      ...said('title', form.title),
      ...said('description', form.description),
    },
    spec: {
      ...spec,
      owner: form.owner,
      ...said('classification', form.classification),
      support: form.channel.trim()
        ? { ...Object(spec.support), channel: form.channel.trim() }
        : undefined,
    },
  };
  return JSON.parse(JSON.stringify(entity));
}
