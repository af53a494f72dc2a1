import { Button, type ButtonProps } from '@mui/material';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { keepClick } from './keep-click.js';
import { TypedConfirmation } from './typed-confirmation.js';

interface TypedActProps extends Pick<
  ComponentProps<typeof TypedConfirmation>,
  'title' | 'word' | 'children' | 'onConfirm'
> {
  label: string;
  /** On the button of the dialog; absent: `label`. */
  act?: string;
  button?: Pick<ButtonProps, 'variant' | 'size' | 'startIcon' | 'aria-label'>;
}

/** A button for something that cannot be taken back: a word is typed first, and the dialog goes when it is done. */
export function TypedAct({ label, act = label, button = {}, onConfirm, ...dialog }: TypedActProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        color="error"
        {...button}
        onClick={(event) => {
          keepClick(event);
          setIsOpen(true);
        }}
      >
        {label}
      </Button>
      <TypedConfirmation
        isOpen={isOpen}
        onClose={() => {
          setIsOpen(false);
        }}
        act={act}
        onConfirm={async () => {
          await onConfirm();
          setIsOpen(false);
        }}
        {...dialog}
      />
    </>
  );
}
