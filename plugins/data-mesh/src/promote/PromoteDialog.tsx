import { useMemo, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Dialog,
  DialogBody,
  DialogHeader,
  Flex,
  Skeleton,
  Text,
} from '@backstage/ui';
import type {
  MeshCluster,
  MeshProduct,
  Promotion,
  PromotionPlan,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { errorWords } from '../common/errorWords';
import { Failure } from '../common/Failure';
import { PlanFooter } from '../common/PlanFooter';
import { ReasonField } from '../common/ReasonField';
import { TextLink } from '../common/TextLink';
import { usePlannedAct } from '../common/usePlannedAct';
import { sentence } from '../humanise/sentence';
import { useAsk } from '../live/useAsk';
import { useMeshLinks } from '../useMeshLinks';
import { PromoteFields } from './PromoteFields';
import {
  MOST_PORTS,
  portsIn,
  sourcesOf,
  toInput,
  type PromoteForm,
} from './promoteTargets';
import { GitLines, PromotionPlanView } from './PromotionPlanView';

/** Whether a plan does anything here; merging lines in Git it leaves to people. */
const hasWork = ({ ports, product }: PromotionPlan) =>
  product?.state === 'publish' ||
  ports.some(
    ({ topic, schemas }) =>
      topic.state !== 'same' || schemas.some(({ state }) => state !== 'same'),
  );

const destroys = ({ ports }: PromotionPlan) =>
  ports.some(
    ({ topic }) => topic.state === 'change' && topic.consequences.length > 0,
  );

/**
 * Takes a product to another environment: first where to, then what differs and
 * what becomes of it, then what was done.
 */
export function PromoteDialog(props: {
  product: MeshProduct;
  targets: MeshCluster[];
  onClose: () => void;
  onPromoted: () => void;
}) {
  const { targets, onClose, onPromoted } = props;
  const api = useApi(dataMeshApiRef);
  const links = useMeshLinks();
  // What comes in while one chooses is told by the plan.
  const [product] = useState(props.product);
  const [form, setForm] = useState<PromoteForm>(() => {
    const [from] = sourcesOf(product, targets[0]);
    return {
      cluster: targets[0].name,
      from,
      ports: portsIn(product, from).slice(0, MOST_PORTS),
      topics: {},
      keep: [],
    };
  });
  const [reason, setReason] = useState('');
  const steps = usePlannedAct<Promotion>('');
  const { stage, isPlanned, isPending, failure, done } = steps;

  const input = toInput(form);
  const plan = useAsk(
    isPlanned && !done ? JSON.stringify([product.ref, input]) : undefined,
    each => each.planPromotion(product.ref, input),
  );
  const planned = plan.value;
  // One run a plan: what was begun is finished by the same one.
  const run = useMemo(
    () => (planned ? crypto.randomUUID() : ''),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [planned?.hash],
  );
  const promote = () =>
    steps.act(async () => {
      const promoted = await api.promoteProduct(product.ref, {
        ...input,
        planHash: planned?.hash ?? '',
        run,
        reason: reason.trim(),
      });
      onPromoted();
      return promoted;
    });
  const isOpen = planned && !planned.isBlocked && hasWork(planned);
  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && onClose()}
      width="56rem"
    >
      <DialogHeader>{`Promote ${product.title}`}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {!isPlanned && (
            <>
              <PromoteFields
                product={product}
                targets={targets}
                form={form}
                onChange={setForm}
              />
              <Text as="p" color="secondary">
                Nothing changes yet: you see first what happens.
              </Text>
            </>
          )}
          {isPlanned && !done && (
            <>
              {plan.error && (
                <Failure
                  title="What happens could not be asked"
                  error={plan.error}
                  onRetry={plan.retry}
                />
              )}
              {plan.pending && <Skeleton width="100%" height="10rem" />}
              {planned && (
                <PromotionPlanView
                  plan={planned}
                  keep={form.keep}
                  onKeep={keep => setForm({ ...form, keep })}
                />
              )}
              {planned && !planned.isBlocked && !hasWork(planned) && (
                <>
                  <Text as="p">All of it is there already.</Text>
                  {planned.product && <GitLines product={planned.product} />}
                </>
              )}
              {isOpen && (
                <ReasonField
                  description="It stands in the history."
                  value={reason}
                  onChange={setReason}
                />
              )}
              {failure && (
                <Alert
                  icon
                  role="alert"
                  status="danger"
                  title="The product was not promoted, or not all of it"
                  description={sentence(errorWords(failure))}
                />
              )}
            </>
          )}
          {done && (
            <>
              <Text as="p" role="status">
                The product was promoted.{' '}
                <TextLink href={links.run(done.run)}>
                  What was made, and how it is taken back
                </TextLink>
              </Text>
              {done.plan.product && <GitLines product={done.plan.product} />}
            </>
          )}
        </Flex>
      </DialogBody>
      <PlanFooter
        stage={stage}
        plan={{
          label: 'Show what happens',
          isDisabled: form.ports.length === 0 || form.ports.length > MOST_PORTS,
          onPress: steps.plan,
        }}
        act={{
          label: 'Promote',
          destructive: Boolean(planned && destroys(planned)),
          isPending,
          isDisabled: !isOpen || !reason.trim(),
          onPress: promote,
        }}
        onBack={steps.back}
        onClose={onClose}
      />
    </Dialog>
  );
}
