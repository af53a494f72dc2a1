import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';

/** Something that is done to a restore: says that it is done, and looks at what has become of it. */
export function useAct<Wish = void>(
  done: string,
  act: (wish: Wish) => Promise<unknown>,
): UseMutationResult<unknown, Error, Wish> {
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      notify(done, { type: 'success' });
      await queries.invalidateQueries({ queryKey: ['restores'] });
    },
  });
}
