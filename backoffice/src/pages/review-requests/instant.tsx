/** A date on screen: absolute, with the distance from now beside it when that helps. */
import { useDates } from '../../common/website';

export function Instant({ at, now }: { at: string; now?: Date | null }) {
  const dates = useDates();
  return (
    <time dateTime={at}>
      {dates.instant(at)}
      {now && ` (${dates.relative(at, now)})`}
    </time>
  );
}

/** The date of the experience as the merchant sent it. */
export function ExperienceDate({ at }: { at: string }) {
  const dates = useDates();
  return <time dateTime={at}>{dates.experience(at)}</time>;
}
