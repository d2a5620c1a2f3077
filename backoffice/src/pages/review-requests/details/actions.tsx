/** What can be done to this one request. */
import Box from '@cloudscape-design/components/box';
import { OPERATION_KINDS } from '../../../api/operation-types';
import type { ReviewRequestDetails } from '../../../api/types';
import { useMayManage } from '../../../common/use-may-manage';
import { useI18n } from '../../../i18n';
import { unavailableOf } from '../../../operations/availability';
import { OperationMenu } from '../../../operations/operation-menu';

export function Actions({ details }: { details: ReviewRequestDetails }) {
  const { text } = useI18n();
  const mayManage = useMayManage();
  if (!mayManage) return null;
  return (
    <Box textAlign="right">
      <OperationMenu
        label={text.operations.menuFor(details.experience_reference)}
        kinds={OPERATION_KINDS}
        unavailable={(kind) => unavailableOf(kind, details)}
        intentOf={(kind) => ({
          kind,
          selection: { review_request_ids: [details.review_request_id] },
          about: `${text.details.title(details.experience_reference)} – ${details.customer_email}`,
          email: details.customer_email,
        })}
      />
    </Box>
  );
}
