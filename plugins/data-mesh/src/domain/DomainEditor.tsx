import { useState, type ReactNode } from 'react';
import { Alert, Flex, Select, TextAreaField, TextField } from '@backstage/ui';
import {
  CLASSIFICATIONS,
  type DomainCheck,
  type DomainStanding,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { ChangeList } from '../common/ChangeList';
import { Failure } from '../common/Failure';
import { EntityPick } from '../entities/EntityPick';
import { useDebounced } from '../governance/editor/useDebounced';
import { useAsk } from '../live/useAsk';
import { capitalised } from '../state/words';
import { EditorFrame } from '../store/EditorFrame';
import {
  domainDescriptorOf,
  domainFormOf,
  type DomainForm,
} from './domainForm';

type Descriptor = DomainStanding['entity'];

const CHECK_AFTER_MS = 400;
const NONE = 'none';

/**
 * What a domain says of itself, as a short form inside a dialog; all else of
 * its descriptor stays as it is. Whether it would be taken is asked while one
 * types.
 */
export function DomainEditor(props: {
  domainRef: string;
  entity: Descriptor;
  action: string;
  children?: ReactNode;
  onSubmit: (entity: Descriptor) => Promise<unknown>;
  onClose: () => void;
}) {
  const { domainRef, entity: before, action, children } = props;
  const { onSubmit, onClose } = props;
  const [form, setForm] = useState(() => domainFormOf(before));
  const change = (part: Partial<DomainForm>) => setForm({ ...form, ...part });
  const entity = domainDescriptorOf(before, form);
  const settled = useDebounced(JSON.stringify(entity), CHECK_AFTER_MS);
  const check = useAsk(settled, api =>
    api.checkDomainChange(domainRef, { entity: JSON.parse(settled) }),
  );
  const isCurrent = settled === JSON.stringify(entity);
  const answer = isCurrent ? check.value : undefined;

  return (
    <EditorFrame
      intro="Its owner, its place and all else stay as they are. Earlier versions stay, too."
      action={action}
      isBlocked={
        !form.title.trim() ||
        Boolean(answer && (answer.refusal || answer.changes.length === 0))
      }
      onSubmit={() => onSubmit(entity)}
      onClose={onClose}
    >
      <TextField
        isRequired
        label="Title"
        maxLength={200}
        value={form.title}
        onChange={title => change({ title })}
      />
      <TextAreaField
        label="Description"
        description="What it is about."
        rows={3}
        maxLength={5000}
        value={form.description}
        onChange={description => change({ description })}
      />
      <EntityPick
        label="Steward"
        placeholder="Nobody"
        kinds={['group', 'user']}
        value={form.steward}
        onChange={ref => change({ steward: ref ?? '' })}
      />
      <Select
        label="Classification of products that have none"
        options={[
          { id: NONE, label: 'None' },
          ...CLASSIFICATIONS.map(id => ({ id, label: capitalised(id) })),
        ]}
        value={form.defaultClassification || NONE}
        onChange={chosen =>
          change({
            defaultClassification:
              CLASSIFICATIONS.find(id => id === chosen) ?? '',
          })
        }
      />
      <TextField
        label="Access rule"
        secondaryLabel="Optional"
        description="Name of the rule for access to its products; the default one if left out."
        maxLength={100}
        value={form.accessRule}
        onChange={accessRule => change({ accessRule })}
      />
      {children}
      {answer && <DomainCheckView check={answer} />}
      {check.error && (
        <Failure
          isMild
          title="Whether it would be taken could not be asked"
          error={check.error}
          onRetry={check.retry}
        />
      )}
    </EditorFrame>
  );
}

/** What a change makes another, or why it would not be taken. */
function DomainCheckView({ check }: { check: DomainCheck }) {
  const { changes, refusal } = check;
  return (
    <Flex direction="column" gap="2" role="status" aria-label="Check">
      {refusal && (
        <Alert
          icon
          status="danger"
          title="It cannot be published like this"
          description={refusal.message}
        />
      )}
      {!refusal && changes.length > 0 && (
        <ChangeList label="What it changes" changes={changes} />
      )}
    </Flex>
  );
}
