"""The due rows a tick looks at: enough to be fair, never all of a backlog.

The index is ordered by due instant, so a giant's backlog, or that of a paused website, stands before everybody else's
rows. Hence three looks into each of the 32 shards:

1. the oldest rows, one page: whoever has waited longest is seen. Where this page holds all there is, no other follows;
2. the newest, those that fell due within the last 90 seconds: every row is seen at the tick after it fell due, whatever
   stands before it (two ticks, each once a minute, are at most 60 s apart);
3. the hand: it goes on where it stopped at the last tick, through everything between, as long as the rows seen cannot
   fill the grant, and stays where it finds something to release. So every row is seen again and again, and a backlog
   that may not leave (paused, warming up) hides nothing for good.

A page is 100 to 1,000 rows: twice the grant over the 32 shards. A key is about 200 bytes, so 1,000 rows are 200 KB or
25 read units. The hand reads 100,000 rows a tick at most: 2,500 read units, 100 queries of some 50 ms.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain, zip_longest

from chalicelib.domain.due_order import instant_of, place_before
from chalicelib.domain.fair_share import Emails
from chalicelib.usecases.due_look import DueLook
from chalicelib.usecases.governor_ports import DueRows
from chalicelib.usecases.ports import DUE_SHARDS, DueRow

SMALLEST_PAGE, LARGEST_PAGE = 100, 1_000
PAGES_OF_THE_NEWEST = 4
NEWEST = timedelta(seconds=90)
ROWS_OF_THE_HAND = 100_000
LATE = timedelta(minutes=5)


@dataclass(frozen=True)
class Wish:
    """What a tick is after.

    Attributes:
        emails: how many may be released.
        allowances: the most each website may release, where that is limited; 0 = paused.
        hand: where the third look goes on.
        turn: another number at each tick: which shard and website comes first.
        all_paused: nothing is late while a person stopped everything.
    """

    emails: int
    allowances: Mapping[str, int]
    hand: str | None
    turn: int
    all_paused: bool = False


@dataclass
class Window:
    """What was seen.

    Attributes:
        rows: every row once, the longest waiting first as far as that is known without sorting a backlog.
        by_hand: those that only the third look found, each with a place from which it is found again.
        more: whether there is more than what was seen.
        late: rows due for more than `LATE` that nothing but the rate or a fault holds back, as far as seen.
        empty_days: days of which every shard is empty.
        hand: where the third look stopped; None when it came to the end.
    """

    rows: dict[DueRow, None] = field(default_factory=dict)
    by_hand: dict[DueRow, str] = field(default_factory=dict)
    more: bool = False
    late: int = 0
    empty_days: tuple[date, ...] = ()
    hand: str | None = None

    def next_hand(self, chosen: Iterable[DueRow]) -> str | None:
        """Where the third look goes on at the next tick: where it found what is released now, else where it stopped."""
        return min((self.by_hand[row] for row in chosen if row in self.by_hand), default=self.hand)


def look_at_due(store: DueRows, days: Sequence[date], wish: Wish, *, now: datetime) -> Window:
    """The window of one tick over the open `days`, oldest first. Raises what the store raises."""
    return _Looking(store, days, wish, now).window()


class _Looking:
    def __init__(self, store: DueRows, days: Sequence[date], wish: Wish, now: datetime) -> None:
        self._store = store
        self._days = days
        self._wish = wish
        self._now = now
        self._shards = [(wish.turn + offset) % DUE_SHARDS for offset in range(DUE_SHARDS)]
        self._page = min(LARGEST_PAGE, max(SMALLEST_PAGE, -(-2 * wish.emails // DUE_SHARDS)))
        self._window = Window()
        self._waiting: Counter[str] = Counter()

    def window(self) -> Window:
        oldest = [self._look(shard) for shard in self._shards]
        pages = [look.rows(self._page) for look in oldest]
        self._add(row for rank in zip_longest(*pages) for row in rank if row)
        self._window.empty_days = self._empty_in_all(oldest)
        self._window.late = sum(self._late_in(shard) for shard, page in zip(self._shards, pages, strict=True) if page)
        unfinished = [shard for shard, look in zip(self._shards, oldest, strict=True) if not look.done]
        if unfinished:
            self._window.more = True
            self._skip_full(zip(oldest, pages, strict=True))
            self._look_at_newest(unfinished)
            self._move_hand([look for look in oldest if not look.done])
        return self._window

    def _skip_full(self, read: Iterable[tuple[DueLook, Sequence[DueRow]]]) -> None:
        """The hand starts past what more of would change nothing."""
        for look, page in read:
            if not look.done and self._has_its_share(page[-1].website_id):
                look.skip(page[-1].website_id)

    def _look(self, shard: int, *, until: datetime | None = None, place: str | None = None) -> DueLook:
        return DueLook(self._store, shard, self._days, until=until or self._now, place=place)

    def _empty_in_all(self, looks: Sequence[DueLook]) -> tuple[date, ...]:
        empty = Counter(chain.from_iterable(look.empty_days for look in looks))
        return tuple(day for day in self._days if empty[day] == DUE_SHARDS)

    def _late_in(self, shard: int) -> int:
        if self._wish.all_paused:
            return 0
        late_until = self._now - LATE
        look = DueLook(self._store, shard, [day for day in self._days if day <= late_until.date()], until=late_until)
        return sum(self._wish.allowances.get(row.website_id, 1) > 0 for row in look.rows(self._page))

    def _look_at_newest(self, shards: Iterable[int]) -> None:
        place = place_before(self._now - NEWEST)
        for shard in shards:
            look = self._look(shard, place=place)
            for _ in range(PAGES_OF_THE_NEWEST):
                if not look.done:
                    self._read(look)

    def _move_hand(self, looks: Sequence[DueLook]) -> None:
        """From where it stopped, unless the clock was set back; the first round is read whatever was seen so far."""
        hand = self._wish.hand
        if hand and instant_of(hand) <= self._now:
            looks = [look for look in (self._look(shard, place=hand) for shard in self._shards) if not look.done]
        read = 0
        while looks and read < ROWS_OF_THE_HAND and (read == 0 or not self._enough):
            place = min(look.place for look in looks)
            for look in looks:
                page, new = self._read(look)
                self._window.by_hand |= dict.fromkeys(new, place)
                read += max(page, 1)
            looks = [look for look in looks if not look.done]
        self._window.hand = min((look.place for look in looks), default=None)

    def _read(self, look: DueLook) -> tuple[int, list[DueRow]]:
        """How many rows the next page holds, and those not seen before."""
        page = look.page(self._page)
        new = self._add(page)
        if page and self._has_its_share(page[-1].website_id):
            look.skip(page[-1].website_id)
        return len(page), new

    def _add(self, rows: Iterable[DueRow]) -> list[DueRow]:
        new = [row for row in dict.fromkeys(rows) if row not in self._window.rows]
        self._window.rows |= dict.fromkeys(new)
        self._waiting.update(row.website_id for row in new)
        return new

    def _allowance(self, website_id: str) -> int:
        return self._wish.allowances.get(website_id, self._wish.emails)

    @property
    def _enough(self) -> bool:
        """Whether the rows seen can fill the grant."""
        found = sum(min(count, self._allowance(website_id)) for website_id, count in self._waiting.items())
        return found >= self._wish.emails

    def _has_its_share(self, website_id: str) -> bool:
        """Whether more rows of this website would change nothing."""
        count, allowance = self._waiting[website_id], self._allowance(website_id)
        return count >= allowance or (self._enough and count * len(self._waiting) >= self._wish.emails)


def wanted(rows: Iterable[DueRow], allowances: Mapping[str, int]) -> dict[str, Emails]:
    """What each website of the window would release, had it the rate alone."""
    firsts = Counter(row.website_id for row in rows if row.step == 0)
    reminders = Counter(row.website_id for row in rows if row.step > 0)
    everybody = {
        website_id: Emails(firsts[website_id], reminders[website_id])
        for website_id in dict.fromkeys(row.website_id for row in rows)
    }
    return {
        website_id: emails.at_most(allowances.get(website_id, emails.total)) for website_id, emails in everybody.items()
    }
