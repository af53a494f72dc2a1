import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { useSayError } from './use-say-error.js';

/**
 * Something that is done to a record of this list: says that it is done, and looks at what has become of it.
 * @param saysErrors where no dialog shows what went wrong
 */
export function useAct<Wish = void>(
  resource: string,
  done: string,
  act: (wish: Wish) => Promise<unknown>,
  { saysErrors = false }: { saysErrors?: boolean } = {},
): UseMutationResult<unknown, Error, Wish> {
  const notify = useNotify();
  const sayError = useSayError();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      notify(done, { type: 'success' });
      await queries.invalidateQueries({ queryKey: [resource] });
    },
    onError: (error) => {
      if (saysErrors) sayError(error);
    },
  });
}
