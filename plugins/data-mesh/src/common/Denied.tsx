import { Alert } from '@backstage/ui';
import { sentence } from '../humanise/sentence';
import { errorWords, statusOf } from './errorWords';

/** Whether the backend understood, and said no. */
export function isDenial(error: Error): boolean {
  return statusOf(error) === 403;
}

/** Something that is not for everyone; the backend says for whom it is. */
export function Denied({ error }: { error: Error }) {
  return (
    <Alert
      icon
      role="status"
      status="info"
      title="This is not open to you"
      description={sentence(errorWords(error))}
    />
  );
}
