import { Button, DialogFooter } from '@backstage/ui';

type Action = {
  label: string;
  isDisabled: boolean;
  onPress: () => void;
};

/** The buttons of a dialog that shows what would happen before it does. */
export function PlanFooter(props: {
  stage: 'asking' | 'planned' | 'done';
  /** Shows what would happen. */
  plan: Action;
  /** Lets it happen. */
  act: Action & { isPending: boolean; destructive?: boolean };
  /** From the plan to what was asked. */
  onBack: () => void;
  onClose: () => void;
}) {
  const { stage, plan, act, onBack, onClose } = props;
  return (
    <DialogFooter>
      {stage === 'done' && (
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      )}
      {stage === 'planned' && (
        <>
          <Button variant="secondary" onPress={onBack}>
            Back
          </Button>
          <Button
            variant="primary"
            destructive={act.destructive}
            isPending={act.isPending}
            isDisabled={act.isDisabled}
            onPress={act.onPress}
          >
            {act.label}
          </Button>
        </>
      )}
      {stage === 'asking' && (
        <>
          <Button variant="secondary" onPress={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            isDisabled={plan.isDisabled}
            onPress={plan.onPress}
          >
            {plan.label}
          </Button>
        </>
      )}
    </DialogFooter>
  );
}
