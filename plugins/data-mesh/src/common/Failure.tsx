import { Alert, Button } from '@backstage/ui';
import { errorWords } from './errorWords';

/** What could not be asked, why, and the way to ask again. */
export function Failure(props: {
  title: string;
  error: Error;
  onRetry: () => void;
  /** Whether something older is shown, so that it is a nuisance only. */
  isMild?: boolean;
}) {
  const { title, error, onRetry, isMild } = props;
  return (
    <Alert
      icon
      role={isMild ? 'status' : 'alert'}
      status={isMild ? 'warning' : 'danger'}
      title={title}
      description={errorWords(error)}
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          Try again
        </Button>
      }
    />
  );
}
