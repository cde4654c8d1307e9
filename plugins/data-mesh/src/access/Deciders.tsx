import { Fragment } from 'react';
import type { PlannedItem } from '@data-mesh/backstage-plugin-data-mesh-common';
import { EntityLink } from '../entities/EntityLink';

/** Users and groups as links, any of whom will do. */
export function AnyOf(props: { refs: string[]; newTab?: boolean }) {
  const { refs, newTab } = props;
  if (refs.length === 0) return <>nobody yet</>;
  return (
    <>
      {refs.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && ' or '}
          <EntityLink inText entityRef={ref} newTab={newTab} />
        </Fragment>
      ))}
    </>
  );
}

/** Who has to agree, step after step. */
export function Deciders(props: {
  steps: PlannedItem['steps'];
  newTab?: boolean;
}) {
  const { steps, newTab } = props;
  if (steps.length === 0) {
    return <>Approved at once: nobody has to agree.</>;
  }
  return (
    <>
      {steps.map((step, index) => (
        <Fragment key={step.name}>
          {index > 0 && ', then '}
          <AnyOf refs={step.deciders} newTab={newTab} />
        </Fragment>
      ))}
      {steps.length > 1 ? ' decide.' : ' decides.'}
    </>
  );
}
