import { ACCESS, loadWaitingOffers, useAccess } from '../access/useAccess';

/** What is offered to the user's groups. */
export function useWaitingOffers() {
  return useAccess(`${ACCESS}waiting-offers`, loadWaitingOffers);
}
