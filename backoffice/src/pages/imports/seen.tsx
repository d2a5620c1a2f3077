/** What the first look at a file saw. */
import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import type { FirstLook } from './first-look';

export function Seen({ look }: { look: FirstLook }) {
  const words = useI18n().text.imports.seen;
  const dates = useDates();
  return (
    <LiveRegion>
      <div data-testid="first-look">
        <SpaceBetween size="xs">
          <StatusIndicator type="success">{words.title}</StatusIndicator>
          <KeyValuePairs
            columns={3}
            items={[
              { label: words.rows, value: dates.count(look.rows) },
              { label: words.delimiter, value: words.delimiters[look.delimiter] },
              { label: words.columns, value: <span className="breakable">{look.known.join(', ')}</span> },
            ]}
          />
          {look.ignored.length > 0 && (
            <Box color="text-body-secondary">
              <span className="breakable">{words.ignored(look.ignored.join(', '))}</span>
            </Box>
          )}
        </SpaceBetween>
      </div>
    </LiveRegion>
  );
}
