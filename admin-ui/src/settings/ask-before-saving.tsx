import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';
import { AskDialog } from '../ui/ask-dialog.js';
import { RetentionOutcome } from '../ui/retention-outcome.js';
import { changesRetention } from './settings-values.js';

type Outcome = components['schemas']['RetentionOutcomeResponse'];

interface Question {
  outcome: Outcome;
  answer: (isMeant: boolean) => void;
}

const NOTHING_YET = { error: null, isPending: false, reset: () => undefined };

interface AskBeforeSaving {
  /** Whether these changes are to be saved: asks where backups would go by them. Throws what the server refuses. */
  isMeant: (changes: Record<string, unknown>) => Promise<boolean>;
  /** To be put outside the form: what is sent in it is not the form. */
  dialog: ReactNode;
}

/** Nobody saves rules by which backups go without having seen which. */
export function useAskBeforeSaving(): AskBeforeSaving {
  const translate = useTranslate();
  const [question, setQuestion] = useState<Question | null>(null);
  const answer = (isMeant: boolean): void => {
    question?.answer(isMeant);
    setQuestion(null);
  };
  const words = (key: string): string => translate(`resources.settings.ask.${key}`);
  return {
    isMeant: async (changes) => {
      if (!changesRetention(changes)) return true;
      const outcome = await dataOf(api.POST('/api/v1/settings/preview', { body: changes }));
      if (outcome.delete.length === 0) return true;
      return new Promise((resolve) => {
        setQuestion({ outcome, answer: resolve });
      });
    },
    dialog:
      question === null ? null : (
        <AskDialog
          isOpen
          title={words('title')}
          text={words('text')}
          act={words('act')}
          color="warning"
          mutation={NOTHING_YET}
          onClose={() => {
            answer(false);
          }}
          onAct={() => {
            answer(true);
          }}
        >
          <RetentionOutcome outcome={question.outcome} hasLinks={false} />
        </AskDialog>
      ),
  };
}
