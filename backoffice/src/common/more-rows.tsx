/** The foot of a table that goes on: the way to its next rows. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';

interface MoreRowsProps {
  answer: { isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  label: string;
}

export function MoreRows({ answer, label }: MoreRowsProps) {
  return (
    <Box textAlign="center">
      <Button loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
        {label}
      </Button>
    </Box>
  );
}
