/** The two buttons at the foot of a dialog. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';

interface DialogButtonsProps {
  cancel: string;
  onCancel: () => void;
  confirm: string;
  onConfirm: () => void;
  disabled?: boolean;
  loading?: boolean;
}

export function DialogButtons({ cancel, onCancel, confirm, onConfirm, disabled = false, loading = false }: DialogButtonsProps) {
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="link" onClick={onCancel}>
          {cancel}
        </Button>
        <Button variant="primary" disabled={disabled} loading={loading} onClick={onConfirm} data-testid="confirm">
          {confirm}
        </Button>
      </SpaceBetween>
    </Box>
  );
}
