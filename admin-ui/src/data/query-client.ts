import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api-problem.js';

/**
 * What was read is shown until a change is heard of (live/): nothing is read again for its age alone. A request that was
 * not answered is tried again; one that was refused is not.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => !(error instanceof ApiProblem) && failures < 2,
    },
  },
});
