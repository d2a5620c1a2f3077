/** How each status looks. */
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Status } from '../../api/types';

export const STATUS_LOOK: Record<Status, StatusIndicatorProps.Type> = {
  scheduled: 'pending',
  sent: 'info',
  opened: 'info',
  form_opened: 'in-progress',
  review_submitted: 'success',
  reminder_sent: 'info',
  error: 'error',
  cancelled: 'stopped',
};
