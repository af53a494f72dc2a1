import { Button, type ButtonProps } from '@mui/material';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { AskDialog } from './ask-dialog.js';
import { keepClick } from './keep-click.js';
import { useAct } from './use-act.js';

interface AskedActProps extends Pick<ComponentProps<typeof AskDialog>, 'title' | 'text' | 'color' | 'children'> {
  /** On the button, and on that of the dialog. */
  label: string;
  button?: Pick<ButtonProps, 'variant' | 'color' | 'startIcon'>;
  /** The list that looks again when it is done, and the key of what is said then. */
  resource: string;
  done: string;
  act: () => Promise<unknown>;
}

/** A button for something that is asked once more; the dialog goes when it is done. */
export function AskedAct({ label, button = {}, resource, done, act, ...dialog }: AskedActProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => {
    setIsOpen(false);
  };
  const mutation = useAct(resource, done, () => act().then(close));
  return (
    <>
      <Button
        {...button}
        onClick={(event) => {
          keepClick(event);
          setIsOpen(true);
        }}
      >
        {label}
      </Button>
      <AskDialog
        isOpen={isOpen}
        onClose={close}
        act={label}
        mutation={mutation}
        onAct={() => {
          mutation.mutate();
        }}
        {...dialog}
      />
    </>
  );
}
